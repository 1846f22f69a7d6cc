-- Tickets in the order of their creation and of their first resolution: questions ask by these.
-- `ticket_places` holds every time at which a ticket ever stood in them, so that one that moves leaves
-- a deleted row behind.
CREATE TABLE IF NOT EXISTS ticket_places
(
    city UInt32,
    ticket_id String,
    created_at Int64 CODEC(Delta, LZ4),
    resolved_at Int64 CODEC(Delta, LZ4)
)
ENGINE = ReplacingMergeTree
ORDER BY (city, ticket_id, created_at, resolved_at)
SETTINGS index_granularity = 1024;

CREATE TABLE IF NOT EXISTS tickets_by_created
(
    city UInt32,
    created_at Int64 CODEC(Delta, LZ4),
    ticket_id String,
    channel LowCardinality(String),
    self_service Nullable(Bool),
    respond_due_at Nullable(Int64) CODEC(Delta, LZ4),
    resolve_due_at Nullable(Int64) CODEC(Delta, LZ4),
    responded_at Nullable(Int64) CODEC(Delta, LZ4),
    resolved_at Nullable(Int64) CODEC(Delta, LZ4),
    complained_at Nullable(Int64) CODEC(Delta, LZ4),
    closed_at Nullable(Int64) CODEC(Delta, LZ4),
    deleted UInt8,
    version UInt64 CODEC(Delta, LZ4)
)
ENGINE = ReplacingMergeTree(version, deleted)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(created_at, 'Asia/Shanghai'))
ORDER BY (city, created_at, ticket_id);

CREATE TABLE IF NOT EXISTS tickets_by_resolved
(
    city UInt32,
    resolved_at Int64 CODEC(Delta, LZ4),
    ticket_id String,
    visited_at Nullable(Int64) CODEC(Delta, LZ4),
    closed_at Nullable(Int64) CODEC(Delta, LZ4),
    deleted UInt8,
    version UInt64 CODEC(Delta, LZ4)
)
ENGINE = ReplacingMergeTree(version, deleted)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(resolved_at, 'Asia/Shanghai'))
ORDER BY (city, resolved_at, ticket_id);
