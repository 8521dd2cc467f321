DROP TRIGGER period_acts_in_order;
-- REPLACE would remove the act in its way without the triggers on DELETE, so an act in the way ends the statement.
CREATE TRIGGER period_acts_in_order BEFORE INSERT ON period_acts
WHEN EXISTS (SELECT 1 FROM period_acts WHERE seq = NEW.seq)
  OR NEW.month NOT GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'
  OR NOT CASE NEW.act
    WHEN 'Close' THEN NEW.closed_through = NEW.month AND CASE
      COALESCE((SELECT closed_through FROM period_acts ORDER BY seq DESC LIMIT 1), '')
      WHEN '' THEN NEW.month <= COALESCE((SELECT MIN(month) FROM vouchers), NEW.month)
      ELSE NEW.month = (SELECT strftime('%Y-%m', closed_through || '-01', '+1 month') FROM period_acts
        ORDER BY seq DESC LIMIT 1) END
    WHEN 'Reopen' THEN NEW.reason <> ''
      AND NEW.month = COALESCE((SELECT closed_through FROM period_acts ORDER BY seq DESC LIMIT 1), '')
      AND NEW.closed_through = COALESCE((SELECT closed_through FROM period_acts WHERE seq <
        (SELECT MAX(seq) FROM period_acts WHERE act = 'Close' AND month = NEW.month) ORDER BY seq DESC LIMIT 1), '')
    ELSE 0 END
BEGIN SELECT RAISE(ABORT, 'period_acts: months are closed in order, and the newest is reopened with a reason'); END;
