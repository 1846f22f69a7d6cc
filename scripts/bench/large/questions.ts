/** The questions that are timed, as a wall, a page and an auditor ask them. */
import { beijingMidnight, BEIJING_OFFSET_MS, DAY_MS } from '#contract/instant';
import { CITY } from './store.ts';

export const ROWS: readonly { row: string; text: string; bound: string }[] = [
	{ row: 'live', text: 'live snapshot of the city', bound: 'p50 < 30' },
	{ row: 'month', text: 'month to date', bound: 'p95 < 40' },
	{ row: 'year', text: 'a year that ends anywhere', bound: 'p95 < 40' },
	{ row: 'past', text: 'a year as of 100 days ago', bound: '< 3,000 at 10 M' },
	{
		row: 'live beside a year',
		text: 'live snapshot while years are asked',
		bound: 'p99 ≤ 3 × idle'
	},
	{
		row: 'live beside a past',
		text: 'live snapshot while past years are asked',
		bound: 'p99 ≤ 3 × idle'
	},
	{
		row: 'live beside ingest',
		text: 'live snapshot under full ingest',
		bound: 'p99 ≤ 3 × idle'
	}
];

export type Questions = ReturnType<typeof questionsOf>;

/** `end` is the store's last call, from which windows reach back. */
export function questionsOf(url: string, end: number) {
	let turn = 0;
	const measures = (from: number, to: number, now?: number) =>
		get(`${url}/v1/measures?city=${CITY}&from=${from}&to=${to}${now ? `&now=${now}` : ''}`);
	return {
		live: () => get(`${url}/v1/live?city=${CITY}`),
		month: () => measures(monthStart(end), end - turn++),
		year: () => {
			const to = beijingMidnight(end) - (turn++ % 20) * 11 * DAY_MS - turn;
			return measures(to - 365 * DAY_MS, to);
		},
		wholeYear: () => measures(end - 365 * DAY_MS, end),
		past: () => measures(end - 465 * DAY_MS, end - 100 * DAY_MS, end - 100 * DAY_MS)
	};
}

function monthStart(now: number): number {
	const local = new Date(now + BEIJING_OFFSET_MS);
	return Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), 1) - BEIJING_OFFSET_MS;
}

async function get(url: string): Promise<void> {
	const response = await fetch(url);
	if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
	await response.arrayBuffer();
}

/** Milliseconds of each of so many, one after another. */
export async function ask(times: number, question: () => Promise<unknown>): Promise<number[]> {
	const taken: number[] = [];
	for (let i = 0; i < times; i++) {
		const started = performance.now();
		await question();
		taken.push(performance.now() - started);
	}
	return taken;
}
