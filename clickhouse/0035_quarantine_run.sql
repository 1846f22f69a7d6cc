-- The import run that a rejected line was part of, or empty; and for how many lines of a request a row
-- stands: beyond those that are listed, lines of one reason are counted in one.
ALTER TABLE quarantine
    ADD COLUMN IF NOT EXISTS run LowCardinality(String) DEFAULT '',
    ADD COLUMN IF NOT EXISTS copies UInt64 DEFAULT 1
