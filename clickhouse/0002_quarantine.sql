-- What was turned away and why; never what was sent, which may hold personal data.
CREATE TABLE IF NOT EXISTS quarantine
(
    received_at Int64,
    source LowCardinality(String),
    city UInt32,
    line UInt64,
    code LowCardinality(String),
    message String
)
ENGINE = MergeTree
ORDER BY received_at
