-- 备查登记: what an event says about goods without posting them. A row that takes another back has the opposite numbers.
-- quantity is in thousandths of the stock item's unit.
CREATE TABLE stock_memos (
  seq {identity},
  event_id TEXT NOT NULL,
  accounting_date TEXT NOT NULL,
  kind TEXT NOT NULL,
  matter TEXT NOT NULL,
  counterparty TEXT NOT NULL,
  counterparty_name TEXT NOT NULL,
  stock TEXT NOT NULL,
  quantity BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  taken_back BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  UNIQUE (event_id, taken_back)
);
CREATE INDEX stock_memos_by_matter ON stock_memos (matter, stock);

-- 暂估入库: what each estimate of a month says, by counterparty and item. Its red voucher follows in the same command.
CREATE TABLE estimates (
  voucher_id TEXT NOT NULL REFERENCES vouchers (id),
  line BIGINT NOT NULL,
  month TEXT NOT NULL,
  counterparty TEXT NOT NULL,
  counterparty_name TEXT NOT NULL,
  stock TEXT NOT NULL,
  quantity BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  PRIMARY KEY (voucher_id, line)
);
CREATE INDEX estimates_by_month ON estimates (month);

-- 固定资产卡片.
CREATE TABLE assets (
  code TEXT NOT NULL PRIMARY KEY,
  in_service TEXT NOT NULL,
  opening_depreciated BIGINT NOT NULL,
  voucher_id TEXT NOT NULL,
  registered_by TEXT NOT NULL,
  recorded_at BIGINT NOT NULL
);

-- What holds for a card from a month on: the first row is its registration, later ones its changes, which never touch
-- months that are past (未来适用法). base is what is depreciated from from_month on, over span: months, or thousandths of
-- units of work.
CREATE TABLE asset_terms (
  seq {identity},
  code TEXT NOT NULL REFERENCES assets (code),
  from_month TEXT NOT NULL,
  acted_on TEXT NOT NULL,
  name TEXT NOT NULL,
  category TEXT NOT NULL,
  purpose TEXT NOT NULL,
  method TEXT NOT NULL,
  original BIGINT NOT NULL,
  residual BIGINT NOT NULL,
  base BIGINT NOT NULL,
  span BIGINT NOT NULL,
  reason TEXT NOT NULL,
  acted_by TEXT NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX asset_terms_by_code ON asset_terms (code, seq);

-- A disposal counts until its voucher is cancelled in red.
CREATE TABLE asset_disposals (
  code TEXT NOT NULL REFERENCES assets (code),
  disposed_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  voucher_id TEXT NOT NULL REFERENCES vouchers (id),
  disposed_by TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (code, voucher_id)
);

-- Units of work (工作量法) that a card did in a month, in thousandths.
CREATE TABLE asset_works (
  code TEXT NOT NULL REFERENCES assets (code),
  month TEXT NOT NULL,
  units BIGINT NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (code, month)
);

-- What a depreciation voucher holds for each card. A card's row counts until its voucher is cancelled in red.
CREATE TABLE depreciations (
  code TEXT NOT NULL REFERENCES assets (code),
  voucher_id TEXT NOT NULL REFERENCES vouchers (id),
  month TEXT NOT NULL,
  amount BIGINT NOT NULL,
  PRIMARY KEY (code, voucher_id)
);
