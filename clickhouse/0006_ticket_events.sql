-- Current ticket events by ticket. `deleted` is a plain column here: a ticket that lost its last
-- event must still be recomputed, to nothing.
CREATE TABLE IF NOT EXISTS ticket_events
(
    city UInt32,
    ticket_id String,
    event_id String,
    event LowCardinality(String),
    at Int64 CODEC(Delta, LZ4),
    channel LowCardinality(String),
    self_service Nullable(Bool),
    call_id String,
    category LowCardinality(String),
    department LowCardinality(String),
    respond_due_at Nullable(Int64) CODEC(Delta, LZ4),
    resolve_due_at Nullable(Int64) CODEC(Delta, LZ4),
    deleted UInt8,
    version UInt64 CODEC(Delta, LZ4)
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (city, ticket_id, event_id)
