GRANT UPDATE (version, state, word, month, accounting_date, summary, attachments, attachments_reason, cash_reason, lines,
  files, corrects, makers, prepared_by, checked_by, cashier, note, voucher_id, total_debit, total_credit, changed_at)
  ON drafts TO {role};
GRANT UPDATE (retired_by, retired_at) ON templates TO {role};

-- A posted or discarded draft stays as it is.
CREATE FUNCTION drafts_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('Posted', 'Discarded') THEN
    RAISE EXCEPTION 'drafts: what is posted or discarded never changes';
  END IF;
  IF NEW.voucher_id <> '' AND NOT EXISTS (SELECT 1 FROM vouchers WHERE id = NEW.voucher_id) THEN
    RAISE EXCEPTION 'drafts: there is no such voucher';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER drafts_final BEFORE UPDATE ON drafts FOR EACH ROW EXECUTE FUNCTION drafts_final();
CREATE FUNCTION drafts_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'Open' THEN
    RAISE EXCEPTION 'drafts: a new draft is open';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER drafts_new BEFORE INSERT ON drafts FOR EACH ROW EXECUTE FUNCTION drafts_new();
CREATE TRIGGER drafts_no_delete BEFORE DELETE ON drafts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER drafts_no_truncate BEFORE TRUNCATE ON drafts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER draft_acts_no_change BEFORE UPDATE OR DELETE ON draft_acts
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER draft_acts_no_truncate BEFORE TRUNCATE ON draft_acts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER files_no_change BEFORE UPDATE OR DELETE ON files
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER files_no_truncate BEFORE TRUNCATE ON files
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER templates_no_delete BEFORE DELETE ON templates
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER templates_no_truncate BEFORE TRUNCATE ON templates
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
