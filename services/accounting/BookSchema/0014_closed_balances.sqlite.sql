CREATE TRIGGER balances_open_month_insert BEFORE INSERT ON balances
WHEN NEW.month <= (SELECT CASE WHEN closed_through LIKE '%-12' THEN substr(closed_through, 1, 5) || '13'
    ELSE closed_through END FROM period_acts ORDER BY seq DESC LIMIT 1)
  AND (SELECT closed_through FROM period_acts ORDER BY seq DESC LIMIT 1) <> ''
BEGIN SELECT RAISE(ABORT, 'balances: the month is closed'); END;
CREATE TRIGGER balances_open_month_update BEFORE UPDATE ON balances
WHEN OLD.month <= (SELECT CASE WHEN closed_through LIKE '%-12' THEN substr(closed_through, 1, 5) || '13'
    ELSE closed_through END FROM period_acts ORDER BY seq DESC LIMIT 1)
  AND (SELECT closed_through FROM period_acts ORDER BY seq DESC LIMIT 1) <> ''
BEGIN SELECT RAISE(ABORT, 'balances: the month is closed'); END;
CREATE TRIGGER balances_open_month_delete BEFORE DELETE ON balances
WHEN OLD.month <= (SELECT CASE WHEN closed_through LIKE '%-12' THEN substr(closed_through, 1, 5) || '13'
    ELSE closed_through END FROM period_acts ORDER BY seq DESC LIMIT 1)
  AND (SELECT closed_through FROM period_acts ORDER BY seq DESC LIMIT 1) <> ''
BEGIN SELECT RAISE(ABORT, 'balances: the month is closed'); END;
CREATE TRIGGER balances_key BEFORE UPDATE ON balances
WHEN NEW.account <> OLD.account OR NEW.counterparty <> OLD.counterparty OR NEW.project <> OLD.project
  OR NEW.stock <> OLD.stock OR NEW.month <> OLD.month
BEGIN SELECT RAISE(ABORT, 'balances: only sums change'); END;
