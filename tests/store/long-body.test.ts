/** A body of any length passes in pieces: 200 MB of events do not need 200 MB of memory. */
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import type { IngestReply } from '#contract/ingest';
import { makeFolder, spawnServer, type ServerProcess } from '../harness.ts';

const MEGABYTES = process.env.REXIAN_LONG ? 200 : 24;
/** JavaScript's heap is held below this: whoever needs more for a long body dies of it. */
const HEAP_MEGABYTES = 112;
/** What buffers outside the heap may come to. */
const EXTERNAL_MEGABYTES = 64;

async function externalMegabytes(server: ServerProcess): Promise<number> {
	const text = await (await fetch(`${server.url}/metrics`)).text();
	return Number(/^nodejs_external_memory_bytes (\d+)/m.exec(text)?.[1]) / 2 ** 20;
}

function* lines(bytes: number): Generator<string> {
	const at = Date.now() - 3_600_000;
	for (let sent = 0, i = 0; sent < bytes; i++) {
		const line = `${JSON.stringify({ type: 'call', city: '420100', call_id: `c${i}`, revision: 1, arrived_at: at, queued_at: at + 1, answered_at: at + 2, line: 'x'.repeat(200) })}\n`;
		sent += line.length;
		yield line;
	}
}

function* chunks(parts: Iterable<string>): Generator<string> {
	let chunk = '';
	for (const part of parts) {
		chunk += part;
		if (chunk.length < 64_000) continue;
		yield chunk;
		chunk = '';
	}
	yield chunk;
}

it(`a body of ${MEGABYTES} MB is taken in, and memory stays bounded`, async () => {
	const folder = makeFolder();
	const server = await spawnServer(folder, {
		DURABILITY: 'process',
		NODE_OPTIONS: `--max-old-space-size=${HEAP_MEGABYTES}`
	});
	let peak = 0;
	let done = false;
	const watch = (async () => {
		while (!done) peak = Math.max(peak, await externalMegabytes(server));
	})();
	const reply = await new Promise<IngestReply>((resolve, reject) => {
		const post = request(`${server.url}/v1/events`, { method: 'POST' }, (response) => {
			let text = '';
			response.on('data', (data: Buffer) => (text += data.toString()));
			response.on('end', () => resolve(JSON.parse(text) as IngestReply));
		});
		post.on('error', reject);
		Readable.from(chunks(lines(MEGABYTES * 2 ** 20))).pipe(post);
	});
	done = true;
	await watch;
	await server.kill();
	await rm(folder, { recursive: true, force: true });
	expect(reply.rejected_total).toBe(0);
	expect(reply.accepted).toBeGreaterThan(MEGABYTES * 2_000);
	expect(peak).toBeLessThan(EXTERNAL_MEGABYTES);
});
