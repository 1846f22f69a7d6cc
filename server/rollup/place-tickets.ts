/** Puts the tickets of a settle step where questions look for them: by creation and by resolution. */
import type { Store } from '../store/store.ts';

const PLACED = ['created_at', 'resolved_at'] as const;
type Placed = (typeof PLACED)[number];

const COLUMNS: Record<Placed, readonly string[]> = {
	created_at: [
		'channel',
		'self_service',
		'respond_due_at',
		'resolve_due_at',
		'responded_at',
		'resolved_at',
		'complained_at',
		'closed_at'
	],
	resolved_at: ['visited_at', 'closed_at']
};
const TABLES: Record<Placed, string> = {
	created_at: 'tickets_by_created',
	resolved_at: 'tickets_by_resolved'
};

/** `source` is a table of tickets. Every place that a ticket ever had is kept before it is used. */
export async function placeTickets(store: Store, source: 'touched_tickets' | 'tickets FINAL') {
	await store.settle(`
INSERT INTO ticket_places (city, ticket_id, created_at, resolved_at)
SELECT city, ticket_id, ifNull(created_at, 0), ifNull(resolved_at, 0)
FROM ${source}
WHERE created_at IS NOT NULL OR resolved_at IS NOT NULL`);
	for (const placed of PLACED)
		await store.settle(`
INSERT INTO ${TABLES[placed]} (city, ${placed}, ticket_id, ${COLUMNS[placed].join(', ')}, deleted, version)
SELECT city, place, ticket_id, ${COLUMNS[placed].map((column) => `ticket.${column}`).join(', ')},
	place != ifNull(ticket.${placed}, 0), ticket.version
FROM
(
	SELECT DISTINCT city, ticket_id, ${placed} AS place
	FROM ticket_places
	WHERE (city, ticket_id) IN (SELECT city, ticket_id FROM ${source}) AND ${placed} != 0
) AS known
INNER JOIN (SELECT * FROM ${source}) AS ticket USING (city, ticket_id)
SETTINGS max_partitions_per_insert_block = 0`);
}

/** Puts everything there, of a store from before these tables. */
export async function placeAll(store: Store): Promise<void> {
	await placeTickets(store, 'tickets FINAL');
	await store.settle(
		`INSERT INTO progress_views SELECT city, at, ticket_id, event_id FROM ticket_events WHERE event = 'progress_viewed' AND deleted = 0`
	);
}
