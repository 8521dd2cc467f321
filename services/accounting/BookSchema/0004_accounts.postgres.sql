-- Of an account only its name, its last day and where rules post may change; of an item its name, unit and state.
GRANT UPDATE (name, closed_on, takes_automatic) ON accounts TO {role};
GRANT UPDATE (name, kind, entered_by, closed) ON counterparties TO {role};
GRANT UPDATE (name, entered_by, closed) ON projects TO {role};
GRANT UPDATE (name, unit, entered_by, closed) ON stock_items TO {role};

CREATE TRIGGER chart_versions_no_change BEFORE UPDATE OR DELETE ON chart_versions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER chart_versions_no_truncate BEFORE TRUNCATE ON chart_versions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER account_acts_no_change BEFORE UPDATE OR DELETE ON account_acts
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER account_acts_no_truncate BEFORE TRUNCATE ON account_acts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transitions_no_change BEFORE UPDATE OR DELETE ON transitions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transitions_no_truncate BEFORE TRUNCATE ON transitions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transition_rows_no_change BEFORE UPDATE OR DELETE ON transition_rows
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transition_rows_no_truncate BEFORE TRUNCATE ON transition_rows
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER accounts_no_delete BEFORE DELETE ON accounts
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER accounts_no_truncate BEFORE TRUNCATE ON accounts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER counterparties_no_delete BEFORE DELETE ON counterparties
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER counterparties_no_truncate BEFORE TRUNCATE ON counterparties
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER projects_no_delete BEFORE DELETE ON projects
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER projects_no_truncate BEFORE TRUNCATE ON projects
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stock_items_no_delete BEFORE DELETE ON stock_items
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stock_items_no_truncate BEFORE TRUNCATE ON stock_items
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
