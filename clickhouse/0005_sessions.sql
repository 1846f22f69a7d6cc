CREATE TABLE IF NOT EXISTS sessions
(
    city UInt32,
    requested_at Int64 CODEC(Delta, LZ4),
    session_id String,
    channel LowCardinality(String),
    responded_at Nullable(Int64) CODEC(Delta, LZ4),
    ended_at Nullable(Int64) CODEC(Delta, LZ4),
    responder LowCardinality(String),
    caller String,
    deleted UInt8,
    version UInt64 CODEC(Delta, LZ4)
)
ENGINE = ReplacingMergeTree(version, deleted)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(requested_at, 'Asia/Shanghai'))
ORDER BY (city, requested_at, session_id)
