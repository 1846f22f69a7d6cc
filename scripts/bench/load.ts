/** A load generator: prepared bodies over kept-open connections, one request under way in each. */
import { Agent, request } from 'node:http';

export interface Load {
	bodies: readonly Buffer[];
	/** Events in each body. */
	eventsPerBody: number;
	connections: number;
	seconds: number;
}

export interface LoadResult {
	eventsPerSecond: number;
	/** How long it took. */
	seconds: number;
	/** Milliseconds from the request to its answer. */
	p50: number;
	p99: number;
	/** Answers that were not 200, by status. */
	refused: Record<number, number>;
}

export function quantile(sorted: readonly number[], q: number): number {
	return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
}

/** Sends until the time is up; no body is sent twice, so it may end earlier when they run out. */
export async function runLoad(url: string, load: Load): Promise<LoadResult> {
	const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
	const waits: number[] = [];
	const refused: Record<number, number> = {};
	const started = performance.now();
	const deadline = started + load.seconds * 1000;
	let next = 0;

	async function connection(): Promise<void> {
		while (performance.now() < deadline && next < load.bodies.length) {
			const body = load.bodies[next++]!;
			const sent = performance.now();
			const status = await post(url, body, agent);
			if (status === 200) waits.push(performance.now() - sent);
			else refused[status] = (refused[status] ?? 0) + 1;
		}
	}

	await Promise.all(Array.from({ length: load.connections }, connection));
	const seconds = (performance.now() - started) / 1000;
	agent.destroy();
	waits.sort((a, b) => a - b);
	return {
		eventsPerSecond: (waits.length * load.eventsPerBody) / seconds,
		seconds,
		p50: quantile(waits, 0.5),
		p99: quantile(waits, 0.99),
		refused
	};
}

function post(url: string, body: Buffer, agent: Agent): Promise<number> {
	return new Promise((resolve, reject) => {
		const sending = request(
			`${url}/v1/events`,
			{ method: 'POST', agent, headers: { 'content-length': body.length } },
			(response) => {
				response.resume();
				response.on('end', () => resolve(response.statusCode ?? 0));
			}
		);
		sending.on('error', reject);
		sending.end(body);
	});
}
