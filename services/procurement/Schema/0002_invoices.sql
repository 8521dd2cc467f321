-- 发票抬头, and the VAT that a fee note contains.
ALTER TABLE round_bills ADD COLUMN invoice_name TEXT NOT NULL DEFAULT '';
ALTER TABLE round_bills ADD COLUMN vat_fen BIGINT NOT NULL DEFAULT 0;
