CREATE TRIGGER stock_memos_no_change BEFORE UPDATE OR DELETE ON stock_memos
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stock_memos_no_truncate BEFORE TRUNCATE ON stock_memos
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER estimates_no_change BEFORE UPDATE OR DELETE ON estimates
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER estimates_no_truncate BEFORE TRUNCATE ON estimates
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER assets_no_change BEFORE UPDATE OR DELETE ON assets
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER assets_no_truncate BEFORE TRUNCATE ON assets
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER asset_terms_no_change BEFORE UPDATE OR DELETE ON asset_terms
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER asset_terms_no_truncate BEFORE TRUNCATE ON asset_terms
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER asset_disposals_no_change BEFORE UPDATE OR DELETE ON asset_disposals
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER asset_disposals_no_truncate BEFORE TRUNCATE ON asset_disposals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER asset_works_no_change BEFORE UPDATE OR DELETE ON asset_works
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER asset_works_no_truncate BEFORE TRUNCATE ON asset_works
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER depreciations_no_change BEFORE UPDATE OR DELETE ON depreciations
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER depreciations_no_truncate BEFORE TRUNCATE ON depreciations
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
