-- Of an account only its name, its last day and where rules post may change; codes of items are fixed.
CREATE TRIGGER accounts_fixed BEFORE UPDATE ON accounts
WHEN NEW.code <> OLD.code OR NEW.account_class <> OLD.account_class OR NEW.side <> OLD.side OR NEW.own <> OLD.own
  OR NEW.counterparty <> OLD.counterparty OR NEW.project <> OLD.project OR NEW.stock <> OLD.stock
  OR NEW.cash <> OLD.cash OR NEW.opened_on <> OLD.opened_on
BEGIN SELECT RAISE(ABORT, 'accounts: only name, last day and automatic postings change'); END;
CREATE TRIGGER counterparties_fixed BEFORE UPDATE ON counterparties WHEN NEW.code <> OLD.code
BEGIN SELECT RAISE(ABORT, 'counterparties: a code is fixed'); END;
CREATE TRIGGER projects_fixed BEFORE UPDATE ON projects WHEN NEW.code <> OLD.code
BEGIN SELECT RAISE(ABORT, 'projects: a code is fixed'); END;
CREATE TRIGGER stock_items_fixed BEFORE UPDATE ON stock_items WHEN NEW.code <> OLD.code
BEGIN SELECT RAISE(ABORT, 'stock_items: a code is fixed'); END;
CREATE TRIGGER accounts_no_delete BEFORE DELETE ON accounts
BEGIN SELECT RAISE(ABORT, 'accounts: nothing is removed'); END;
CREATE TRIGGER counterparties_no_delete BEFORE DELETE ON counterparties
BEGIN SELECT RAISE(ABORT, 'counterparties: nothing is removed'); END;
CREATE TRIGGER projects_no_delete BEFORE DELETE ON projects
BEGIN SELECT RAISE(ABORT, 'projects: nothing is removed'); END;
CREATE TRIGGER stock_items_no_delete BEFORE DELETE ON stock_items
BEGIN SELECT RAISE(ABORT, 'stock_items: nothing is removed'); END;
CREATE TRIGGER chart_versions_no_update BEFORE UPDATE ON chart_versions
BEGIN SELECT RAISE(ABORT, 'chart_versions: what was recorded stays'); END;
CREATE TRIGGER chart_versions_no_delete BEFORE DELETE ON chart_versions
BEGIN SELECT RAISE(ABORT, 'chart_versions: what was recorded stays'); END;
CREATE TRIGGER account_acts_no_update BEFORE UPDATE ON account_acts
BEGIN SELECT RAISE(ABORT, 'account_acts: what was recorded stays'); END;
CREATE TRIGGER account_acts_no_delete BEFORE DELETE ON account_acts
BEGIN SELECT RAISE(ABORT, 'account_acts: what was recorded stays'); END;
CREATE TRIGGER transitions_no_update BEFORE UPDATE ON transitions
BEGIN SELECT RAISE(ABORT, 'transitions: what was recorded stays'); END;
CREATE TRIGGER transitions_no_delete BEFORE DELETE ON transitions
BEGIN SELECT RAISE(ABORT, 'transitions: what was recorded stays'); END;
CREATE TRIGGER transition_rows_no_update BEFORE UPDATE ON transition_rows
BEGIN SELECT RAISE(ABORT, 'transition_rows: what was recorded stays'); END;
CREATE TRIGGER transition_rows_no_delete BEFORE DELETE ON transition_rows
BEGIN SELECT RAISE(ABORT, 'transition_rows: what was recorded stays'); END;

-- REPLACE would remove the row in its way without the triggers above, so a row in the way ends the statement.
CREATE TRIGGER chart_versions_once BEFORE INSERT ON chart_versions
WHEN EXISTS (SELECT 1 FROM chart_versions WHERE version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'chart_versions: what was recorded stays'); END;
CREATE TRIGGER account_acts_once BEFORE INSERT ON account_acts
WHEN EXISTS (SELECT 1 FROM account_acts WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'account_acts: what was recorded stays'); END;
CREATE TRIGGER transitions_once BEFORE INSERT ON transitions
WHEN EXISTS (SELECT 1 FROM transitions WHERE voucher_id = NEW.voucher_id)
BEGIN SELECT RAISE(ABORT, 'transitions: what was recorded stays'); END;
CREATE TRIGGER transition_rows_once BEFORE INSERT ON transition_rows
WHEN EXISTS (SELECT 1 FROM transition_rows WHERE voucher_id = NEW.voucher_id AND row_number = NEW.row_number)
BEGIN SELECT RAISE(ABORT, 'transition_rows: what was recorded stays'); END;
