-- Answered calls with a caller by `queued_at`, all of them old enough to judge: were they repeated?
-- The offsets are those of `queued_at` from `t` in milliseconds, ascending: for windows that cut a cell.
CREATE TABLE IF NOT EXISTS repeat_cells
(
    city UInt32,
    t Int64,
    judged UInt32,
    not_repeated UInt32,
    repeated_offsets Array(UInt32) CODEC(Delta, ZSTD),
    not_repeated_offsets Array(UInt32) CODEC(Delta, ZSTD),
    mature_at Int64,
    version UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (city, t)
SETTINGS index_granularity = 512;
