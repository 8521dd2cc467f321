-- The chain heads that books published with their sheets (财务公开), kept outside the books themselves.
CREATE TABLE disclosed_heads (
  book TEXT NOT NULL,
  period TEXT NOT NULL,
  version BIGINT NOT NULL,
  sheet_hash TEXT NOT NULL,
  chain_head TEXT NOT NULL,
  vouchers BIGINT NOT NULL,
  noted_at BIGINT NOT NULL,
  PRIMARY KEY (book, period, version)
);
