-- When a failed delivery comes again is kept in memory, as a wait; a time of day would obey a clock that is set back.
ALTER TABLE deliveries DROP COLUMN due_at;
