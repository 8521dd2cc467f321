-- What was published, objected to and answered stays.
CREATE TRIGGER disclosure_sheets_no_update BEFORE UPDATE ON disclosure_sheets
BEGIN SELECT RAISE(ABORT, 'disclosure_sheets: what was published stays on record'); END;
CREATE TRIGGER disclosure_sheets_no_delete BEFORE DELETE ON disclosure_sheets
BEGIN SELECT RAISE(ABORT, 'disclosure_sheets: what was published stays on record'); END;
CREATE TRIGGER objections_no_update BEFORE UPDATE ON objections
BEGIN SELECT RAISE(ABORT, 'objections: what was published stays on record'); END;
CREATE TRIGGER objections_no_delete BEFORE DELETE ON objections
BEGIN SELECT RAISE(ABORT, 'objections: what was published stays on record'); END;
CREATE TRIGGER objection_answers_no_update BEFORE UPDATE ON objection_answers
BEGIN SELECT RAISE(ABORT, 'objection_answers: what was published stays on record'); END;
CREATE TRIGGER objection_answers_no_delete BEFORE DELETE ON objection_answers
BEGIN SELECT RAISE(ABORT, 'objection_answers: what was published stays on record'); END;

-- REPLACE would remove the row in its way without the triggers above, so a row in the way ends the statement.
CREATE TRIGGER disclosure_sheets_once BEFORE INSERT ON disclosure_sheets
WHEN EXISTS (SELECT 1 FROM disclosure_sheets WHERE (period = NEW.period AND (version = NEW.version OR event_id = NEW.event_id)) OR seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'disclosure_sheets: what was published stays on record'); END;
CREATE TRIGGER objections_once BEFORE INSERT ON objections
WHEN EXISTS (SELECT 1 FROM objections WHERE id = NEW.id OR seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'objections: what was published stays on record'); END;
CREATE TRIGGER objection_answers_once BEFORE INSERT ON objection_answers
WHEN EXISTS (SELECT 1 FROM objection_answers WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'objection_answers: what was published stays on record'); END;
