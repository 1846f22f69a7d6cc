-- One row a ticket: its earliest `created`, and the first time of each thing that measures ask for.
-- Firsts are enough: "by now" holds if and only if the first was by now.
CREATE TABLE IF NOT EXISTS tickets
(
    city UInt32,
    ticket_id String,
    created_at Nullable(Int64) CODEC(Delta, LZ4),
    channel LowCardinality(String),
    self_service Nullable(Bool),
    respond_due_at Nullable(Int64) CODEC(Delta, LZ4),
    resolve_due_at Nullable(Int64) CODEC(Delta, LZ4),
    responded_at Nullable(Int64) CODEC(Delta, LZ4),
    resolved_at Nullable(Int64) CODEC(Delta, LZ4),
    visited_at Nullable(Int64) CODEC(Delta, LZ4),
    complained_at Nullable(Int64) CODEC(Delta, LZ4),
    closed_at Nullable(Int64) CODEC(Delta, LZ4),
    version UInt64 CODEC(Delta, LZ4),
    INDEX created_range created_at TYPE minmax GRANULARITY 1,
    INDEX resolved_range resolved_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (city, ticket_id)
