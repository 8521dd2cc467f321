-- The bank's statements. What is written here is evidence: it is never changed; a match that is taken back gets a row
-- of its own.
CREATE TABLE bank_imports (
  import_id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts (code),
  outstanding BIGINT NOT NULL,
  lines BIGINT NOT NULL,
  known BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  login TEXT NOT NULL,
  imported_at BIGINT NOT NULL
);

-- amount is positive where money came in; balance is the bank's own.
CREATE TABLE bank_lines (
  seq {identity},
  line_id TEXT NOT NULL UNIQUE,
  import_id TEXT NOT NULL REFERENCES bank_imports (import_id),
  account TEXT NOT NULL REFERENCES accounts (code),
  line_date TEXT NOT NULL,
  summary TEXT NOT NULL,
  counterparty_name TEXT NOT NULL,
  reference TEXT NOT NULL,
  amount BIGINT NOT NULL,
  balance BIGINT NOT NULL,
  CHECK (amount <> 0)
);
CREATE INDEX bank_lines_by_day ON bank_lines (account, line_date, seq);

-- 勾对. last_date is the newest day of all parts: at the end of an earlier month the match did not exist yet.
CREATE TABLE bank_matches (
  match_id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts (code),
  last_date TEXT NOT NULL,
  clears_start BIGINT NOT NULL,
  automatic BIGINT NOT NULL,
  reason TEXT NOT NULL,
  login TEXT NOT NULL,
  matched_at BIGINT NOT NULL
);
CREATE TABLE bank_match_lines (
  match_id TEXT NOT NULL REFERENCES bank_matches (match_id),
  line_id TEXT NOT NULL REFERENCES bank_lines (line_id),
  PRIMARY KEY (match_id, line_id)
);
CREATE INDEX bank_match_lines_by_line ON bank_match_lines (line_id);
CREATE TABLE bank_match_entries (
  match_id TEXT NOT NULL REFERENCES bank_matches (match_id),
  voucher_id TEXT NOT NULL REFERENCES vouchers (id),
  voucher_line BIGINT NOT NULL,
  PRIMARY KEY (match_id, voucher_id, voucher_line)
);
CREATE INDEX bank_match_entries_by_entry ON bank_match_entries (voucher_id, voucher_line);

CREATE TABLE bank_unmatches (
  match_id TEXT NOT NULL PRIMARY KEY REFERENCES bank_matches (match_id),
  reason TEXT NOT NULL,
  login TEXT NOT NULL,
  unmatched_at BIGINT NOT NULL
);
