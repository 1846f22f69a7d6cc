-- What people set, each change a version that stays: city profiles, profiles of the index, rules,
-- silences, channels, annotations. `value` is JSON, or empty where the setting was removed; `city` is
-- 0 where it belongs to none. The row with the greatest version of (kind, city, id) is in force.
CREATE TABLE IF NOT EXISTS settings
(
    kind LowCardinality(String),
    city UInt32,
    id String,
    version UInt64,
    at Int64,
    author String,
    note String,
    value String CODEC(ZSTD)
)
ENGINE = MergeTree
ORDER BY (kind, city, id, version)
