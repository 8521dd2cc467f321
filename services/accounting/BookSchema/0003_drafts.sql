-- 凭证草稿. lines is a JSON array of postings; files holds hashes and makers logins, with spaces between.
CREATE TABLE drafts (
  seq {identity},
  id TEXT NOT NULL UNIQUE,
  version BIGINT NOT NULL,
  state TEXT NOT NULL,
  word TEXT NOT NULL,
  month TEXT NOT NULL,
  accounting_date TEXT NOT NULL,
  summary TEXT NOT NULL,
  attachments BIGINT NOT NULL,
  attachments_reason TEXT NOT NULL,
  cash_reason TEXT NOT NULL,
  lines TEXT NOT NULL,
  files TEXT NOT NULL,
  corrects TEXT NOT NULL,
  makers TEXT NOT NULL,
  prepared_by TEXT NOT NULL,
  checked_by TEXT NOT NULL,
  cashier TEXT NOT NULL,
  note TEXT NOT NULL,
  voucher_id TEXT NOT NULL,
  template TEXT NOT NULL,
  template_month TEXT NOT NULL,
  total_debit BIGINT NOT NULL,
  total_credit BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  CHECK (state IN ('Open', 'Returned', 'Checked', 'Posted', 'Discarded')),
  CHECK ((state = 'Posted') = (voucher_id <> '')),
  CHECK (state NOT IN ('Checked', 'Posted') OR checked_by <> '')
);
CREATE INDEX drafts_by_state ON drafts (state, month);
-- A recurring voucher is made once for each month, unless the draft was discarded.
CREATE UNIQUE INDEX drafts_by_template ON drafts (template, template_month)
WHERE template_month <> '' AND state <> 'Discarded';
CREATE UNIQUE INDEX drafts_by_voucher ON drafts (voucher_id) WHERE voucher_id <> '';

-- What was done with a draft after it was made, and by whom.
CREATE TABLE draft_acts (
  seq {identity},
  draft_id TEXT NOT NULL REFERENCES drafts (id),
  act TEXT NOT NULL,
  version BIGINT NOT NULL,
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  reason TEXT NOT NULL,
  acted_at BIGINT NOT NULL
);
CREATE INDEX draft_acts_by_draft ON draft_acts (draft_id, seq);

-- 附件, under the SHA-256 of their content.
CREATE TABLE files (
  hash TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  content {blob} NOT NULL,
  uploaded_by TEXT NOT NULL,
  uploaded_at BIGINT NOT NULL
);

-- 凭证模板. first_month is empty without a recurrence.
CREATE TABLE templates (
  seq {identity},
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  word TEXT NOT NULL,
  summary TEXT NOT NULL,
  attachments BIGINT NOT NULL,
  attachments_reason TEXT NOT NULL,
  lines TEXT NOT NULL,
  recurrence TEXT NOT NULL,
  first_month TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  retired_by TEXT NOT NULL,
  retired_at BIGINT NOT NULL
);
