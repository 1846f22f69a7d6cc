-- The last that was shown of the index on each Beijing day; `day` is its midnight. Append-only; kept.
CREATE TABLE IF NOT EXISTS index_days
(
    city UInt32,
    day Int64 CODEC(Delta, LZ4),
    as_of Int64 CODEC(Delta, LZ4),
    window_from Int64 CODEC(Delta, LZ4),
    window_to Int64 CODEC(Delta, LZ4),
    profile LowCardinality(String),
    profile_version UInt64,
    point Float64,
    likely_low Float64,
    likely_high Float64,
    bounds_low Float64,
    bounds_high Float64,
    coverage Float64,
    grade LowCardinality(String),
    rank_low UInt16,
    rank_high UInt16
)
ENGINE = MergeTree
ORDER BY (city, day)
