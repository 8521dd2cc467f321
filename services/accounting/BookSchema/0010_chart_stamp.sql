-- Counts the changes of the chart, so that a chart that was read before is known to be the newest without reading it.
CREATE TABLE chart_stamp (one BIGINT PRIMARY KEY CHECK (one = 1), changes BIGINT NOT NULL);
INSERT INTO chart_stamp (one, changes) VALUES (1, 0);
