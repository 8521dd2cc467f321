-- What a county auditor asks of a book: auxiliary items, who checked, signed and posted, and closed months.
ALTER TABLE accounts ADD COLUMN project TEXT NOT NULL DEFAULT 'None';
ALTER TABLE accounts ADD COLUMN stock TEXT NOT NULL DEFAULT 'None';
ALTER TABLE accounts ADD COLUMN cash TEXT NOT NULL DEFAULT 'None';
ALTER TABLE accounts ADD COLUMN closed_on TEXT NOT NULL DEFAULT '';
UPDATE accounts SET cash = 'Cash' WHERE code IN ('101', '1001');
UPDATE accounts SET cash = 'Bank' WHERE code IN ('102', '1002', '1012');
UPDATE accounts SET stock = 'Optional' WHERE code IN ('121', '401', '1402', '1403', '1405', '1408', '1411');
UPDATE accounts SET project = 'Optional'
WHERE code IN ('153', '171', '231', '241', '401', '513', '514', '515', '1604', '2401', '4001', '5601', '5602');

-- Layout 1 is the hash of vouchers that were posted before these columns were there. files holds the SHA-256 of every
-- attached file, in their order, with spaces between.
ALTER TABLE vouchers ADD COLUMN layout BIGINT NOT NULL DEFAULT 1;
ALTER TABLE vouchers ADD COLUMN kind TEXT NOT NULL DEFAULT 'Ordinary';
ALTER TABLE vouchers ADD COLUMN checked_by TEXT NOT NULL DEFAULT '';
ALTER TABLE vouchers ADD COLUMN cashier TEXT NOT NULL DEFAULT '';
ALTER TABLE vouchers ADD COLUMN posted_by TEXT NOT NULL DEFAULT '';
ALTER TABLE vouchers ADD COLUMN corrects TEXT NOT NULL DEFAULT '';
ALTER TABLE vouchers ADD COLUMN files TEXT NOT NULL DEFAULT '';
CREATE INDEX vouchers_by_corrected ON vouchers (corrects) WHERE corrects <> '';

-- quantity is in thousandths of the stock item's unit, with the sign of the amount.
ALTER TABLE postings ADD COLUMN project TEXT NOT NULL DEFAULT '';
ALTER TABLE postings ADD COLUMN stock TEXT NOT NULL DEFAULT '';
ALTER TABLE postings ADD COLUMN quantity BIGINT NOT NULL DEFAULT 0;
CREATE INDEX postings_by_account ON postings (account, sequence);

-- Kept up with every voucher. month is empty for the opening balances, and YYYY-13 for the entries of the year end, so
-- that income and expenses of December can be read without them.
CREATE TABLE balances_by_detail (
  account TEXT NOT NULL REFERENCES accounts (code),
  counterparty TEXT NOT NULL,
  project TEXT NOT NULL,
  stock TEXT NOT NULL,
  month TEXT NOT NULL,
  debit BIGINT NOT NULL,
  credit BIGINT NOT NULL,
  debit_quantity BIGINT NOT NULL,
  credit_quantity BIGINT NOT NULL,
  PRIMARY KEY (account, counterparty, project, stock, month)
);
INSERT INTO balances_by_detail
SELECT account, counterparty, '', '', month, debit, credit, 0, 0 FROM balances;
DROP TABLE balances;
ALTER TABLE balances_by_detail RENAME TO balances;

-- 结账 and 反结账: each act says through which month the book is closed from then on; empty when none is. The newest
-- act holds. vouchers and head are the chain's end at that moment.
CREATE TABLE period_acts (
  seq {identity},
  act TEXT NOT NULL,
  month TEXT NOT NULL,
  closed_through TEXT NOT NULL,
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  reason TEXT NOT NULL,
  vouchers BIGINT NOT NULL,
  head TEXT NOT NULL,
  acted_at BIGINT NOT NULL
);
