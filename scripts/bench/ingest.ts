/** Ingest over HTTP: ours beside the plain way, runs interleaved, until all is in the figures. */
import { callBodies } from './calls.ts';
import { runLoad, type LoadResult } from './load.ts';
import { median, range, type Section, type SectionBench } from './report.ts';
import { startServer } from './servers.ts';

const SECONDS = 5;
const OURS = 'server/main.ts';
const PLAIN = 'scripts/bench/plain-server.ts';

interface Way {
	name: string;
	script: string;
	connections: number;
}

interface Load {
	title: string;
	eventsPerBody: number;
	bodies: number;
	connections: number;
	/** Ours with so many besides: how soon it answers short of all that it can take. */
	fewerConnections?: number;
	durability: 'power' | 'process';
	remarks: string;
}

interface Run extends LoadResult {
	/** Events a second from the first request until everything is settled. */
	settledPerSecond: number;
	/** Longest stall of the event loop, milliseconds. */
	stall: number;
	/** Processor time of the server, all threads, microseconds an event until it is settled. */
	cpuMicros: number;
}

async function once({ script, connections }: Way, all: Load): Promise<Run> {
	const load = { ...all, connections };
	const prepared = callBodies(load.bodies, load.eventsPerBody, Date.now());
	const server = await startServer(script, { DURABILITY: load.durability });
	try {
		await warmUp(server.url, load);
		await metric(server.url, 'nodejs_eventloop_lag_max_seconds');
		const cpuBefore = await metric(server.url, 'process_cpu_seconds_total');
		const started = performance.now();
		const result = await runLoad(server.url, { ...load, bodies: prepared, seconds: SECONDS });
		const stall = 1000 * (await metric(server.url, 'nodejs_eventloop_lag_max_seconds'));
		const loadSeconds = result.seconds;
		while ((await metric(server.url, 'rexian_unsettled_facts')) > 0)
			await new Promise((wake) => setTimeout(wake, 50));
		const seconds = (performance.now() - started) / 1000;
		const cpuSeconds = (await metric(server.url, 'process_cpu_seconds_total')) - cpuBefore;
		const events = result.eventsPerSecond * loadSeconds;
		const settledPerSecond = events / seconds;
		return { ...result, settledPerSecond, stall, cpuMicros: (cpuSeconds * 1e6) / events };
	} finally {
		await server.stop();
	}
}

/** A second of the same load, so that neither way is timed while its code is being compiled. */
async function warmUp(url: string, load: Load): Promise<void> {
	const bodies = callBodies(Math.ceil(load.bodies / 10), load.eventsPerBody, Date.now() - 1);
	await runLoad(url, { ...load, bodies, seconds: 1 });
	while ((await metric(url, 'rexian_unsettled_facts')) > 0)
		await new Promise((wake) => setTimeout(wake, 50));
}

async function metric(url: string, name: string): Promise<number> {
	const text = await (await fetch(`${url}/metrics`)).text();
	return Number(new RegExp(`^${name} ([\\d.e+-]+)`, 'm').exec(text)?.[1]);
}

