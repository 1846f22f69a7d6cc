-- Where to look for views of a ticket's progress: every time that one ever named. Whether it still
-- stands is in `ticket_events`.
CREATE TABLE IF NOT EXISTS progress_views
(
    city UInt32,
    at Int64 CODEC(Delta, LZ4),
    ticket_id String,
    event_id String
)
ENGINE = ReplacingMergeTree
ORDER BY (city, at, ticket_id, event_id);

CREATE MATERIALIZED VIEW IF NOT EXISTS note_progress_views TO progress_views AS
SELECT city, at, ticket_id, event_id
FROM ticket_events
WHERE event = 'progress_viewed' AND deleted = 0;
