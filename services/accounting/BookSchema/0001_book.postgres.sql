-- The book's role reads and inserts; it updates these columns and no others.
GRANT UPDATE (name) ON counterparties TO {role};
GRANT UPDATE (debit, credit) ON balances TO {role};
GRANT UPDATE (vouchers, head) ON chain TO {role};

-- What is posted stays: no statement changes or removes it, whatever the role may do.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%: posted rows are never changed or removed', TG_TABLE_NAME; END $$;
CREATE TRIGGER vouchers_no_change BEFORE UPDATE OR DELETE ON vouchers
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER vouchers_no_truncate BEFORE TRUNCATE ON vouchers
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER postings_no_change BEFORE UPDATE OR DELETE ON postings
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER postings_no_truncate BEFORE TRUNCATE ON postings
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reviews_no_change BEFORE UPDATE OR DELETE ON reviews
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reviews_no_truncate BEFORE TRUNCATE ON reviews
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER looks_no_change BEFORE UPDATE OR DELETE ON looks
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER looks_no_truncate BEFORE TRUNCATE ON looks
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER goods_memos_no_change BEFORE UPDATE OR DELETE ON goods_memos
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER goods_memos_no_truncate BEFORE TRUNCATE ON goods_memos
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION vouchers_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sequence IS DISTINCT FROM (SELECT vouchers + 1 FROM chain) THEN
    RAISE EXCEPTION 'vouchers: a voucher is appended at the end of the chain';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vouchers_in_order BEFORE INSERT ON vouchers
  FOR EACH ROW EXECUTE FUNCTION vouchers_in_order();

CREATE FUNCTION postings_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.line < 1 OR NEW.line > (SELECT posting_count FROM vouchers WHERE sequence = NEW.sequence) THEN
    RAISE EXCEPTION 'postings: a posted voucher gets no further line';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER postings_in_order BEFORE INSERT ON postings
  FOR EACH ROW EXECUTE FUNCTION postings_in_order();

-- The chain only grows, by one voucher at a time.
CREATE FUNCTION chain_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.vouchers <> OLD.vouchers + 1
    OR NEW.head IS DISTINCT FROM (SELECT hash FROM vouchers WHERE sequence = NEW.vouchers) THEN
    RAISE EXCEPTION 'chain: it grows by one voucher at a time';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER chain_grows BEFORE UPDATE ON chain FOR EACH ROW EXECUTE FUNCTION chain_grows();
CREATE TRIGGER chain_no_delete BEFORE DELETE ON chain FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER chain_no_truncate BEFORE TRUNCATE ON chain FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
