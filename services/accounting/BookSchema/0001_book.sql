-- One book (账套). There is no column that names it: what is in this store belongs to it.
CREATE TABLE accounts (
  code TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  account_class TEXT NOT NULL,
  side TEXT NOT NULL,
  counterparty TEXT NOT NULL
);

-- 往来单位, by the name that the newest posting used.
CREATE TABLE counterparties (
  code TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL
);

-- 凭证. Every column is part of the hash, except month and posting_count, which follow from others.
CREATE TABLE vouchers (
  sequence BIGINT NOT NULL PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  word TEXT NOT NULL,
  month TEXT NOT NULL,
  number BIGINT NOT NULL,
  accounting_date TEXT NOT NULL,
  summary TEXT NOT NULL,
  attachments BIGINT NOT NULL,
  prepared_by TEXT NOT NULL,
  event_id TEXT NOT NULL,
  topic TEXT NOT NULL,
  rule TEXT NOT NULL,
  rule_version BIGINT NOT NULL,
  document TEXT NOT NULL,
  mirror_book TEXT NOT NULL,
  reverses TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  posting_count BIGINT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (word, month, number),
  CHECK (month = substr(accounting_date, 1, 7)),
  CHECK (number > 0)
);
-- An event becomes a voucher once, a voucher is cancelled once, a book is opened once: the last barrier behind the inbox.
CREATE UNIQUE INDEX vouchers_by_event ON vouchers (event_id, rule) WHERE event_id <> '' AND reverses = '';
CREATE UNIQUE INDEX vouchers_by_cancelled ON vouchers (reverses) WHERE reverses <> '';
CREATE UNIQUE INDEX vouchers_opening ON vouchers (word) WHERE word = '期初';
CREATE INDEX vouchers_by_month ON vouchers (month, sequence);
CREATE INDEX vouchers_by_date ON vouchers (accounting_date);

-- 分录.
CREATE TABLE postings (
  sequence BIGINT NOT NULL REFERENCES vouchers (sequence),
  line BIGINT NOT NULL,
  account TEXT NOT NULL REFERENCES accounts (code),
  counterparty TEXT NOT NULL,
  counterparty_name TEXT NOT NULL,
  debit BIGINT NOT NULL,
  credit BIGINT NOT NULL,
  rule_line BIGINT NOT NULL,
  PRIMARY KEY (sequence, line),
  CHECK ((debit = 0) <> (credit = 0))
);

-- Kept up with every voucher; month is empty for the opening balances.
CREATE TABLE balances (
  account TEXT NOT NULL REFERENCES accounts (code),
  counterparty TEXT NOT NULL,
  month TEXT NOT NULL,
  debit BIGINT NOT NULL,
  credit BIGINT NOT NULL,
  PRIMARY KEY (account, counterparty, month)
);

-- The end of the hash chain.
CREATE TABLE chain (
  one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
  vouchers BIGINT NOT NULL,
  head TEXT NOT NULL
);

-- 审核.
CREATE TABLE reviews (
  voucher_id TEXT NOT NULL PRIMARY KEY REFERENCES vouchers (id),
  reviewed_by TEXT NOT NULL,
  reviewed_at BIGINT NOT NULL
);

-- Who from outside looked into this book.
CREATE TABLE looks (
  seq {identity},
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  reason TEXT NOT NULL,
  subject TEXT NOT NULL,
  looked_at BIGINT NOT NULL
);

-- 备查登记: goods that were accepted and are not settled yet; no money moves.
CREATE TABLE goods_memos (
  event_id TEXT NOT NULL PRIMARY KEY,
  accounting_date TEXT NOT NULL,
  round_id TEXT NOT NULL,
  delivery_id TEXT NOT NULL,
  item_code TEXT NOT NULL,
  accepted_packs BIGINT NOT NULL,
  rejected_packs BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL
);
