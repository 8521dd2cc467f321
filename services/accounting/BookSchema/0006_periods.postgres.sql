CREATE FUNCTION period_acts_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE newest TEXT := COALESCE((SELECT closed_through FROM period_acts ORDER BY seq DESC LIMIT 1), '');
BEGIN
  IF NOT (CASE NEW.act
    WHEN 'Close' THEN NEW.closed_through = NEW.month AND NEW.month > newest
    WHEN 'Reopen' THEN NEW.closed_through < NEW.month AND NEW.reason <> '' AND NEW.month = newest
    ELSE FALSE END) THEN
    RAISE EXCEPTION 'period_acts: months are closed in order, and the newest is reopened with a reason';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER period_acts_in_order BEFORE INSERT ON period_acts
  FOR EACH ROW EXECUTE FUNCTION period_acts_in_order();
