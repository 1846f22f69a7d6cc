CREATE TABLE IF NOT EXISTS sessions
(
    city UInt32,
    requested_at Int64 CODEC(Delta, ZSTD),
    session_id String,
    channel LowCardinality(String),
    responded_at Nullable(Int64) CODEC(Delta, ZSTD),
    ended_at Nullable(Int64) CODEC(Delta, ZSTD),
    responder LowCardinality(String),
    caller String,
    deleted UInt8,
    version UInt64 CODEC(Delta, ZSTD)
)
ENGINE = ReplacingMergeTree(version, deleted)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(requested_at, 'Asia/Shanghai'))
ORDER BY (city, requested_at, session_id)
