/** Tickets from their events: the earliest `created`, and the first time of each thing that is asked for. */

/** Works out the tickets that a question names by city and id. */
export function ticketsSql(touched: string): string {
	const firstOf = (event: string) => `minOrNullIf(at, live AND event = '${event}')`;
	return `
INSERT INTO tickets (city, ticket_id, created_at, channel, self_service, respond_due_at, resolve_due_at,
	responded_at, resolved_at, visited_at, complained_at, closed_at, version)
SELECT
	city,
	ticket_id,
	${firstOf('created')},
	(argMinIf((channel, self_service, respond_due_at, resolve_due_at), (at, event_id),
		live AND event = 'created') AS creation).1,
	creation.2,
	creation.3,
	creation.4,
	${firstOf('responded')},
	${firstOf('resolved')},
	${firstOf('visited')},
	${firstOf('complained')},
	${firstOf('closed')},
	max(version)
FROM
(
	SELECT *, deleted = 0 AS live
	FROM ticket_events FINAL
	WHERE (city, ticket_id) IN (${touched})
)
GROUP BY city, ticket_id`;
}
