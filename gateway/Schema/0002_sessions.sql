-- Browsers that are logged in. The id itself is only in the browser; here is its hash.
CREATE TABLE sessions (
  id_hash TEXT NOT NULL PRIMARY KEY,
  -- What the person sees in the list of sessions; it opens nothing.
  session_id TEXT NOT NULL UNIQUE,
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  -- The post that is acted under: one book at a time.
  role BIGINT NOT NULL,
  unit TEXT NOT NULL,
  region TEXT NOT NULL,
  book TEXT NOT NULL,
  -- All posts of the person as villages last listed them (region.villages.v1.ListPostsResponse), and when that was.
  posts {blob} NOT NULL,
  posts_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL
);
CREATE INDEX sessions_by_login ON sessions (login, created_at);
CREATE INDEX sessions_by_end ON sessions (ends_at);

-- Keys that protect forms against being sent from elsewhere; shared by all replicas of the gateway.
CREATE TABLE form_keys (
  name TEXT NOT NULL PRIMARY KEY,
  xml TEXT NOT NULL
);
