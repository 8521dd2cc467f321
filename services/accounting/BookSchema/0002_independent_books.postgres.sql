GRANT UPDATE (debit, credit, debit_quantity, credit_quantity) ON balances TO {role};

CREATE TRIGGER period_acts_no_change BEFORE UPDATE OR DELETE ON period_acts
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER period_acts_no_truncate BEFORE TRUNCATE ON period_acts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION vouchers_in_open_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.month <= COALESCE((SELECT closed_through FROM period_acts ORDER BY seq DESC LIMIT 1), '') THEN
    RAISE EXCEPTION 'vouchers: the month is closed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vouchers_in_open_month BEFORE INSERT ON vouchers
  FOR EACH ROW EXECUTE FUNCTION vouchers_in_open_month();
