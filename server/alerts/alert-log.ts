/** The alerts' own log: appended to, never changed. */
import type { Alert } from '#contract/alerts';
import { cityCode, int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import { byCity } from './by-city.ts';

export async function appendAlert(
	store: Store,
	alert: Alert,
	seq: number,
	at: number,
	told: string
): Promise<void> {
	await store.insert('alert_log', [
		{
			city: Number(alert.city),
			id: alert.id,
			seq,
			at,
			since: Date.parse(alert.since),
			rule: alert.rule,
			state: alert.state,
			told,
			alert: JSON.stringify(alert)
		}
	]);
}

export interface LoggedAlert {
	alert: Alert;
	seq: number;
	/** Notices that went out for it, and when. */
	told: [notice: string, at: number][];
}

/** The present of each alert of these cities that began or moved since an instant, or that is still open. */
export async function alertLogs(
	store: Store,
	cities: readonly string[],
	since: number
): Promise<Map<string, LoggedAlert[]>> {
	const rows = await store.read<{
		city: number;
		latest: string;
		last_seq: number;
		notices: LoggedAlert['told'];
	}>(`
SELECT city, argMax(alert, seq) AS latest, max(seq) AS last_seq, groupArrayIf((told, at), told != '') AS notices
FROM alert_log
WHERE city IN (${cities.map(cityCode).join(', ')})
GROUP BY city, id
HAVING argMax(state, seq) != 'resolved' OR max(at) >= ${int(since)}
ORDER BY max(at) DESC
LIMIT 2000 BY city`);
	const logged = ({ latest, last_seq, notices }: (typeof rows)[number]): LoggedAlert => ({
		alert: JSON.parse(latest) as Alert,
		seq: last_seq,
		told: notices
	});
	return new Map([...byCity(rows)].map(([city, own]) => [city, own.map(logged)]));
}

/** The same of one city. */
export async function loggedAlerts(
	store: Store,
	city: string,
	since: number
): Promise<LoggedAlert[]> {
	return (await alertLogs(store, [city], since)).get(city) ?? [];
}

export async function noticesOf(store: Store, city: string): Promise<string[]> {
	const rows = await store.read<{ notice: string }>(
		`SELECT concat(id, '/', told) AS notice FROM alert_log WHERE city = ${cityCode(city)} AND told != ''`
	);
	return rows.map(({ notice }) => notice);
}
