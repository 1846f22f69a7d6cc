-- What stands of each identity (city, type, id), so that settling a new revision need not look
-- through the log: the winner's rank (revision, then the first eight bytes of the content's SHA-256,
-- then of the caller's HMAC) and where its row stands ('' where none does, because it is withdrawn).
-- `batch` is the greatest batch that was settled of the identity, or of the taking back of its import.
-- Looked up by random keys, hence the fine index.
CREATE TABLE IF NOT EXISTS heads
(
    identity UInt128,
    batch UInt64 CODEC(LZ4),
    revision UInt64,
    digest UInt64,
    caller UInt64,
    anchor String
)
ENGINE = ReplacingMergeTree(batch)
ORDER BY identity
SETTINGS index_granularity = 256
