-- Calls by `queued_at`, by city and part of the day (the finest cut of all slots); `t` is its start.
-- Absolute values, worked out anew from the facts whenever one of the day's facts changes.
-- `waits` are the answered calls' waits in milliseconds, ascending: quantiles of few values are exact.
-- `wait_buckets` and `wait_counts` are the same as a histogram of relative width: of many values.
CREATE TABLE IF NOT EXISTS call_cells
(
    city UInt32,
    t Int64,
    decided UInt32,
    answered UInt32,
    answered_by_agent UInt32,
    answered_in_time UInt32,
    resolution_known UInt32,
    resolved UInt32,
    with_caller UInt32,
    undecided UInt32,
    wait_ms Int64,
    waits Array(Int64) CODEC(Delta, ZSTD),
    wait_buckets Array(UInt16) CODEC(Delta, ZSTD),
    wait_counts Array(UInt32) CODEC(ZSTD),
    mature_at Int64,
    version UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (city, t)
SETTINGS index_granularity = 512
