-- 财务公开: what was published about a month or quarter; a month that was reopened and closed again adds a version.
-- sheet holds the published bytes, sheet_hash their SHA-256.
CREATE TABLE disclosure_sheets (
  seq {identity},
  period TEXT NOT NULL,
  version BIGINT NOT NULL,
  event_id TEXT NOT NULL,
  sheet {blob} NOT NULL,
  sheet_hash TEXT NOT NULL,
  published_at BIGINT NOT NULL,
  UNIQUE (period, version),
  UNIQUE (period, event_id)
);

-- 异议, recorded for a villager.
CREATE TABLE objections (
  seq {identity},
  id TEXT NOT NULL UNIQUE,
  period TEXT NOT NULL,
  version BIGINT NOT NULL,
  text TEXT NOT NULL,
  raised_by TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_at BIGINT NOT NULL
);

CREATE TABLE objection_answers (
  seq {identity},
  objection_id TEXT NOT NULL REFERENCES objections (id),
  text TEXT NOT NULL,
  answered_by TEXT NOT NULL,
  answered_at BIGINT NOT NULL
);
CREATE INDEX objection_answers_by_objection ON objection_answers (objection_id);
