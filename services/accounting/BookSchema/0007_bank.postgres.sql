CREATE TRIGGER bank_imports_no_change BEFORE UPDATE OR DELETE ON bank_imports
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_imports_no_truncate BEFORE TRUNCATE ON bank_imports
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_lines_no_change BEFORE UPDATE OR DELETE ON bank_lines
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_lines_no_truncate BEFORE TRUNCATE ON bank_lines
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_matches_no_change BEFORE UPDATE OR DELETE ON bank_matches
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_matches_no_truncate BEFORE TRUNCATE ON bank_matches
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_match_lines_no_change BEFORE UPDATE OR DELETE ON bank_match_lines
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_match_lines_no_truncate BEFORE TRUNCATE ON bank_match_lines
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_match_entries_no_change BEFORE UPDATE OR DELETE ON bank_match_entries
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_match_entries_no_truncate BEFORE TRUNCATE ON bank_match_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_unmatches_no_change BEFORE UPDATE OR DELETE ON bank_unmatches
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_unmatches_no_truncate BEFORE TRUNCATE ON bank_unmatches
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The last barrier behind the book's lock: what is matched is matched once, until that is taken back.
CREATE FUNCTION bank_match_lines_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM bank_match_lines p WHERE p.line_id = NEW.line_id
    AND NOT EXISTS (SELECT 1 FROM bank_unmatches u WHERE u.match_id = p.match_id)) THEN
    RAISE EXCEPTION 'bank_match_lines: the row is matched already';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bank_match_lines_once BEFORE INSERT ON bank_match_lines
  FOR EACH ROW EXECUTE FUNCTION bank_match_lines_once();
CREATE FUNCTION bank_match_entries_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM bank_match_entries p
    WHERE p.voucher_id = NEW.voucher_id AND p.voucher_line = NEW.voucher_line
      AND NOT EXISTS (SELECT 1 FROM bank_unmatches u WHERE u.match_id = p.match_id)) THEN
    RAISE EXCEPTION 'bank_match_entries: the entry is matched already';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bank_match_entries_once BEFORE INSERT ON bank_match_entries
  FOR EACH ROW EXECUTE FUNCTION bank_match_entries_once();
