-- One row a ticket: its earliest `created`, and the first time of each thing that measures ask for.
-- Firsts are enough: "by now" holds if and only if the first was by now.
CREATE TABLE IF NOT EXISTS tickets
(
    city UInt32,
    ticket_id String,
    created_at Nullable(Int64) CODEC(Delta, ZSTD),
    channel LowCardinality(String),
    self_service Nullable(Bool),
    respond_due_at Nullable(Int64) CODEC(Delta, ZSTD),
    resolve_due_at Nullable(Int64) CODEC(Delta, ZSTD),
    responded_at Nullable(Int64) CODEC(Delta, ZSTD),
    resolved_at Nullable(Int64) CODEC(Delta, ZSTD),
    visited_at Nullable(Int64) CODEC(Delta, ZSTD),
    complained_at Nullable(Int64) CODEC(Delta, ZSTD),
    closed_at Nullable(Int64) CODEC(Delta, ZSTD),
    version UInt64 CODEC(Delta, ZSTD),
    INDEX created_range created_at TYPE minmax GRANULARITY 1,
    INDEX resolved_range resolved_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (city, ticket_id)
