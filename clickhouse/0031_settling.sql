-- The winners of the settling step that is under way; empty in between and after a restart.
-- `standing` is where the identity's row stood before, '' where none did.
CREATE TABLE IF NOT EXISTS settling
(
    identity UInt128,
    city UInt32,
    type Enum8('call' = 1, 'session' = 2, 'ticket' = 3, 'rating' = 4, 'reading' = 5),
    id String,
    version UInt64,
    revision UInt64,
    void UInt8,
    digest UInt64,
    caller_rank UInt64,
    caller String,
    content String,
    anchor String,
    standing String
)
ENGINE = Memory
