-- Ratings by when they were given; see 0021.
CREATE TABLE IF NOT EXISTS rating_cells
(
    city UInt32,
    t Int64,
    asked UInt32,
    scored UInt32,
    after_call_scored UInt32,
    after_call_satisfied UInt32,
    callback_scored UInt32,
    callback_satisfied UInt32,
    mature_at Int64,
    version UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (city, t)
SETTINGS index_granularity = 512
