CREATE TRIGGER bank_imports_no_update BEFORE UPDATE ON bank_imports
BEGIN SELECT RAISE(ABORT, 'bank_imports: what was written stays on record'); END;
CREATE TRIGGER bank_imports_no_delete BEFORE DELETE ON bank_imports
BEGIN SELECT RAISE(ABORT, 'bank_imports: what was written stays on record'); END;
CREATE TRIGGER bank_lines_no_update BEFORE UPDATE ON bank_lines
BEGIN SELECT RAISE(ABORT, 'bank_lines: what was written stays on record'); END;
CREATE TRIGGER bank_lines_no_delete BEFORE DELETE ON bank_lines
BEGIN SELECT RAISE(ABORT, 'bank_lines: what was written stays on record'); END;
CREATE TRIGGER bank_matches_no_update BEFORE UPDATE ON bank_matches
BEGIN SELECT RAISE(ABORT, 'bank_matches: what was written stays on record'); END;
CREATE TRIGGER bank_matches_no_delete BEFORE DELETE ON bank_matches
BEGIN SELECT RAISE(ABORT, 'bank_matches: what was written stays on record'); END;
CREATE TRIGGER bank_match_lines_no_update BEFORE UPDATE ON bank_match_lines
BEGIN SELECT RAISE(ABORT, 'bank_match_lines: what was written stays on record'); END;
CREATE TRIGGER bank_match_lines_no_delete BEFORE DELETE ON bank_match_lines
BEGIN SELECT RAISE(ABORT, 'bank_match_lines: what was written stays on record'); END;
CREATE TRIGGER bank_match_entries_no_update BEFORE UPDATE ON bank_match_entries
BEGIN SELECT RAISE(ABORT, 'bank_match_entries: what was written stays on record'); END;
CREATE TRIGGER bank_match_entries_no_delete BEFORE DELETE ON bank_match_entries
BEGIN SELECT RAISE(ABORT, 'bank_match_entries: what was written stays on record'); END;
CREATE TRIGGER bank_unmatches_no_update BEFORE UPDATE ON bank_unmatches
BEGIN SELECT RAISE(ABORT, 'bank_unmatches: what was written stays on record'); END;
CREATE TRIGGER bank_unmatches_no_delete BEFORE DELETE ON bank_unmatches
BEGIN SELECT RAISE(ABORT, 'bank_unmatches: what was written stays on record'); END;

-- REPLACE would remove the row in its way without the triggers above, so a row in the way ends the statement.
CREATE TRIGGER bank_imports_once BEFORE INSERT ON bank_imports
WHEN EXISTS (SELECT 1 FROM bank_imports WHERE import_id = NEW.import_id)
BEGIN SELECT RAISE(ABORT, 'bank_imports: what was written stays on record'); END;
CREATE TRIGGER bank_lines_once BEFORE INSERT ON bank_lines
WHEN EXISTS (SELECT 1 FROM bank_lines WHERE line_id = NEW.line_id OR seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'bank_lines: what was written stays on record'); END;
CREATE TRIGGER bank_matches_once BEFORE INSERT ON bank_matches
WHEN EXISTS (SELECT 1 FROM bank_matches WHERE match_id = NEW.match_id)
BEGIN SELECT RAISE(ABORT, 'bank_matches: what was written stays on record'); END;
CREATE TRIGGER bank_unmatches_once BEFORE INSERT ON bank_unmatches
WHEN EXISTS (SELECT 1 FROM bank_unmatches WHERE match_id = NEW.match_id)
BEGIN SELECT RAISE(ABORT, 'bank_unmatches: what was written stays on record'); END;

-- The last barrier behind the book's lock: what is matched is matched once, until that is taken back.
CREATE TRIGGER bank_match_lines_once BEFORE INSERT ON bank_match_lines
WHEN EXISTS (SELECT 1 FROM bank_match_lines p WHERE p.line_id = NEW.line_id
  AND NOT EXISTS (SELECT 1 FROM bank_unmatches u WHERE u.match_id = p.match_id))
BEGIN SELECT RAISE(ABORT, 'bank_match_lines: the row is matched already'); END;
CREATE TRIGGER bank_match_entries_once BEFORE INSERT ON bank_match_entries
WHEN EXISTS (SELECT 1 FROM bank_match_entries p
  WHERE p.voucher_id = NEW.voucher_id AND p.voucher_line = NEW.voucher_line
    AND NOT EXISTS (SELECT 1 FROM bank_unmatches u WHERE u.match_id = p.match_id))
BEGIN SELECT RAISE(ABORT, 'bank_match_entries: the entry is matched already'); END;
