-- Login names and password hashes. Names and posts of people are in villages; none are repeated here.
CREATE TABLE accounts (
  login TEXT NOT NULL PRIMARY KEY,
  password_hash TEXT NOT NULL,
  -- 1 for a sample login, whose password is published: refused unless the gateway runs on sample data.
  sample BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

-- Failed logins, of unknown names too: whoever guesses cannot tell which names exist.
CREATE TABLE login_failures (
  login TEXT NOT NULL PRIMARY KEY,
  failures BIGINT NOT NULL,
  last_at BIGINT NOT NULL
);
CREATE INDEX login_failures_age ON login_failures (last_at);
