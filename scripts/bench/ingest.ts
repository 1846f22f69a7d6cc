/** Ingest over HTTP, durable with fsync: ours beside the plain way, runs interleaved. */
import { callBodies } from './calls.ts';
import { runLoad, type LoadResult } from './load.ts';
import { startServer } from './servers.ts';
import { range, type Section } from './report.ts';

const SECONDS = 5;
const WAYS = { ours: 'server/main.ts', plain: 'scripts/bench/plain-server.ts' } as const;
const LOADS = {
	'1,000 events a request': { eventsPerBody: 1_000, bodies: 900, connections: 16 },
	'1 event a request': { eventsPerBody: 1, bodies: 60_000, connections: 256 }
} as const;

type Way = keyof typeof WAYS;
type LoadName = keyof typeof LOADS;

interface Run extends LoadResult {
	/** Longest stall of the event loop, milliseconds; ours alone measures it. */
	stall: number | null;
}

async function once(way: Way, name: LoadName): Promise<Run> {
	const { eventsPerBody, bodies, connections } = LOADS[name];
	const prepared = callBodies(bodies, eventsPerBody, Date.now());
	const server = await startServer(WAYS[way]);
	try {
		if (way === 'ours') await stallOf(server.url);
		const load = { bodies: prepared, eventsPerBody, connections, seconds: SECONDS };
		const result = await runLoad(server.url, load);
		return { ...result, stall: way === 'ours' ? await stallOf(server.url) : null };
	} finally {
		await server.stop();
	}
}

/** The longest stall since the last time that it was asked. */
async function stallOf(url: string): Promise<number> {
	const text = await (await fetch(`${url}/metrics`)).text();
	return Number(/^nodejs_eventloop_lag_max_seconds ([\d.e-]+)/m.exec(text)?.[1]) * 1000;
}

export async function benchIngest(runs: number): Promise<Section> {
	const rows: string[][] = [];
	const ratios: string[] = [];
	for (const name of Object.keys(LOADS) as LoadName[]) {
		const results: Record<Way, Run[]> = { ours: [], plain: [] };
		for (let run = 0; run < runs; run++)
			for (const way of Object.keys(WAYS) as Way[]) {
				results[way].push(await once(way, name));
				console.log(
					`  ${name}, ${way}: ${Math.round(results[way].at(-1)!.eventsPerSecond)} events/s`
				);
			}
		for (const way of Object.keys(WAYS) as Way[]) {
			const of = (pick: (run: Run) => number) => results[way].map(pick);
			rows.push([
				name,
				way,
				range(
					of((run) => run.eventsPerSecond),
					0
				),
				range(
					of((run) => run.p50),
					1
				),
				range(
					of((run) => run.p99),
					1
				),
				way === 'ours'
					? range(
							of((run) => run.stall ?? NaN),
							0
						)
					: '',
				String(
					results[way].reduce(
						(sum, run) => sum + Object.values(run.refused).reduce((a, b) => a + b, 0),
						0
					)
				)
			]);
		}
		const perRun = results.ours.map(
			(run, i) => run.eventsPerSecond / results.plain[i]!.eventsPerSecond
		);
		ratios.push(`- ${name}: ours / plain ${range(perRun, 2)}`);
	}
	return {
		title: 'Ingest over HTTP, durable (fsync), 18-field call rows',
		text: [
			'The load generator runs on the same two cores. Plain: zod a row, HMAC of the caller, one insert a request, fsync; it neither tells repeats nor settles figures. Ours does both meanwhile.',
			...ratios
		].join('\n'),
		headings: [
			'load',
			'way',
			'events/s',
			'answer p50 ms',
			'answer p99 ms',
			'longest loop stall ms',
			'refused'
		],
		rows
	};
}
