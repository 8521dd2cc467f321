-- Posts with their terms (任期): the same person may hold the same post again later. Days are inclusive; ends_on is empty
-- where no end is set.
CREATE TABLE register_terms (
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  role BIGINT NOT NULL,
  unit TEXT NOT NULL,
  region TEXT NOT NULL,
  since TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  appointed_by TEXT NOT NULL,
  ended_by TEXT NOT NULL,
  end_reason TEXT NOT NULL,
  PRIMARY KEY (login, unit, role, since)
);
CREATE INDEX register_terms_by_unit ON register_terms (unit, role, since, login);

INSERT INTO register_terms (login, name, role, unit, region, since, ends_on, appointed_by, ended_by, end_reason)
SELECT login, name, role, unit, region, since, '', '', '', '' FROM register_posts;

DROP TABLE register_posts;
