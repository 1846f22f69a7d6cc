/** Call rows of 18 fields, as a phone system would send them; invented. */

const MINUTE_MS = 60_000;

/** A call of the last day, in these cities by turns; `index` makes it its own. */
export function callLine(
	index: number,
	now: number,
	cities: readonly string[] = ['420100']
): string {
	const arrivedAt = now - ((index * 7_919) % (24 * 60)) * MINUTE_MS - 10 * MINUTE_MS;
	return JSON.stringify({
		type: 'call',
		city: cities[index % cities.length],
		call_id: `bench-${now}-${index}`,
		revision: 1,
		void: null,
		arrived_at: arrivedAt,
		queued_at: arrivedAt + 20_000,
		answered_at: index % 20 === 0 ? null : arrivedAt + 26_000,
		ended_at: arrivedAt + 176_000,
		answered_by: 'agent',
		caller: `1990000${String(index % 10_000_000).padStart(7, '0')}`,
		line: '12345',
		queue: 'general',
		agent_id: `A${index % 300}`,
		welcome_seconds: 14.2,
		menu_depth: 2,
		mos: 4.1,
		resolved_on_contact: index % 5 !== 0
	});
}

/** Bodies of so many events each, all different. */
export function callBodies(
	count: number,
	eventsPerBody: number,
	now: number,
	cities?: readonly string[]
): Buffer[] {
	return Array.from({ length: count }, (_, body) =>
		Buffer.from(
			Array.from({ length: eventsPerBody }, (_, i) =>
				callLine(body * eventsPerBody + i, now, cities)
			).join('\n')
		)
	);
}
