/** The line that sends a first call, to be run as printed in any POSIX shell. */

/** One answered call of the last minute, so that the wall's last hour has something to show. */
export function firstEventCommand(origin: string, city: string, now: number): string {
	const call = {
		type: 'call',
		city,
		call_id: `first-${now}`,
		revision: 1,
		arrived_at: now - 60_000,
		queued_at: now - 45_000,
		answered_at: now - 37_000
	};
	return [
		`curl -sS ${origin}/v1/events`,
		`-H 'Content-Type: application/x-ndjson'`,
		`--data-binary '${JSON.stringify(call)}'`
	].join(' \\\n  ');
}
