CREATE TRIGGER disclosure_sheets_no_change BEFORE UPDATE OR DELETE ON disclosure_sheets
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER disclosure_sheets_no_truncate BEFORE TRUNCATE ON disclosure_sheets
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER objections_no_change BEFORE UPDATE OR DELETE ON objections
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER objections_no_truncate BEFORE TRUNCATE ON objections
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER objection_answers_no_change BEFORE UPDATE OR DELETE ON objection_answers
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER objection_answers_no_truncate BEFORE TRUNCATE ON objection_answers
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
