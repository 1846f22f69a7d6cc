-- What was shown of the index, by the minute, for a week: append-only, never recomputed. `as_of` is the
-- instant of the figures, [window_from, window_to) their window. Older rows go; index_days keeps the last
-- one of each day.
CREATE TABLE IF NOT EXISTS index_minutes
(
    city UInt32,
    minute Int64 CODEC(Delta, LZ4),
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
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(minute, 'Asia/Shanghai'))
ORDER BY (city, minute)
TTL toDateTime(intDiv(minute, 1000)) + INTERVAL 9 DAY
