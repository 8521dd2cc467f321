-- Events that this store announces; published_at stays empty until the broker has answered.
CREATE TABLE outbox (
  seq {identity},
  event_id TEXT NOT NULL UNIQUE,
  topic TEXT NOT NULL,
  envelope {blob} NOT NULL,
  created_at BIGINT NOT NULL,
  published_at BIGINT
);
CREATE INDEX outbox_waiting ON outbox (seq) WHERE published_at IS NULL;

-- Events that were applied to this store.
CREATE TABLE inbox (
  event_id TEXT NOT NULL PRIMARY KEY,
  topic TEXT NOT NULL,
  received_at BIGINT NOT NULL
);

-- Commands that were carried out, with their answers; never pruned, since a key of a money command must stay known.
CREATE TABLE commands (
  unit TEXT NOT NULL,
  request_id TEXT NOT NULL,
  body_hash {blob} NOT NULL,
  answer {blob} NOT NULL,
  done_at BIGINT NOT NULL,
  PRIMARY KEY (unit, request_id)
);

-- Events that could not be applied, with the reason; resolved_at is set when a replay succeeded.
CREATE TABLE dead_letters (
  event_id TEXT NOT NULL PRIMARY KEY,
  topic TEXT NOT NULL,
  envelope {blob} NOT NULL,
  reason TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  resolved_at BIGINT
);
