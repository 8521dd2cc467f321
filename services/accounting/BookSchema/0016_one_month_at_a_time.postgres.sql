CREATE OR REPLACE FUNCTION period_acts_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE newest TEXT := COALESCE((SELECT closed_through FROM period_acts ORDER BY seq DESC LIMIT 1), '');
BEGIN
  IF NEW.month !~ '^[0-9]{4}-(0[1-9]|1[0-2])$' OR NOT (CASE NEW.act
    WHEN 'Close' THEN NEW.closed_through = NEW.month AND CASE newest
      WHEN '' THEN NEW.month <= COALESCE((SELECT MIN(month) FROM vouchers), NEW.month)
      ELSE NEW.month = to_char(CAST(newest || '-01' AS DATE) + INTERVAL '1 month', 'YYYY-MM') END
    WHEN 'Reopen' THEN NEW.reason <> '' AND NEW.month = newest
      AND NEW.closed_through = COALESCE((SELECT closed_through FROM period_acts WHERE seq <
        (SELECT MAX(seq) FROM period_acts WHERE act = 'Close' AND month = NEW.month) ORDER BY seq DESC LIMIT 1), '')
    ELSE FALSE END) THEN
    RAISE EXCEPTION 'period_acts: months are closed in order, and the newest is reopened with a reason';
  END IF;
  RETURN NEW;
END $$;
DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION period_acts_in_order() SET search_path = %I, pg_temp', current_schema());
END $$;