async function bench(load: Load, runs: number): Promise<Section> {
	const ours: Way = { name: 'ours', script: OURS, connections: load.connections };
	const plain: Way = { name: 'plain', script: PLAIN, connections: load.connections };
	const ways = [ours, plain];
	if (load.fewerConnections !== undefined)
		ways.push({
			name: `ours, ${load.fewerConnections} connections`,
			script: OURS,
			connections: load.fewerConnections
		});
	const results = new Map<Way, Run[]>(ways.map((way) => [way, []]));
	for (let run = 0; run < runs; run++)
		for (const way of ways) {
			const result = await once(way, load);
			results.get(way)!.push(result);
			const { eventsPerSecond, settledPerSecond, p99, stall, cpuMicros } = result;
			console.log(
				`  ${way.name}: ${Math.round(eventsPerSecond)} events/s, settled ${Math.round(settledPerSecond)}, p99 ${p99.toFixed(0)} ms, stall ${stall.toFixed(0)} ms, ${cpuMicros.toFixed(1)} µs CPU an event`
			);
		}
	const of = (way: Way, pick: (run: Run) => number, decimals: number) =>
		range(results.get(way)!.map(pick), decimals);
	/** Run by run, ours to plain. */
	const ratio = (pick: (run: Run) => number) =>
		range(
			results.get(ours)!.map((run, i) => pick(run) / pick(results.get(plain)![i]!)),
			2
		);
	return {
		title: load.title,
		text: [
			`${load.connections} connections, each with one request under way; ${SECONDS} s a run after a second of warming up; ${load.durability === 'power' ? 'fsync before each answer' : '`DURABILITY=process`: an answered event survives `kill -9`, not a power loss'}.`,
			'Plain is `scripts/bench/plain-server.ts`: zod a row, HMAC of the caller, canonical content, one insert of objects a request into the same log, and one statement over the log, again and again, that settles what came since into the same table. "Settled" counts until every event is in the figures.',
			`- acknowledged, ours / plain: ${ratio((run) => run.eventsPerSecond)}`,
			`- settled, ours / plain: ${ratio((run) => run.settledPerSecond)}`,
			`- processor time an event of the server, plain / ours: ${ratio((run) => 1 / run.cpuMicros)}; it hardly depends on what else the machine does`
		].join('\n'),
		headings: [
			'way',
			'acknowledged events/s',
			'settled events/s',
			'answer p50 ms',
			'answer p99 ms',
			'longest loop stall ms',
			'CPU µs an event',
			'refused'
		],
		rows: ways.map((way) => [
			way.name,
			of(way, (run) => run.eventsPerSecond, 0),
			of(way, (run) => run.settledPerSecond, 0),
			of(way, (run) => run.p50, 1),
			of(way, (run) => run.p99, 1),
			of(way, (run) => run.stall, 0),
			of(way, (run) => run.cpuMicros, 1),
			String(median(results.get(way)!.map(refusals)))
		]),
		plots: [
			{
				title: 'Settled events a second (median)',
				unit: 'events/s',
				bars: [ours, plain].map((way) => [
					way.name,
					median(results.get(way)!.map((run) => run.settledPerSecond))
				])
			}
		],
		remarks: load.remarks
	};
}

const refusals = ({ refused }: Run) => Object.values(refused).reduce((a, b) => a + b, 0);

const ONE = { eventsPerBody: 1, bodies: 60_000, connections: 256, fewerConnections: 32 };

const LOADS: Record<string, Load> = {
	'ingest-1000': {
		title: 'Ingest over HTTP, 1,000 events a request, 18-field call rows',
		eventsPerBody: 1_000,
		bodies: 900,
		connections: 16,
		durability: 'power',
		remarks:
			'Where ours goes (threads by name in /proc, a loaded machine, of 30 µs an event): 12 the main thread (of which parsing JSON 1.4, the HMAC 1.6, check and canonical content 2.8, the rest reading sockets, columns and the collector), 6 the inserts and settling steps themselves, 3 to 4 their pipelines, 2 merges. Plain on the same day, of 56: 21 the main thread, 9 inserts and steps, 12 parsing JSON rows in the engine, 5 merges. The longest stall (2026-11-29, by the kernel’s account of this thread): of 50 to 90 ms it works 14 to 40 itself, of which the collector takes up to 33; for the rest it waits for one of the two processors, which the engine and the generator keep busy. Before a body let others have their turn every 10 ms it was 174 (172 to 222).'
	},
	'ingest-1': {
		title: 'Ingest over HTTP, one event a request',
		...ONE,
		durability: 'power',
		remarks:
			'An insert costs the engine about 10 ms of processor time and, with fsync, as long again of waiting, whether it brings one event or thousands: what counts is how many requests share it. The rest is the request itself: of about 150 µs on the main thread a third reads it, a third writes the answer, a tenth is the door. All connections have a request under way all the time, so that the median is connections over throughput.'
	},
	'ingest-1-process': {
		title: 'Ingest over HTTP, one event a request, without fsync',
		...ONE,
		durability: 'process',
		remarks: 'The same without the waiting for the disk.'
	}
};

export const ingestSections: Record<string, SectionBench> = Object.fromEntries(
	Object.entries(LOADS).map(([id, load]) => [id, (runs: number) => bench(load, runs)])
);
