/** An import that is taken back leaves the figures as if it had never been. */
import fc from 'fast-check';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectSameMeasures, inCity } from '../compare.ts';
import { makeFolder, spawnServer, startTestServer } from '../harness.ts';
import { currentFacts } from '../oracle/facts.ts';
import { CITIES, history } from '../oracle/history.ts';
import type { SentEvent } from '../oracle/event.ts';

const ANCHOR = Date.now() - 60_000;
const YEAR = { from: ANCHOR - 400 * 86_400_000, to: ANCHOR + 1, now: ANCHOR };
const CITY = CITIES[0];

let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
	server = await startTestServer();
});
afterAll(() => server.close());

/** Callers are left out: two draws may give one content two of them, which the contract leaves open. */
const drawn = (seed: number): SentEvent[] =>
	fc
		.sample(history({ anchor: ANCHOR, cities: [CITY] }), { numRuns: 3, seed })
		.flat()
		.map(({ caller: _caller, citizen: _citizen, ...event }) => event);

const ndjson = (events: readonly SentEvent[]) =>
	events.map((event) => JSON.stringify(event)).join('\n');
const undo = (url: string, run: string) =>
	fetch(`${url}/v1/imports/${run}/undo`, { method: 'POST' });

describe('taking an import back', () => {
	it.each([
		[1, '420100'],
		[2, '420200'],
		[3, '420300'],
		[4, '420500'],
		[5, '420600']
	])(
		'restores what stood before, whatever it replaced or withdrew (case %i)',
		async (seed, city) => {
			const [live, imported] = [drawn(seed), drawn(seed + 100)].map((sent) =>
				inCity(sent, { [CITY]: city })
			);
			const run = `run-${seed}`;
			await server.send(ndjson(live!.slice(0, 10)));
			await server.send(ndjson(imported!), { 'x-rexian-run': run });
			await server.send(ndjson(live!.slice(10)));
			await server.settled();
			await expectSameMeasures(server, currentFacts([...live!, ...imported!]), { city, ...YEAR });

			const answer = await undo(server.url, run);
			expect(await answer.json()).toEqual({ run, facts: imported!.length });
			await server.settled();
			await expectSameMeasures(server, currentFacts(live!), { city, ...YEAR });

			await server.send(ndjson(imported!), { 'x-rexian-run': `${run}-again` });
			await server.settled();
			await expectSameMeasures(server, currentFacts([...live!, ...imported!]), { city, ...YEAR });
		}
	);

	it('refuses more under its name, and says what it does not know', async () => {
		const late = await server.send(ndjson(drawn(6)), { 'x-rexian-run': 'run-1' });
		expect(late.status).toBe(409);
		expect((await undo(server.url, 'never-was')).status).toBe(404);
		expect((await undo(server.url, encodeURIComponent(`x'; DROP TABLE calls`))).status).toBe(400);
		expect((await server.send('', { 'x-rexian-run': `x' OR 1` })).status).toBe(400);
	});
});

it('an import that was taken back stays so after kill -9', async () => {
	const folder = makeFolder();
	const [live, imported] = [drawn(7), drawn(8)];
	const first = await spawnServer(folder);
	await first.sendAll(live);
	await first.send(ndjson(imported), { 'x-rexian-run': 'r' });
	expect((await undo(first.url, 'r')).status).toBe(200);
	await first.kill();
	const second = await spawnServer(folder);
	await expect
		.poll(() => second.get(`/v1/measures?city=${CITY}&from=0&to=1`))
		.toMatchObject({ settled: true });
	await expectSameMeasures(second, currentFacts(live), { city: CITY, ...YEAR });
	expect((await second.send(ndjson(imported), { 'x-rexian-run': 'r' })).status).toBe(409);
	await second.kill();
	await rm(folder, { recursive: true, force: true });
});
