-- 区域党委 and the industry that each groups villages around.
CREATE TABLE register_regions (
  region TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  industry TEXT NOT NULL,
  town TEXT NOT NULL,
  joined_on TEXT NOT NULL
);

-- 强村公司, one for each region; its code follows from the region's.
CREATE TABLE register_companies (
  region TEXT NOT NULL PRIMARY KEY REFERENCES register_regions (region),
  name TEXT NOT NULL,
  registered_capital_fen BIGINT NOT NULL,
  cash_fen BIGINT NOT NULL,
  resource_fen BIGINT NOT NULL,
  asset_fen BIGINT NOT NULL,
  credit_code TEXT NOT NULL UNIQUE,
  joined_on TEXT NOT NULL
);

-- Member villages and what they brought in; the stake is the sum of the three.
CREATE TABLE register_villages (
  village TEXT NOT NULL PRIMARY KEY,
  region TEXT NOT NULL REFERENCES register_regions (region),
  name TEXT NOT NULL,
  population BIGINT NOT NULL,
  households BIGINT NOT NULL,
  cash_fen BIGINT NOT NULL,
  resource_fen BIGINT NOT NULL,
  asset_fen BIGINT NOT NULL,
  credit_code TEXT NOT NULL UNIQUE,
  joined_on TEXT NOT NULL
);
CREATE INDEX register_villages_by_region ON register_villages (region, village);

-- Who holds which post (职务) in which unit. Roles are numbered as in the contract's access rules.
CREATE TABLE register_posts (
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  role BIGINT NOT NULL,
  unit TEXT NOT NULL,
  region TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (login, unit, role)
);
