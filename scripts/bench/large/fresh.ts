/** From the POST of a call to the message in the sockets that look at its city. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createStream, FLOW, LIVE, PROBED, type Mix } from './flow-events.ts';
import { openHistory, openingMs } from './store.ts';
import { quantile } from '../load.ts';
import { range, type Section } from '../report.ts';
import { startServer } from '../servers.ts';

/** `BENCH_FRESH` names another size, such as 100000000. */
const SIZE = Number(process.env.BENCH_FRESH ?? 10_000_000);
const SOCKETS = 1_000;
const EVENTS_A_SECOND = 5_000;
const EVENTS_A_BODY = 100;
/** So long the last message is waited for. */
const LONGEST_MS = 30_000;
const PROBES = 20;
/** Of the load, before the first probe. */
const WARM_UP_MS = 30_000;
const REMARKS =
	'A call waits for its group commit, for the settle step under way and the rest after it (50 ms at most), for its own step, and for the tick of its city. A profile of live events over 10 M calls (2026-11-30, every statement timed, medians of 20 probes, 735 ms in all): durable after 155, then 255 until the step under way is over, 220 in its own step until walls are told, 110 until the tick of the city is out, of which 7 are its own: the ticks of all ten cities begin at once and take the main thread ten each. A step takes in 1,900 calls in 365 ms, which are 220 until walls are told: 79 find the winners, 30 ask which identities may be known, 30 write the calls, 28 empty what the last step found, 25 read back what walls follow (beside it 21 what alerts follow), 12 the days; the other 145 write the heads, which takes 8 by itself: its answer waits for the main thread, which makes the ticks. Without fsync of what a step writes it is the same. A processor profile of the main thread over 15 s: idle 26 %, ticks 22 (waits and quantiles 5, sums 3, what changed 2), sockets 6, garbage 6, the engine’s calls 6, reading and checking bodies 5. An insert into the log takes the engine 13 to 15 ms of processor time however few facts it brings: since commits that several requests share rest as long as they took (50 ms at most) there are 7 a second instead of 18, and single runs, with watches of cities still opening beside them, take 623, 669 and 1,079 instead of 1,234 and 1,247 ms (100 ms of rest: 810). With all watches open it is 635 to 796. Where 3 % are months late and 2 % move, each step writes to a dozen partitions and each such day is rolled up anew beside it. From the second run on live events follow the mixed ones, whose days are still being rolled up then. On 2026-11-29, before: live events 1.7 s (p99 2.5) over 100 M calls, late and moved ones 7.1 (25.7).';
const MIXES = { 'live events, 5 % sent again': LIVE, 'and 3 % months late, 2 % moved': FLOW };

interface Run {
	p50: number;
	p99: number;
	/** Messages seen of those expected. */
	seen: number;
}

/** Sends at the rate until told to stop. */
async function background(url: string, mix: Mix, isOver: () => boolean): Promise<void> {
	const stream = createStream([], `fresh-${Date.now()}`, Math.random, mix);
	const started = performance.now();
	for (let i = 0; !isOver(); i++) {
		await pause(
			Math.max(0, started + (1_000 * i * EVENTS_A_BODY) / EVENTS_A_SECOND - performance.now())
		);
		// A server that cannot keep up shows in the delays.
		void post(url, stream.body(EVENTS_A_BODY, Date.now())).catch(() => undefined);
	}
}

async function post(url: string, body: Buffer): Promise<void> {
	const response = await fetch(`${url}/v1/events`, { method: 'POST', body: new Uint8Array(body) });
	const text = await response.text();
	if (response.status !== 200 && response.status !== 429 && response.status !== 503)
		throw new Error(`POST /v1/events: ${response.status} ${text}`);
}

