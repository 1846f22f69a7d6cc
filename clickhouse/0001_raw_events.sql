-- Everything that was ever accepted, as it was accepted: an append-only log. The current facts are
-- derived from it alone, so a crash, a repeat or a change of mind can always be worked out again.
-- `batch` counts group commits and orders what was known when. `content` is the canonical JSON
-- (definitions, section 1); `caller` is the HMAC in hex, or empty. `run` names the import that
-- brought a row, or is empty. `happened_at` is the latest stage or event time that the row names, or
-- 0: how late it came, and how far ahead its clock is.
CREATE TABLE IF NOT EXISTS raw_events
(
    batch UInt64 CODEC(Delta, LZ4),
    received_at Int64 CODEC(Delta, LZ4),
    source LowCardinality(String),
    run LowCardinality(String),
    city UInt32,
    type Enum8('call' = 1, 'session' = 2, 'ticket' = 3, 'rating' = 4, 'reading' = 5),
    id String,
    revision UInt64,
    void UInt8,
    happened_at Int64 CODEC(Delta, LZ4),
    caller String,
    content String CODEC(ZSTD),
    digest FixedString(32) MATERIALIZED SHA256(content),
    INDEX batch_range batch TYPE minmax GRANULARITY 1,
    INDEX received_range received_at TYPE minmax GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(received_at, 'Asia/Shanghai'))
ORDER BY (city, type, id)
