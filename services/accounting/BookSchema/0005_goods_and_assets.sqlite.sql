CREATE TRIGGER stock_memos_no_update BEFORE UPDATE ON stock_memos
BEGIN SELECT RAISE(ABORT, 'stock_memos: what was recorded stays'); END;
CREATE TRIGGER stock_memos_no_delete BEFORE DELETE ON stock_memos
BEGIN SELECT RAISE(ABORT, 'stock_memos: what was recorded stays'); END;
CREATE TRIGGER estimates_no_update BEFORE UPDATE ON estimates
BEGIN SELECT RAISE(ABORT, 'estimates: what was recorded stays'); END;
CREATE TRIGGER estimates_no_delete BEFORE DELETE ON estimates
BEGIN SELECT RAISE(ABORT, 'estimates: what was recorded stays'); END;
CREATE TRIGGER assets_no_update BEFORE UPDATE ON assets
BEGIN SELECT RAISE(ABORT, 'assets: what was recorded stays'); END;
CREATE TRIGGER assets_no_delete BEFORE DELETE ON assets
BEGIN SELECT RAISE(ABORT, 'assets: what was recorded stays'); END;
CREATE TRIGGER asset_terms_no_update BEFORE UPDATE ON asset_terms
BEGIN SELECT RAISE(ABORT, 'asset_terms: what was recorded stays'); END;
CREATE TRIGGER asset_terms_no_delete BEFORE DELETE ON asset_terms
BEGIN SELECT RAISE(ABORT, 'asset_terms: what was recorded stays'); END;
CREATE TRIGGER asset_disposals_no_update BEFORE UPDATE ON asset_disposals
BEGIN SELECT RAISE(ABORT, 'asset_disposals: what was recorded stays'); END;
CREATE TRIGGER asset_disposals_no_delete BEFORE DELETE ON asset_disposals
BEGIN SELECT RAISE(ABORT, 'asset_disposals: what was recorded stays'); END;
CREATE TRIGGER asset_works_no_update BEFORE UPDATE ON asset_works
BEGIN SELECT RAISE(ABORT, 'asset_works: what was recorded stays'); END;
CREATE TRIGGER asset_works_no_delete BEFORE DELETE ON asset_works
BEGIN SELECT RAISE(ABORT, 'asset_works: what was recorded stays'); END;
CREATE TRIGGER depreciations_no_update BEFORE UPDATE ON depreciations
BEGIN SELECT RAISE(ABORT, 'depreciations: what was recorded stays'); END;
CREATE TRIGGER depreciations_no_delete BEFORE DELETE ON depreciations
BEGIN SELECT RAISE(ABORT, 'depreciations: what was recorded stays'); END;

-- REPLACE would remove the row in its way without the triggers above, so a row in the way ends the statement.
CREATE TRIGGER stock_memos_once BEFORE INSERT ON stock_memos
WHEN EXISTS (SELECT 1 FROM stock_memos WHERE event_id = NEW.event_id AND taken_back = NEW.taken_back)
  OR EXISTS (SELECT 1 FROM stock_memos WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'stock_memos: an event is noted once'); END;
CREATE TRIGGER estimates_once BEFORE INSERT ON estimates
WHEN EXISTS (SELECT 1 FROM estimates WHERE voucher_id = NEW.voucher_id AND line = NEW.line)
BEGIN SELECT RAISE(ABORT, 'estimates: what was recorded stays'); END;
CREATE TRIGGER assets_once BEFORE INSERT ON assets
WHEN EXISTS (SELECT 1 FROM assets WHERE code = NEW.code)
BEGIN SELECT RAISE(ABORT, 'assets: a card is registered once'); END;
CREATE TRIGGER asset_terms_once BEFORE INSERT ON asset_terms
WHEN EXISTS (SELECT 1 FROM asset_terms WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'asset_terms: what was recorded stays'); END;
CREATE TRIGGER asset_disposals_once BEFORE INSERT ON asset_disposals
WHEN EXISTS (SELECT 1 FROM asset_disposals WHERE code = NEW.code AND voucher_id = NEW.voucher_id)
BEGIN SELECT RAISE(ABORT, 'asset_disposals: what was recorded stays'); END;
CREATE TRIGGER asset_works_once BEFORE INSERT ON asset_works
WHEN EXISTS (SELECT 1 FROM asset_works WHERE code = NEW.code AND month = NEW.month)
BEGIN SELECT RAISE(ABORT, 'asset_works: the work of a month is recorded once'); END;
CREATE TRIGGER depreciations_once BEFORE INSERT ON depreciations
WHEN EXISTS (SELECT 1 FROM depreciations WHERE code = NEW.code AND voucher_id = NEW.voucher_id)
BEGIN SELECT RAISE(ABORT, 'depreciations: what was recorded stays'); END;
