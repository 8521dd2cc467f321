CREATE FUNCTION balances_in_open_month() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE newest TEXT := COALESCE((SELECT closed_through FROM period_acts ORDER BY seq DESC LIMIT 1), '');
BEGIN
  IF newest LIKE '%-12' THEN
    newest := substr(newest, 1, 5) || '13';
  END IF;
  IF newest <> '' AND EXISTS (SELECT 1 FROM touched WHERE month <= newest) THEN
    RAISE EXCEPTION 'balances: the month is closed';
  END IF;
  RETURN NULL;
END $$;

-- Once for each statement: the rows of a voucher come in one. A key cannot change, since the role updates sums only.
CREATE TRIGGER balances_open_month_insert AFTER INSERT ON balances
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION balances_in_open_month();
CREATE TRIGGER balances_open_month_update AFTER UPDATE ON balances
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION balances_in_open_month();
CREATE TRIGGER balances_open_month_delete AFTER DELETE ON balances
  REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION balances_in_open_month();
