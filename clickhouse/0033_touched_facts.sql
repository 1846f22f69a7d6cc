-- What the settle step under way has written to the tables that measures read: who follows them reads
-- it here instead of looking through these tables. Read and emptied at the step's end. In memory: a step
-- that a crash broke off is run again.
CREATE TABLE IF NOT EXISTS touched_calls AS calls ENGINE = Memory;

CREATE TABLE IF NOT EXISTS touched_sessions AS sessions ENGINE = Memory;

CREATE TABLE IF NOT EXISTS touched_ratings AS ratings ENGINE = Memory;

CREATE TABLE IF NOT EXISTS touched_tickets AS tickets ENGINE = Memory;

CREATE TABLE IF NOT EXISTS touched_tickets_by_created AS tickets_by_created ENGINE = Memory;

CREATE TABLE IF NOT EXISTS touched_tickets_by_resolved AS tickets_by_resolved ENGINE = Memory;

CREATE MATERIALIZED VIEW IF NOT EXISTS copy_calls TO touched_calls AS SELECT * FROM calls;

CREATE MATERIALIZED VIEW IF NOT EXISTS copy_sessions TO touched_sessions AS SELECT * FROM sessions;

CREATE MATERIALIZED VIEW IF NOT EXISTS copy_ratings TO touched_ratings AS SELECT * FROM ratings;

CREATE MATERIALIZED VIEW IF NOT EXISTS copy_tickets TO touched_tickets AS SELECT * FROM tickets;

CREATE MATERIALIZED VIEW IF NOT EXISTS copy_tickets_by_created TO touched_tickets_by_created AS
SELECT * FROM tickets_by_created;

CREATE MATERIALIZED VIEW IF NOT EXISTS copy_tickets_by_resolved TO touched_tickets_by_resolved AS
SELECT * FROM tickets_by_resolved;

-- Of stores from before: only the days were noted.
DROP VIEW IF EXISTS touch_calls;

DROP VIEW IF EXISTS touch_sessions;

DROP VIEW IF EXISTS touch_ratings;

DROP VIEW IF EXISTS touch_tickets;

DROP VIEW IF EXISTS touch_created;

DROP VIEW IF EXISTS touch_resolved;

DROP TABLE IF EXISTS touched_days
