-- A posted or discarded draft stays as it is; no draft is removed, not even by REPLACE.
CREATE TRIGGER drafts_final BEFORE UPDATE ON drafts WHEN OLD.state IN ('Posted', 'Discarded')
BEGIN SELECT RAISE(ABORT, 'drafts: what is posted or discarded never changes'); END;
CREATE TRIGGER drafts_posted BEFORE UPDATE ON drafts
WHEN NEW.voucher_id <> '' AND NOT EXISTS (SELECT 1 FROM vouchers WHERE id = NEW.voucher_id)
BEGIN SELECT RAISE(ABORT, 'drafts: there is no such voucher'); END;
CREATE TRIGGER drafts_no_delete BEFORE DELETE ON drafts
BEGIN SELECT RAISE(ABORT, 'drafts: nothing is removed'); END;
CREATE TRIGGER drafts_new BEFORE INSERT ON drafts
WHEN NEW.state <> 'Open' OR EXISTS (SELECT 1 FROM drafts WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'drafts: a new draft is open'); END;
CREATE TRIGGER draft_acts_no_update BEFORE UPDATE ON draft_acts
BEGIN SELECT RAISE(ABORT, 'draft_acts: what was done stays on record'); END;
CREATE TRIGGER draft_acts_no_delete BEFORE DELETE ON draft_acts
BEGIN SELECT RAISE(ABORT, 'draft_acts: what was done stays on record'); END;
CREATE TRIGGER files_no_update BEFORE UPDATE ON files
BEGIN SELECT RAISE(ABORT, 'files: a file never changes'); END;
CREATE TRIGGER files_no_delete BEFORE DELETE ON files
BEGIN SELECT RAISE(ABORT, 'files: a file is never removed'); END;
CREATE TRIGGER files_once BEFORE INSERT ON files
WHEN EXISTS (SELECT 1 FROM files WHERE hash = NEW.hash)
BEGIN SELECT RAISE(IGNORE); END;
CREATE TRIGGER templates_no_delete BEFORE DELETE ON templates
BEGIN SELECT RAISE(ABORT, 'templates: nothing is removed'); END;
