-- Current calls: the winning revision of each, at its own time. Instants are epoch milliseconds;
-- absent stages are NULL. `placed_at` is queued_at where there is one, else arrived_at: the hot
-- questions ask by it and read its range alone. A correction that moves it leaves a deleted row behind.
-- `decided_at` is the earliest of answer and end, or beyond all time: who is still open as of an
-- instant is a range of it.
CREATE TABLE IF NOT EXISTS calls
(
    city UInt32,
    placed_at Int64 CODEC(Delta, LZ4),
    call_id String,
    arrived_at Int64 CODEC(Delta, LZ4),
    queued_at Nullable(Int64) CODEC(Delta, LZ4),
    answered_at Nullable(Int64) CODEC(Delta, LZ4),
    ended_at Nullable(Int64) CODEC(Delta, LZ4),
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
    version UInt64 CODEC(Delta, LZ4),
    decided_at Int64 MATERIALIZED coalesce(answered_at, ended_at, 9000000000000000) CODEC(Delta, LZ4),
    INDEX arrived_range arrived_at TYPE minmax GRANULARITY 1,
    INDEX decided_range decided_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, deleted)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(placed_at, 'Asia/Shanghai'))
ORDER BY (city, placed_at, call_id)
