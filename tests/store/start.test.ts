/** What stops a start: a clear message, and the store unharmed. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, spawnServer } from '../harness.ts';

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

	it('on a folder that another process serves, which goes on', async () => {
		const first = await spawnServer(folder);
		await first.sendAll([call]);
		await expect(spawnServer(folder)).rejects.toThrow(/ended with 2[^]*is another server running/);
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
		await expect(
			spawnServer(folder, { CALLER_KEY_FILE: join(folder, 'none.key') })
		).rejects.toThrow(/restore that file/);
	});

	it('where its port is taken', async () => {
		const first = await spawnServer(folder);
		const second = makeFolder();
		await expect(spawnServer(second, { PORT: new URL(first.url).port })).rejects.toThrow(
			/ended with 2[^]*PORT/
		);
		await rm(second, { recursive: true, force: true });
		await first.kill();
	});
});

it('after all that the store opens and counts what it held', async () => {
	const server = await spawnServer(folder);
	await expect
		.poll(() => server.get(path))
		.toMatchObject({ measures: { connection_rate: { numerator: 1, denominator: 1 } } });
	await server.kill();
});

it('a terminated server says goodbye and loses nothing', async () => {
	const server = await spawnServer(folder);
	await server.sendAll([{ ...call, call_id: 'b' }]);
	const code = new Promise((resolve) => server.child.once('exit', resolve));
	server.child.kill('SIGTERM');
	expect(await code).toBe(0);
	const again = await spawnServer(folder);
	expect(await again.get(path)).toMatchObject({
		measures: { connection_rate: { denominator: 2 } }
	});
	await again.kill();
});
