/** What stops a start: a clear message, and the store unharmed. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, spawnServer, startTestServer } from '../harness.ts';

const folder = makeFolder();
afterAll(() => rm(folder, { recursive: true, force: true }));

const call = {
	type: 'call',
	city: '420100',
	call_id: 'a',
	revision: 1,
	arrived_at: Date.now() - 5000,
	queued_at: Date.now() - 4000,
	answered_at: Date.now() - 1000
};
const path = `/v1/measures?city=420100&from=0&to=${Date.now() + 1e6}`;

describe('a start is refused', () => {
	it('with a bad variable, by its name', async () => {
		await expect(spawnServer(folder, { PORT: 'ninety' })).rejects.toThrow(
			/ended with 2[^]*PORT: got/
		);
	});

	it('with a broken AUTH_FILE, by the entry', async () => {
		const file = join(folder, 'auth.json');
		await writeFile(file, '{"tokens":[{"id":"x","sha256":"y","role":"boss","cities":"all"}]}');
		await expect(spawnServer(folder, { AUTH_FILE: file })).rejects.toThrow(
			/AUTH_FILE: tokens.0.sha256/
		);
	});

	it('on a folder that another process serves, and at its port; that one goes on', async () => {
		const first = await spawnServer(folder);
		await first.sendAll([call]);
		const elsewhere = makeFolder();
		const { port } = new URL(first.url);
		await expect(spawnServer(folder)).rejects.toThrow(/ended with 2[^]*is another server running/);
		await expect(spawnServer(elsewhere, { PORT: port })).rejects.toThrow(/ended with 2[^]*PORT/);
		await rm(elsewhere, { recursive: true, force: true });
		await expect
			.poll(() => first.get(path))
			.toMatchObject({ measures: { connection_rate: { denominator: 1 } } });
		await first.kill();
	});

	it('with another caller key, or without it', async () => {
		const other = join(folder, 'other.key');
		await writeFile(other, 'ab'.repeat(32));
		await expect(spawnServer(folder, { CALLER_KEY_FILE: other })).rejects.toThrow(
			/ended with 2[^]*is not the key/
		);
		const none = { CALLER_KEY_FILE: join(folder, 'none.key') };
		await expect(startTestServer({ folder, env: none })).rejects.toThrow(/restore that file/);
	});
});

it('after all that the store opens, counts what it held, and loses nothing when it is terminated', async () => {
	const server = await spawnServer(folder);
	await expect
		.poll(() => server.get(path))
		.toMatchObject({ measures: { connection_rate: { numerator: 1, denominator: 1 } } });
	await server.sendAll([{ ...call, call_id: 'b' }]);
	const code = new Promise((resolve) => server.child.once('exit', resolve));
	server.child.kill('SIGTERM');
	expect(await code).toBe(0);
	const again = await startTestServer({ folder });
	expect(await again.get(path)).toMatchObject({
		measures: { connection_rate: { denominator: 2 } }
	});
	await again.close();
});
