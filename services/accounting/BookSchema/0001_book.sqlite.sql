-- What is posted stays: no statement changes or removes it.
CREATE TRIGGER vouchers_no_update BEFORE UPDATE ON vouchers
BEGIN SELECT RAISE(ABORT, 'vouchers: posted rows are never changed or removed'); END;
CREATE TRIGGER vouchers_no_delete BEFORE DELETE ON vouchers
BEGIN SELECT RAISE(ABORT, 'vouchers: posted rows are never changed or removed'); END;
CREATE TRIGGER postings_no_update BEFORE UPDATE ON postings
BEGIN SELECT RAISE(ABORT, 'postings: posted rows are never changed or removed'); END;
CREATE TRIGGER postings_no_delete BEFORE DELETE ON postings
BEGIN SELECT RAISE(ABORT, 'postings: posted rows are never changed or removed'); END;
CREATE TRIGGER reviews_no_update BEFORE UPDATE ON reviews
BEGIN SELECT RAISE(ABORT, 'reviews: posted rows are never changed or removed'); END;
CREATE TRIGGER reviews_no_delete BEFORE DELETE ON reviews
BEGIN SELECT RAISE(ABORT, 'reviews: posted rows are never changed or removed'); END;
CREATE TRIGGER looks_no_update BEFORE UPDATE ON looks
BEGIN SELECT RAISE(ABORT, 'looks: posted rows are never changed or removed'); END;
CREATE TRIGGER looks_no_delete BEFORE DELETE ON looks
BEGIN SELECT RAISE(ABORT, 'looks: posted rows are never changed or removed'); END;
CREATE TRIGGER goods_memos_no_update BEFORE UPDATE ON goods_memos
BEGIN SELECT RAISE(ABORT, 'goods_memos: posted rows are never changed or removed'); END;
CREATE TRIGGER goods_memos_no_delete BEFORE DELETE ON goods_memos
BEGIN SELECT RAISE(ABORT, 'goods_memos: posted rows are never changed or removed'); END;

-- REPLACE would remove the row in its way without the triggers above, so a row in the way ends the statement.
CREATE TRIGGER vouchers_in_order BEFORE INSERT ON vouchers
WHEN NEW.sequence <> (SELECT vouchers + 1 FROM chain)
  OR EXISTS (SELECT 1 FROM vouchers WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM vouchers WHERE word = NEW.word AND month = NEW.month AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'vouchers: a voucher is appended at the end of the chain'); END;
CREATE TRIGGER postings_in_order BEFORE INSERT ON postings
WHEN NEW.line < 1
  OR NEW.line > (SELECT posting_count FROM vouchers WHERE sequence = NEW.sequence)
  OR EXISTS (SELECT 1 FROM postings WHERE sequence = NEW.sequence AND line = NEW.line)
BEGIN SELECT RAISE(ABORT, 'postings: a posted voucher gets no further line'); END;
CREATE TRIGGER reviews_once BEFORE INSERT ON reviews
WHEN EXISTS (SELECT 1 FROM reviews WHERE voucher_id = NEW.voucher_id)
BEGIN SELECT RAISE(ABORT, 'reviews: a voucher is reviewed once'); END;

-- The chain only grows, by one voucher at a time.
CREATE TRIGGER chain_grows BEFORE UPDATE ON chain
WHEN NEW.vouchers <> OLD.vouchers + 1
  OR NEW.head <> (SELECT hash FROM vouchers WHERE sequence = NEW.vouchers)
BEGIN SELECT RAISE(ABORT, 'chain: it grows by one voucher at a time'); END;
CREATE TRIGGER chain_no_delete BEFORE DELETE ON chain
BEGIN SELECT RAISE(ABORT, 'chain: it is never removed'); END;
CREATE TRIGGER chain_once BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM chain)
BEGIN SELECT RAISE(ABORT, 'chain: a book has one'); END;
