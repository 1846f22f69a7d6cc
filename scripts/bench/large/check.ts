/** What a store of the bench weighs, and that its cells say what its facts say. */
import { isDeepStrictEqual } from 'node:util';
import { measure } from '../../../server/measures/measure.ts';
import { cityCode, int } from '../../../server/store/literal.ts';
import type { Store } from '../../../server/store/store.ts';
import { DAY_MS } from '#contract/instant';
import { CITY, defaultConfig, withRoller } from './store.ts';
import type { WindowTimes } from './rivals.ts';

export const WINDOW_DAYS = { month: 30, year: 365 } as const;

/** By kind of table, of what calls alone fill. */
export async function bytesOfCalls(store: Store, calls: number): Promise<string> {
	const rows = await store.read<{ name: string; bytes: number }>(
		`SELECT multiIf(table = 'raw_events', 'log', table = 'calls', 'current calls', table = 'heads', 'heads', 'cells') AS name, sum(bytes_on_disk) AS bytes
FROM system.parts
WHERE active AND database = currentDatabase() AND table IN ('raw_events', 'calls', 'heads', 'call_cells', 'arrival_cells', 'repeat_cells')
GROUP BY name ORDER BY bytes DESC`
	);
	const total = rows.reduce((sum, { bytes }) => sum + bytes, 0);
	const each = rows.map(({ name, bytes }) => `${name} ${(bytes / calls).toFixed(0)}`);
	return `${(total / calls).toFixed(0)}: ${each.join(', ')}`;
}

/** Throws where a year from cells and the same from facts differ; times the plain way. */
export function checkCells(store: Store, end: number, runs: number): Promise<WindowTimes> {
	return withRoller(store, async () => {
		const window = { from: end - 365 * DAY_MS, to: end };
		const question = { city: CITY, windows: [window], now: Date.now() };
		const [cells] = await measure(store, question, defaultConfig());
		// Another object of the same store has no rollup.
		const [facts] = await measure({ ...store }, question, defaultConfig());
		if (!isDeepStrictEqual(cells!.measures, facts!.measures))
			throw new Error(
				`cells and facts differ:\n${JSON.stringify([cells!.measures, facts!.measures])}`
			);
		const times: WindowTimes = { month: [], year: [] };
		for (let run = 0; run < runs; run++)
			for (const [name, days] of Object.entries(WINDOW_DAYS)) {
				const started = performance.now();
				await store.read(plainSql(end - days * DAY_MS, end));
				times[name as keyof WindowTimes].push(performance.now() - started);
			}
		return times;
	});
}

/** One question over all calls that are current, as anybody would write it. */
function plainSql(from: number, to: number): string {
	return `
SELECT countIf(answered_at IS NOT NULL) AS answered, count() AS decided,
	avgIf(answered_at - queued_at, answered_at IS NOT NULL) AS wait,
	quantileIf(0.9)(answered_at - queued_at, answered_at IS NOT NULL) AS p90,
	countIf(resolved_on_contact) AS resolved
FROM calls FINAL
WHERE city = ${cityCode(CITY)} AND queued_at >= ${int(from)} AND queued_at < ${int(to)}`;
}
