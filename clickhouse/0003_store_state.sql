-- The store's few facts about itself: the caller key's fingerprint, how far facts are settled.
CREATE TABLE IF NOT EXISTS store_state
(
    name String,
    value String,
    version UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY name
