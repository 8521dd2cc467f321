CREATE TRIGGER period_acts_no_update BEFORE UPDATE ON period_acts
BEGIN SELECT RAISE(ABORT, 'period_acts: what was done stays on record'); END;
CREATE TRIGGER period_acts_no_delete BEFORE DELETE ON period_acts
BEGIN SELECT RAISE(ABORT, 'period_acts: what was done stays on record'); END;
CREATE TRIGGER vouchers_in_open_month BEFORE INSERT ON vouchers
WHEN NEW.month <= COALESCE((SELECT closed_through FROM period_acts ORDER BY seq DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'vouchers: the month is closed'); END;
