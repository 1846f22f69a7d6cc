CREATE TABLE IF NOT EXISTS readings
(
    city UInt32,
    reading_id String,
    item LowCardinality(String),
    value Float64,
    method LowCardinality(String),
    period_from Int64,
    period_to Int64,
    n Nullable(UInt64),
    note String,
    deleted UInt8,
    version UInt64
)
ENGINE = ReplacingMergeTree(version, deleted)
ORDER BY (city, reading_id)
