/** From the POST of the calls that make an evening fall to the robot that is told of it. */
import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/instant';
import { readEnv } from '../../../server/env.ts';
import { startServer } from '../../../server/server.ts';

/** Each falls once: as many measurements. */
const CITIES = ['420100', '430100', '510100', '320100', '330100'];
const EVENING = Date.parse('2026-11-24T19:00+08:00');

/** Calls a minute apart, every `lossEach`th lost. */
function calls(city: string, from: number, minutes: number, lossEach: number) {
	return Array.from({ length: minutes }, (_, index) => {
		const at = from + index * MINUTE_MS;
		const lost = index % lossEach === lossEach - 1;
		return JSON.stringify({
			type: 'call',
			city,
			call_id: `${at}`,
			revision: 1,
			arrived_at: at,
			queued_at: at,
			ended_at: at + 10_000,
			...(!lost && { answered_at: at + 5_000 })
		});
	}).join('\n');
}

/** Resolves when a message comes in that names the city. */
async function openRobot() {
	const waiting: ((text: string) => void)[] = [];
	const server = createServer((request, response) => {
		let text = '';
		request.on('data', (chunk: Buffer) => (text += chunk.toString()));
		request.on('end', () => {
			response.setHeader('content-type', 'application/json');
			response.end('{"errcode":0,"errmsg":"ok"}');
			if (text.includes('告警】')) waiting.shift()?.(text);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/cgi-bin/webhook/send?key=K`,
		message: () => new Promise<string>((resolve) => waiting.push(resolve)),
		close: () => server.close()
	};
}

/** Seconds, one a city. */
export async function messageSeconds(): Promise<number[]> {
	const folder = await mkdtemp(join(tmpdir(), 'rexian-bench-'));
	const robot = await openRobot();
	let now = EVENING;
	const env = readEnv({ PORT: '0', DATA_DIR: folder });
	const server = await startServer(env, () => now);
	const post = (path: string, body: string) => fetch(server.url + path, { method: 'POST', body });
	try {
		for (const city of CITIES) {
			for (let day = 30; day >= 1; day--)
				await post('/v1/events', calls(city, EVENING - day * DAY_MS - 2 * HOUR_MS, 6 * 60, 20));
		}
		await server.settled();
		const value = { name: 'bench', kind: 'wecom', secrets: { address: robot.url } };
		await post('/v1/channels', JSON.stringify({ value: { ...value, alert_kinds: ['fall'] } }));
		now += 10 * MINUTE_MS;
		for (const city of CITIES) await post('/v1/events', calls(city, now, 20, 20));
		now += 20 * MINUTE_MS;
		await server.settled();
		await server.alerts.passNow();
		const seconds: number[] = [];
		for (const city of CITIES) {
			const heard = robot.message();
			const body = calls(city, now, 20, 1);
			now += 20 * MINUTE_MS;
			const started = performance.now();
			await post('/v1/events', body);
			await heard;
			seconds.push((performance.now() - started) / 1000);
		}
		return seconds;
	} finally {
		await server.close();
		robot.close();
		await rm(folder, { recursive: true, force: true });
	}
}
