-- The chain heads that books announced with their closings, kept outside the books themselves: companies publish no sheets.
CREATE TABLE closed_heads (
  book TEXT NOT NULL,
  month TEXT NOT NULL,
  chain_head TEXT NOT NULL,
  vouchers BIGINT NOT NULL,
  noted_at BIGINT NOT NULL,
  PRIMARY KEY (book, month, chain_head)
);
