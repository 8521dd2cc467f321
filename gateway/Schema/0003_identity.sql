-- Why nobody is let in; empty where the account is not locked.
ALTER TABLE accounts ADD COLUMN locked_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN password_at BIGINT NOT NULL DEFAULT 0;
-- What an outside provider calls the person.
ALTER TABLE accounts ADD COLUMN subject TEXT;
-- The second factor: its secret, whether a first code confirmed it, and the last step whose code was spent.
ALTER TABLE accounts ADD COLUMN factor_secret TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN factor_on BIGINT NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN factor_step BIGINT NOT NULL DEFAULT 0;
-- The hash of the code by which the person chooses a first password, and until when it opens.
ALTER TABLE accounts ADD COLUMN first_code_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN first_code_ends BIGINT NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX accounts_by_subject ON accounts (subject);
CREATE INDEX accounts_by_first_code ON accounts (first_code_hash);

CREATE TABLE recovery_codes (
  login TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  PRIMARY KEY (login, code_hash)
);

-- Logins and failed logins of accounts that exist; what was typed for others may be somebody's password.
CREATE TABLE logins (
  login_id TEXT NOT NULL PRIMARY KEY,
  login TEXT NOT NULL,
  tried_at BIGINT NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL,
  way TEXT NOT NULL,
  refusal TEXT NOT NULL
);
CREATE INDEX logins_by_login ON logins (login, login_id);

-- Tokens of machines, by their hashes; each acts under one post.
CREATE TABLE api_tokens (
  token_id TEXT NOT NULL PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  login TEXT NOT NULL,
  role BIGINT NOT NULL,
  unit TEXT NOT NULL,
  region TEXT NOT NULL,
  book TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  ends_on TEXT NOT NULL,
  used_at BIGINT NOT NULL,
  revoked_at BIGINT NOT NULL
);
CREATE INDEX api_tokens_by_login ON api_tokens (login, token_id);

-- What administrators did to accounts.
CREATE TABLE account_acts (
  act_id TEXT NOT NULL PRIMARY KEY,
  login TEXT NOT NULL,
  act TEXT NOT NULL,
  reason TEXT NOT NULL,
  by_login TEXT NOT NULL,
  by_name TEXT NOT NULL,
  acted_at BIGINT NOT NULL
);

-- Hand-overs of books (监交) with the proof of the book at that moment.
CREATE TABLE handovers (
  handover_id TEXT NOT NULL PRIMARY KEY,
  book TEXT NOT NULL,
  from_login TEXT NOT NULL,
  from_name TEXT NOT NULL,
  to_login TEXT NOT NULL,
  to_name TEXT NOT NULL,
  supervisor_login TEXT NOT NULL,
  supervisor_name TEXT NOT NULL,
  handed_over_on TEXT NOT NULL,
  note TEXT NOT NULL,
  total_debit_fen BIGINT NOT NULL,
  total_credit_fen BIGINT NOT NULL,
  voucher_count BIGINT NOT NULL,
  chain_head TEXT NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX handovers_by_book ON handovers (book, handover_id);