async function measureOnce(url: string, mix: Mix): Promise<Run> {
	const script = fileURLToPath(new URL('fresh-sockets.ts', import.meta.url));
	const screens = spawn(process.execPath, ['--import', 'tsx', script, url, String(SOCKETS)], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const lines = createInterface({ input: screens.stdout });
	/** By count of the city's calls: when each socket saw it. */
	const seen = new Map<number, number[]>();
	let isReady = () => {};
	const ready = new Promise<void>((resolve) => (isReady = resolve));
	let first = 0;
	lines.on('line', (line) => {
		const message = JSON.parse(line) as { ready: number } | { n: number; at: number[] };
		if ('ready' in message) {
			first = message.ready;
			isReady();
		} else seen.set(message.n, [...(seen.get(message.n) ?? []), ...message.at]);
	});
	await ready;
	let isOver = false;
	const others = background(url, mix, () => isOver);
	await pause(WARM_UP_MS);
	const sent: number[] = [];
	for (let i = 0; i < PROBES; i++) {
		const at = Date.now() - 1_000;
		sent.push(performance.timeOrigin + performance.now());
		const call_id = `fresh-${at}-${i}`;
		await post(
			url,
			Buffer.from(
				JSON.stringify({
					type: 'call',
					city: PROBED,
					call_id,
					revision: 1,
					arrived_at: at,
					queued_at: at,
					answered_at: at
				})
			)
		);
		// Not in step with the ticks.
		await pause(300 + 137 * (i % 3));
	}
	const deadline = performance.now() + LONGEST_MS;
	const isAllSeen = () => (seen.get(first + PROBES)?.length ?? 0) >= SOCKETS / 10;
	while (!isAllSeen() && performance.now() < deadline) await pause(100);
	isOver = true;
	await others;
	const ended = once(screens, 'exit');
	screens.kill('SIGKILL');
	await ended;
	// A message that shows a later call shows the earlier one too.
	const delays = sent.flatMap((at, i) => {
		const n = first + i + 1;
		const shown = [...seen].filter(([count]) => count >= n).sort(([a], [b]) => a - b)[0];
		return (shown?.[1] ?? []).map((arrived) => arrived - at);
	});
	delays.sort((a, b) => a - b);
	return {
		p50: quantile(delays, 0.5),
		p99: quantile(delays, 0.99),
		seen: delays.length / (PROBES * (SOCKETS / 10))
	};
}

export async function benchFresh(runs: number): Promise<Section> {
	const { folder, remove } = await openHistory(SIZE);
	const server = await startServer('server/main.ts', { DATA_DIR: folder });
	const results = Object.keys(MIXES).map((name) => ({ name, runs: [] as Run[] }));
	try {
		await pause(openingMs(SIZE));
		for (let run = 0; run < runs; run++)
			for (const { name, runs: own } of results) {
				own.push(await measureOnce(server.url, MIXES[name as keyof typeof MIXES]));
				const { p50, p99, seen } = own.at(-1)!;
				console.log(
					`  ${name}: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ${(100 * seen).toFixed(0)} % seen`
				);
			}
	} finally {
		await server.stop();
		await remove();
	}
	return {
		title: 'From the POST to the screen',
		text: `${SOCKETS.toLocaleString('en')} sockets over ten cities, a hundred of them at the city that is probed; ${EVENTS_A_SECOND.toLocaleString('en')} events/s to all 334 cities meanwhile, over ${SIZE / 1e6} M calls of history; fsync before each answer. The server stands for ${Math.round(openingMs(SIZE) / 1_000)} s without load first, as one that was not started just now; ${WARM_UP_MS / 1_000} s of load pass before the first probe. From before the POST of a call until each socket has a message that counts it.`,
		headings: [
			'load',
			'p50 ms (bound 200)',
			'p99 ms (bound 500)',
			'messages seen of those expected'
		],
		rows: results.map(({ name, runs: own }) => {
			const of = (pick: (run: Run) => number, decimals = 0) => range(own.map(pick), decimals);
			return [name, of((run) => run.p50), of((run) => run.p99), of((run) => run.seen, 2)];
		}),
		remarks: REMARKS
	};
}
