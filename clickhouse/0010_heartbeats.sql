-- The latest empty POST of each source: it lives, even when nobody calls.
CREATE TABLE IF NOT EXISTS heartbeats
(
    source String,
    received_at Int64
)
ENGINE = ReplacingMergeTree(received_at)
ORDER BY source
