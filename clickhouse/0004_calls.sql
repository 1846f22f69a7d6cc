-- Current calls: the winning revision of each, at its own time. A correction that moves arrived_at
-- leaves a deleted row at the old key. Instants are epoch milliseconds; absent stages are NULL.
CREATE TABLE IF NOT EXISTS calls
(
    city UInt32,
    arrived_at Int64 CODEC(Delta, ZSTD),
    call_id String,
    queued_at Nullable(Int64) CODEC(Delta, ZSTD),
    answered_at Nullable(Int64) CODEC(Delta, ZSTD),
    ended_at Nullable(Int64) CODEC(Delta, ZSTD),
    answered_by LowCardinality(String),
    line LowCardinality(String),
    queue LowCardinality(String),
    agent_id String,
    welcome_seconds Nullable(Float64),
    menu_depth Nullable(Float64),
    mos Nullable(Float64),
    resolved_on_contact Nullable(Bool),
    caller String,
    deleted UInt8,
    version UInt64 CODEC(Delta, ZSTD),
    INDEX queued_range queued_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, deleted)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(arrived_at, 'Asia/Shanghai'))
ORDER BY (city, arrived_at, call_id)
