-- Where pg_temp is not named, it is searched before every schema: a temporary period_acts would open closed months.
DO $$
DECLARE made REGPROCEDURE;
BEGIN
  FOR made IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', made, current_schema());
  END LOOP;
END $$;
