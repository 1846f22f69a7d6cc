-- Online sessions by `requested_at`; see 0021.
CREATE TABLE IF NOT EXISTS session_cells
(
    city UInt32,
    t Int64,
    decided UInt32,
    responded UInt32,
    responded_by_agent UInt32,
    response_ms Int64,
    response_ms_squares Float64,
    responses Array(Int64) CODEC(Delta, ZSTD),
    response_buckets Array(UInt16) CODEC(Delta, ZSTD),
    response_counts Array(UInt32) CODEC(ZSTD),
    with_channel UInt32,
    channels Array(LowCardinality(String)),
    mature_at Int64,
    version UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (city, t)
SETTINGS index_granularity = 512
