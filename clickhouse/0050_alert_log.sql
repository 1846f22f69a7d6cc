-- The life of every alert, each step a row that stays: `alert` is the whole alert as it then stood,
-- as JSON. The row with the greatest `seq` of an id is its present. `told` names the notice that went
-- out with this step, or is empty: a restart tells nothing twice.
CREATE TABLE IF NOT EXISTS alert_log
(
    city UInt32,
    id String,
    seq UInt64,
    at Int64,
    since Int64,
    rule LowCardinality(String),
    state LowCardinality(String),
    told String,
    alert String CODEC(ZSTD)
)
ENGINE = MergeTree
ORDER BY (city, id, seq)
