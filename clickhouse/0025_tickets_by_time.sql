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

-- The tickets of the settle step under way.
CREATE TABLE IF NOT EXISTS touched_tickets AS tickets ENGINE = Memory;

CREATE MATERIALIZED VIEW IF NOT EXISTS touch_tickets TO touched_tickets AS SELECT * FROM tickets;

CREATE MATERIALIZED VIEW IF NOT EXISTS touch_created TO touched_days AS
SELECT 'created' AS kind, city, toInt32(intDiv(created_at + 28800000, 86400000)) AS day, min(created_at) AS earliest_at
FROM tickets_by_created
GROUP BY city, day;

CREATE MATERIALIZED VIEW IF NOT EXISTS touch_resolved TO touched_days AS
SELECT 'resolved' AS kind, city, toInt32(intDiv(resolved_at + 28800000, 86400000)) AS day, min(resolved_at) AS earliest_at
FROM tickets_by_resolved
GROUP BY city, day;
