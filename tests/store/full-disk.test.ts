/** A disk that fills up, a folder that may not be written: said clearly, nothing lost, and it goes on after. */
import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, spawnServer, type ServerProcess } from '../harness.ts';

const CITY = '420100';
const START_MB = 40;
const folder = makeFolder();

/** A file system of its own, small enough to fill: only root may mount one. */
function mountSmall(): boolean {
	if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${START_MB}m`, 'tmpfs', folder], {
			stdio: 'ignore'
		});
		return true;
	} catch {
		return false;
	}
}
const isSmall = mountSmall();
afterAll(async () => {
	if (isSmall) execFileSync('umount', ['-l', folder]);
	await rm(folder, { recursive: true, force: true });
});

/** Ids that do not compress, so that the disk fills soon. */
let sent = 0;
function batch(size: number) {
	const at = Date.now() - 3_600_000;
	return Array.from({ length: size }, () => ({
		type: 'call',
		city: CITY,
		call_id: `${++sent}-${Array.from({ length: 6 }, () => Math.random().toString(36).slice(2)).join('')}`,
		revision: 1,
		arrived_at: at + (sent % 3_000_000),
		queued_at: at + (sent % 3_000_000),
		answered_at: at + (sent % 3_000_000) + 5_000
	}));
}
type Batch = ReturnType<typeof batch>;

/** Another program's files take what room is left. */
function takeTheRest() {
	const file = openSync(join(folder, 'other'), 'a');
	const page = Buffer.alloc(4_096);
	try {
		for (;;) writeSync(file, page);
	} catch (fault) {
		if ((fault as NodeJS.ErrnoException).code !== 'ENOSPC') throw fault;
	} finally {
		closeSync(file);
	}
}

const post = (server: ServerProcess, events: Batch) =>
	server.send(events.map((event) => JSON.stringify(event)).join('\n'));

async function answered(server: ServerProcess): Promise<number> {
	const path = `/v1/measures?city=${CITY}&from=${Date.now() - 86_400_000}&to=${Date.now()}`;
	interface Answer {
		settled: boolean;
		measures: { connection_rate: { denominator: number } };
	}
	let answer = await server.get<Answer>(path);
	await expect.poll(async () => (answer = await server.get<Answer>(path)).settled).toBe(true);
	return answer.measures.connection_rate.denominator;
}

describe.runIf(isSmall)('a disk that is full', () => {
	it('turns senders away, keeps all that it took, goes on when there is room', async () => {
		const dataDir = join(folder, 'store');
		let server = await spawnServer(dataDir);
		let taken = 0;
		let refused: Batch | undefined;
		for (let i = 0; i < 400 && !refused; i++) {
			const events = batch(2_000);
			const response = await post(server, events);
			if (response.status === 200) taken += events.length;
			else {
				expect(response.status).toBe(503);
				expect(response.headers.get('retry-after')).not.toBeNull();
				expect(await response.json()).toMatchObject({
					error: {
						code: 'store_unavailable',
						message: expect.stringContaining('disk is full') as string
					}
				});
				refused = events;
			}
		}
		expect(refused).toBeDefined();
		takeTheRest();
		// It lives, and what it holds can still be asked for.
		expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
		await server.get(`/v1/measures?city=${CITY}&from=0&to=1`);
		// It still turns senders away as long as there is no room; merges that end may make some.
		await expect
			.poll(async () => {
				takeTheRest();
				return (await post(server, refused!)).status;
			})
			.toBe(503);

		execFileSync('mount', ['-o', `remount,size=${START_MB * 8}m`, folder]);
		expect((await post(server, refused!)).status).toBe(200);
		// What was refused may have been taken all the same: sent again, it counts once.
		expect(await answered(server)).toBe(taken + refused!.length);
		await server.kill();
		server = await spawnServer(dataDir);
		expect(await answered(server)).toBe(taken + refused!.length);
		await server.kill();
	});
});

it('a folder that may not be written is named', async () => {
	const parent = makeFolder();
	mkdirSync(join(parent, 'store'));
	chmodSync(join(parent, 'store'), 0o555);
	// Root may write anywhere.
	const options = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
	await expect(spawnServer(join(parent, 'store'), {}, options)).rejects.toThrow(
		/ended with 2[^]*DATA_DIR/
	);
	chmodSync(join(parent, 'store'), 0o755);
	await rm(parent, { recursive: true, force: true });
});
