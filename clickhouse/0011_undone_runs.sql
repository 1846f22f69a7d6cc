-- Imports that were taken back: their rows stay in the log and no longer count. `undone_batch` is the
-- number that the undoing took among the batches.
CREATE TABLE IF NOT EXISTS undone_runs
(
    run String,
    undone_batch UInt64,
    undone_at Int64,
    undone_by LowCardinality(String)
)
ENGINE = ReplacingMergeTree(undone_batch)
ORDER BY run
