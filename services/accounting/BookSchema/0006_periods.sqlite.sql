-- REPLACE would remove the act in its way without the triggers on DELETE, so an act in the way ends the statement.
CREATE TRIGGER period_acts_in_order BEFORE INSERT ON period_acts
WHEN EXISTS (SELECT 1 FROM period_acts WHERE seq = NEW.seq)
  OR NOT CASE NEW.act
    WHEN 'Close' THEN NEW.closed_through = NEW.month
      AND NEW.month > COALESCE((SELECT closed_through FROM period_acts ORDER BY seq DESC LIMIT 1), '')
    WHEN 'Reopen' THEN NEW.closed_through < NEW.month AND NEW.reason <> ''
      AND NEW.month = COALESCE((SELECT closed_through FROM period_acts ORDER BY seq DESC LIMIT 1), '')
    ELSE 0 END
BEGIN SELECT RAISE(ABORT, 'period_acts: months are closed in order, and the newest is reopened with a reason'); END;
