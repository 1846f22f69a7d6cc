-- Which Beijing days of a city have facts of a kind, and whether the cells of that day hold what the
-- facts say. A day without a row has no facts. `day` counts days since 1970-01-01, Beijing clock.
-- `mature_at`: the cells answer as of any instant from here on; before it some stage still lies ahead.
CREATE TABLE IF NOT EXISTS rolled_days
(
    city UInt32,
    kind LowCardinality(String),
    day Int32,
    is_rolled UInt8,
    mature_at Int64,
    version UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (city, kind, day)
SETTINGS index_granularity = 1024
