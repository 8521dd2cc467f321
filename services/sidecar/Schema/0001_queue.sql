-- Times are milliseconds since 1970-01-01 UTC.

-- What was published and answered. seq is the order of commit and is never used twice.
CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  pubsub TEXT NOT NULL,
  topic TEXT NOT NULL,
  payload BLOB NOT NULL,
  traceparent TEXT,
  tracestate TEXT,
  expires_at INTEGER,
  published_at INTEGER NOT NULL
) STRICT;
CREATE INDEX events_by_topic ON events (pubsub, topic, seq);

-- Apps that have answered once. Until an app has, every event is kept for it.
CREATE TABLE apps (
  app_id TEXT PRIMARY KEY,
  discovered_at INTEGER NOT NULL
) STRICT;

-- What an app said it wants; kept, so that events wait for an app that is down.
CREATE TABLE subscriptions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  app_id TEXT NOT NULL,
  pubsub TEXT NOT NULL,
  topic TEXT NOT NULL,
  definition TEXT NOT NULL,
  UNIQUE (app_id, pubsub, topic)
) STRICT;

-- One row per event and subscription that has not been acknowledged yet.
CREATE TABLE deliveries (
  subscription_id INTEGER NOT NULL,
  event_seq INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL DEFAULT 0,
  last_error TEXT,
  PRIMARY KEY (subscription_id, event_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveries_by_event ON deliveries (event_seq);

-- Events that a subscription will not get unless an operator replays them; a copy of their own, so nothing prunes them.
CREATE TABLE dead_letters (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  app_id TEXT NOT NULL,
  pubsub TEXT NOT NULL,
  topic TEXT NOT NULL,
  payload BLOB NOT NULL,
  traceparent TEXT,
  tracestate TEXT,
  reason TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  published_at INTEGER NOT NULL,
  dead_at INTEGER NOT NULL,
  replayed_at INTEGER
) STRICT;
CREATE INDEX dead_letters_by_topic ON dead_letters (app_id, topic, id);

CREATE TABLE metadata (
  app_id TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (app_id, name)
) STRICT, WITHOUT ROWID;
