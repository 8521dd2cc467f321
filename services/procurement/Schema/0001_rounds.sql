-- 采购批次. A round only goes forward in state; nothing of it is ever deleted.
CREATE TABLE rounds (
  round_id TEXT NOT NULL PRIMARY KEY,
  region TEXT NOT NULL,
  company_name TEXT NOT NULL,
  title TEXT NOT NULL,
  item_code TEXT NOT NULL,
  item_name TEXT NOT NULL,
  base_unit TEXT NOT NULL,
  pack_unit TEXT NOT NULL,
  pack_size_thousandths BIGINT NOT NULL,
  state BIGINT NOT NULL,
  cut_off TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  fee_ppm BIGINT NOT NULL,
  approved_on TEXT,
  approved_by TEXT NOT NULL
);
CREATE INDEX rounds_by_region ON rounds (region, round_id);

-- The villages of the region on the day of opening.
CREATE TABLE round_members (
  round_id TEXT NOT NULL REFERENCES rounds (round_id),
  village TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (round_id, village)
);

-- 需求申报单. The highest revision of a village counts, the others stay on record.
CREATE TABLE round_requisitions (
  round_id TEXT NOT NULL REFERENCES rounds (round_id),
  village TEXT NOT NULL,
  revision BIGINT NOT NULL,
  packs BIGINT NOT NULL,
  requested_on TEXT NOT NULL,
  purpose TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  PRIMARY KEY (round_id, village, revision)
);

CREATE TABLE round_prepayments (
  prepayment_id TEXT NOT NULL PRIMARY KEY,
  round_id TEXT NOT NULL REFERENCES rounds (round_id),
  village TEXT NOT NULL,
  amount_fen BIGINT NOT NULL,
  paid_on TEXT NOT NULL,
  bank_reference TEXT NOT NULL,
  declared_by TEXT NOT NULL,
  received_on TEXT,
  confirmed_by TEXT NOT NULL
);
CREATE INDEX round_prepayments_by_round ON round_prepayments (round_id, prepayment_id);

CREATE TABLE round_quotes (
  quote_id TEXT NOT NULL PRIMARY KEY,
  round_id TEXT NOT NULL REFERENCES rounds (round_id),
  supplier TEXT NOT NULL,
  supplier_name TEXT NOT NULL,
  unit_price_millionths BIGINT NOT NULL,
  minimum_thousandths BIGINT NOT NULL,
  quoted_on TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  UNIQUE (round_id, supplier)
);

CREATE TABLE round_awards (
  round_id TEXT NOT NULL PRIMARY KEY REFERENCES rounds (round_id),
  quote_id TEXT NOT NULL REFERENCES round_quotes (quote_id),
  reason TEXT NOT NULL,
  proposed_on TEXT NOT NULL,
  proposed_by TEXT NOT NULL,
  approved_on TEXT,
  approved_by TEXT NOT NULL
);

CREATE TABLE round_orders (
  round_id TEXT NOT NULL PRIMARY KEY REFERENCES rounds (round_id),
  order_id TEXT NOT NULL UNIQUE,
  supplier TEXT NOT NULL,
  supplier_name TEXT NOT NULL,
  unit_price_millionths BIGINT NOT NULL,
  ordered_on TEXT NOT NULL,
  ordered_by TEXT NOT NULL
);

CREATE TABLE round_order_lines (
  round_id TEXT NOT NULL REFERENCES round_orders (round_id),
  village TEXT NOT NULL,
  packs BIGINT NOT NULL,
  PRIMARY KEY (round_id, village)
);

-- Deliveries and their counter-documents, which carry signed differences and name what they correct.
CREATE TABLE round_deliveries (
  delivery_id TEXT NOT NULL PRIMARY KEY,
  round_id TEXT NOT NULL REFERENCES rounds (round_id),
  delivered_packs BIGINT NOT NULL,
  rejected_packs BIGINT NOT NULL,
  reason TEXT NOT NULL,
  delivered_on TEXT NOT NULL,
  corrects TEXT NOT NULL,
  received_by TEXT NOT NULL,
  signed_on TEXT,
  signed_by TEXT NOT NULL
);
CREATE INDEX round_deliveries_by_round ON round_deliveries (round_id, delivery_id);

-- The newest bill of a kind counts; a number of an issuer is taken once within a region.
CREATE TABLE round_bills (
  bill_id TEXT NOT NULL PRIMARY KEY,
  round_id TEXT NOT NULL REFERENCES rounds (round_id),
  region TEXT NOT NULL,
  kind BIGINT NOT NULL,
  number TEXT NOT NULL,
  issuer TEXT NOT NULL,
  issuer_name TEXT NOT NULL,
  amount_fen BIGINT NOT NULL,
  billed_on TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  revision BIGINT NOT NULL,
  UNIQUE (region, issuer, number),
  UNIQUE (round_id, kind, revision)
);

CREATE TABLE round_settlements (
  round_id TEXT NOT NULL PRIMARY KEY REFERENCES rounds (round_id),
  settled_on TEXT NOT NULL,
  settled_by TEXT NOT NULL,
  settled_by_name TEXT NOT NULL
);

CREATE TABLE round_settlement_legs (
  round_id TEXT NOT NULL REFERENCES round_settlements (round_id),
  village TEXT NOT NULL,
  packs BIGINT NOT NULL,
  goods_fen BIGINT NOT NULL,
  freight_fen BIGINT NOT NULL,
  fee_fen BIGINT NOT NULL,
  PRIMARY KEY (round_id, village)
);

CREATE TABLE round_payments (
  payment_id TEXT NOT NULL PRIMARY KEY,
  round_id TEXT NOT NULL REFERENCES rounds (round_id),
  kind BIGINT NOT NULL,
  payee TEXT NOT NULL,
  amount_fen BIGINT NOT NULL,
  paid_on TEXT NOT NULL,
  paid_by TEXT NOT NULL
);
CREATE INDEX round_payments_by_round ON round_payments (round_id, payment_id);

-- Every announced event that becomes vouchers. Village is empty where the event concerns the company's book alone.
CREATE TABLE round_event_legs (
  event_id TEXT NOT NULL PRIMARY KEY,
  round_id TEXT NOT NULL REFERENCES rounds (round_id),
  topic TEXT NOT NULL,
  village TEXT NOT NULL,
  amount_fen BIGINT NOT NULL
);
CREATE INDEX round_event_legs_by_round ON round_event_legs (round_id, event_id);

-- What accounting announced about the legs. It may come in any order, also before its leg can be read here.
CREATE TABLE round_leg_vouchers (
  book TEXT NOT NULL,
  voucher_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  voucher TEXT NOT NULL,
  PRIMARY KEY (book, voucher_id)
);
CREATE INDEX round_leg_vouchers_by_event ON round_leg_vouchers (event_id);

CREATE TABLE round_leg_reversals (
  book TEXT NOT NULL,
  voucher_id TEXT NOT NULL,
  red_voucher_id TEXT NOT NULL,
  PRIMARY KEY (book, voucher_id)
);
