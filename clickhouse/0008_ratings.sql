CREATE TABLE IF NOT EXISTS ratings
(
    city UInt32,
    rated_at Int64 CODEC(Delta, LZ4),
    rating_id String,
    kind LowCardinality(String),
    about String,
    score Nullable(UInt8),
    deleted UInt8,
    version UInt64 CODEC(Delta, LZ4)
)
ENGINE = ReplacingMergeTree(version, deleted)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(rated_at, 'Asia/Shanghai'))
ORDER BY (city, rated_at, rating_id)
