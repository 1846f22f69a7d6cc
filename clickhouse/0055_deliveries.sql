-- The life of every message to every channel, a row a step, only ever appended: outbox and delivery
-- log in one. The step with the greatest `n` of a delivery is where it stands; `queued` carries the
-- message as it will be sent. No secret and no personal data is in it.
CREATE TABLE IF NOT EXISTS deliveries
(
    id String,
    n UInt32,
    at Int64,
    step LowCardinality(String),
    channel String,
    city UInt32,
    alert String,
    notice LowCardinality(String),
    due_at Int64,
    attempts UInt32,
    parts_done UInt32,
    reason LowCardinality(String),
    code String,
    clock_ahead_ms Nullable(Int64),
    digest String,
    message String CODEC(ZSTD)
)
ENGINE = MergeTree
ORDER BY (id, n)
