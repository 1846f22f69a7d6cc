-- What importers say of rows that never reached the door: turned away by the mapping (`rejected`, by
-- reason), or with a word that no map lists (`unmapped`, by column and word). One `part` row says which
-- lines of which file a run has dealt with. `file_key` names the file and how it was read, so that a
-- later run of the same file takes the place of an earlier one. A part is told again and again while it
-- grows; the latest telling holds.
CREATE TABLE IF NOT EXISTS import_notes
(
    source LowCardinality(String),
    run String,
    city UInt32,
    file_key String,
    file String,
    from_line UInt64,
    kind Enum8('part' = 1, 'rejected' = 2, 'unmapped' = 3),
    name String,
    value String,
    n UInt64,
    noted_at Int64
)
ENGINE = ReplacingMergeTree(noted_at)
ORDER BY (source, run, file_key, from_line, kind, name, value)
