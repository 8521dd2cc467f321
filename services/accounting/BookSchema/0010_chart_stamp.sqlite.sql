CREATE TRIGGER accounts_inserted AFTER INSERT ON accounts
BEGIN UPDATE chart_stamp SET changes = changes + 1; END;
CREATE TRIGGER accounts_updated AFTER UPDATE ON accounts
BEGIN UPDATE chart_stamp SET changes = changes + 1; END;
CREATE TRIGGER accounts_deleted AFTER DELETE ON accounts
BEGIN UPDATE chart_stamp SET changes = changes + 1; END;
