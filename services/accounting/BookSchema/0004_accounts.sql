-- 明细科目: what the unit opened below the chart's accounts. opened_on is empty where the book had an account from the
-- beginning; takes_automatic marks the sub-account to which rules that name the account above post.
ALTER TABLE accounts ADD COLUMN opened_on TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN own BIGINT NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN takes_automatic BIGINT NOT NULL DEFAULT 0;

-- The registers: 往来单位 and 成员 (kind), 项目, 存货 with its unit of quantity. entered_by is empty for what a voucher brought
-- in; the newest voucher names it then. closed is 1 where no voucher that people make may name it.
ALTER TABLE counterparties ADD COLUMN kind TEXT NOT NULL DEFAULT 'Counterparty';
ALTER TABLE counterparties ADD COLUMN entered_by TEXT NOT NULL DEFAULT '';
ALTER TABLE counterparties ADD COLUMN closed BIGINT NOT NULL DEFAULT 0;
CREATE TABLE projects (
  code TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  closed BIGINT NOT NULL
);
CREATE TABLE stock_items (
  code TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  closed BIGINT NOT NULL
);

-- Which version of the regime's chart the book follows, and from which day; empty for the one that it began with.
CREATE TABLE chart_versions (
  version BIGINT NOT NULL PRIMARY KEY,
  holds_from TEXT NOT NULL,
  adopted_by TEXT NOT NULL,
  adopted_at BIGINT NOT NULL
);
INSERT INTO chart_versions (version, holds_from, adopted_by, adopted_at)
SELECT 1, '', '', 0 WHERE EXISTS (SELECT 1 FROM chain);

-- Who opened, renamed and closed accounts and items. subject is 科目, 往来单位, 成员, 项目, 存货 or 科目表.
CREATE TABLE account_acts (
  seq {identity},
  act TEXT NOT NULL,
  subject TEXT NOT NULL,
  code TEXT NOT NULL,
  before_name TEXT NOT NULL,
  after_name TEXT NOT NULL,
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  acted_at BIGINT NOT NULL
);

-- The old book that the opening balances were taken over from: its tables as they were sent, and each old row with what
-- became of it.
CREATE TABLE transitions (
  voucher_id TEXT NOT NULL PRIMARY KEY REFERENCES vouchers (id),
  opening_date TEXT NOT NULL,
  mapping_version BIGINT NOT NULL,
  balance_table {blob} NOT NULL,
  balance_hash TEXT NOT NULL,
  mapping_table {blob} NOT NULL,
  mapping_hash TEXT NOT NULL,
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  acted_at BIGINT NOT NULL
);
CREATE TABLE transition_rows (
  voucher_id TEXT NOT NULL REFERENCES transitions (voucher_id),
  row_number BIGINT NOT NULL,
  old_code TEXT NOT NULL,
  old_name TEXT NOT NULL,
  old_item TEXT NOT NULL,
  old_item_name TEXT NOT NULL,
  quantity BIGINT NOT NULL,
  debit BIGINT NOT NULL,
  credit BIGINT NOT NULL,
  account TEXT NOT NULL,
  slot TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  PRIMARY KEY (voucher_id, row_number)
);
