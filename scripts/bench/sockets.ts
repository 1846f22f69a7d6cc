/** Thousands of sockets that all hear the same 4 KB once a second: by the product's hub, and by plain ws. */
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { quantile } from './load.ts';
import { median, range, type Section } from './report.ts';
import { startServer } from './servers.ts';

export const SOCKET_CITY = '420100';
export const SNAPSHOT_BYTES = 4_096;
const SOCKETS = 10_000;
const SECONDS = 15;
/** So many at once knock at the door. */
const OPENING = 200;
const AS_OF = /"as_of":"([^"]+)"/;

type Way = 'hub' | 'plain';

interface Run {
	p50: number;
	p99: number;
	/** Share of the messages that should have come. */
	heard: number;
	/** Of one core, while the messages go out. */
	cpu: number;
}

/** Speaks just enough of Socket.IO to join a room: the same client for both, so that it costs the same. */
function speak(socket: WebSocket, text: string, onJoined: () => void): boolean {
	if (text.startsWith('0')) socket.send('40');
	else if (text === '2') socket.send('3');
	else if (text.startsWith('40')) socket.send(`420["live:join","${SOCKET_CITY}"]`);
	else if (text.startsWith('430')) onJoined();
	else return text.startsWith('42');
	return false;
}

async function open(url: string, way: Way, onMessage: (text: string) => void): Promise<WebSocket> {
	const path = way === 'hub' ? '/socket.io/?EIO=4&transport=websocket' : '/';
	const socket = new WebSocket(url.replace('http', 'ws') + path, {
		perMessageDeflate: false,
		skipUTF8Validation: true
	});
	const joined = new Promise<void>((resolve) => {
		socket.on('message', (data: Buffer) => {
			// The head is enough: what a client does with the rest is not the server's.
			const text = data.toString('latin1', 0, 120);
			if (way === 'plain' || speak(socket, text, resolve)) onMessage(text);
		});
	});
	await once(socket, 'open');
	if (way === 'hub') await joined;
	return socket;
}

async function cpuMs(url: string): Promise<number> {
	const response = await fetch(`${url}/cpu`);
	return ((await response.json()) as { cpuMs: number }).cpuMs;
}

async function runOnce(way: Way): Promise<Run> {
	const server = await startServer('scripts/bench/socket-server.ts', { WAY: way });
	const sockets: WebSocket[] = [];
	const waits: number[] = [];
	let isCounting = false;
	const onMessage = (text: string) => {
		if (isCounting) waits.push(Date.now() - Date.parse(AS_OF.exec(text)?.[1] ?? ''));
	};
	try {
		while (sockets.length < SOCKETS)
			sockets.push(
				...(await Promise.all(
					Array.from({ length: OPENING }, () => open(server.url, way, onMessage))
				))
			);
		await sleep(2_000);
		const [before, started] = [await cpuMs(server.url), performance.now()];
		isCounting = true;
		await sleep(SECONDS * 1_000);
		isCounting = false;
		const tookMs = performance.now() - started;
		const cpu = ((await cpuMs(server.url)) - before) / tookMs;
		waits.sort((a, b) => a - b);
		return {
			p50: quantile(waits, 0.5),
			p99: quantile(waits, 0.99),
			heard: waits.length / (SOCKETS * SECONDS),
			cpu
		};
	} finally {
		for (const socket of sockets) socket.terminate();
		await server.stop();
	}
}

export async function benchSockets(runs: number): Promise<Section> {
	const [busy] = loadavg();
	const results: Record<Way, Run[]> = { hub: [], plain: [] };
	for (let run = 0; run < runs; run++)
		for (const way of ['hub', 'plain'] as const) {
			results[way].push(await runOnce(way));
			const { p99, cpu, heard } = results[way].at(-1)!;
			console.log(
				`  sockets: ${way} p99 ${p99} ms, ${(cpu * 100).toFixed(0)} % of a core, heard ${heard.toFixed(3)}`
			);
		}
	const row = (name: string, way: Way) => {
		const of = (pick: (run: Run) => number, decimals: number) =>
			range(results[way].map(pick), decimals);
		return [
			name,
			of(({ p50 }) => p50, 0),
			of(({ p99 }) => p99, 0),
			of(({ cpu }) => 100 * cpu, 0),
			of(({ heard }) => heard, 3)
		];
	};
	const ratios = results.hub.map(({ cpu }, run) => cpu / results.plain[run]!.cpu);
	return {
		title: `${SOCKETS.toLocaleString('en')} sockets`,
		text: `One process, ${SOCKETS.toLocaleString('en')} sockets in one city’s room, ${SNAPSHOT_BYTES / 1024} KB a second to each for ${SECONDS} s; all clients in one other process on the same cores. The hub is the product’s own, behind its gate; plain ws loops over its sockets. Milliseconds from the server’s stamp to the client’s having read it, both on one clock. Load of the machine when it began: ${busy!.toFixed(1)}.`,
		headings: ['way', 'p50 ms', 'p99 ms', '% of a core', 'heard'],
		rows: [row('the hub (Socket.IO)', 'hub'), row('plain ws', 'plain')],
		remarks: `The hub takes ${median(ratios).toFixed(2)} times (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}) the CPU of plain ws in the same run. The aims are 1.8 times, and a p99 of 200 ms: where plain ws misses the latter too, it is the machine that does.`
	};
}
