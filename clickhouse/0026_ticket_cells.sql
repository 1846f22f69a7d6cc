-- Tickets by when they were created, and by when they were first resolved; see 0021. The `pending`
-- arrays are due times of tickets that were not responded to (resolved): due once they are by now.
CREATE TABLE IF NOT EXISTS created_cells
(
    city UInt32,
    t Int64,
    created UInt32,
    with_channel UInt32,
    non_phone UInt32,
    complained UInt32,
    not_closed UInt32,
    responded_with_due UInt32,
    responded_on_time UInt32,
    respond_pending Array(Int64) CODEC(Delta, ZSTD),
    resolved_with_due UInt32,
    resolved_on_time UInt32,
    resolve_pending Array(Int64) CODEC(Delta, ZSTD),
    channels Array(LowCardinality(String)),
    self_service_known UInt32,
    self_service_channels Array(LowCardinality(String)),
    mature_at Int64,
    version UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (city, t)
SETTINGS index_granularity = 512;

CREATE TABLE IF NOT EXISTS resolved_cells
(
    city UInt32,
    t Int64,
    resolved UInt32,
    visited UInt32,
    maturing UInt32,
    mature_at Int64,
    version UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (city, t)
SETTINGS index_granularity = 512;
