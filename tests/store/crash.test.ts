/** A killed process loses nothing that was answered, and counts nothing twice. */
import fc from 'fast-check';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { expectSameMeasures } from '../compare.ts';
import { makeFolder, spawnServer, type ServerProcess } from '../harness.ts';
import { currentFacts } from '../oracle/facts.ts';
import { CITIES, deliveries, history } from '../oracle/history.ts';
import type { SentEvent } from '../oracle/event.ts';

const KILLS = process.env.REXIAN_LONG ? 12 : 3;
const folder = makeFolder();
afterAll(() => rm(folder, { recursive: true, force: true }));

const DAY = 86_400_000;

/** The anchor is behind the real clock of the killed process, which rejects the future. */
const ANCHOR = Date.now() - 60_000;
const SENT = fc.sample(history({ anchor: ANCHOR, maxGroups: 250 }), { numRuns: 4, seed: 7 }).flat();

/** Small batches in an arbitrary order, some of them twice. */
function batchesOf(sent: SentEvent[], seed: number): SentEvent[][] {
	const all = fc.sample(deliveries(sent), { numRuns: 1, seed })[0]!.flat();
	return Array.from({ length: Math.ceil(all.length / 5) }, (_, i) => all.slice(5 * i, 5 * i + 5));
}

/** Until no day that is over is read from its facts any more. */
async function rolledUp(server: ServerProcess): Promise<void> {
	const unrolled = async () => {
		const text = await (await fetch(`${server.url}/metrics`)).text();
		return Number(/^rexian_unrolled_days (\d+)/m.exec(text)?.[1]);
	};
	await expect.poll(unrolled).toBe(0);
}

/** Samples drawn apart may give one content two callers, which the contract leaves open. */
function withoutPersons(events: readonly SentEvent[]): SentEvent[] {
	return events.map(({ caller: _caller, citizen: _citizen, ...event }) => event);
}

async function expectExact(server: ServerProcess, sent: SentEvent[]): Promise<void> {
	const isSettled = () =>
		server.get<{ settled: boolean }>(`/v1/measures?city=${CITIES[0]}&from=0&to=1`);
	while (!(await isSettled()).settled) await pause(20);
	const facts = currentFacts(sent);
	for (const city of CITIES)
		// The present may be answered from what was summed up before the kill, a past `now` is not.
		for (const more of [{ now: ANCHOR }, { now: ANCHOR - DAY }, { stepMs: DAY }, { monthEnds: 20 }])
			await expectSameMeasures(server, facts, {
				city,
				from: ANCHOR - ('stepMs' in more ? 20 : 400) * DAY,
				to: ANCHOR + 1,
				...more
			});
}

it('kill -9 at random moments: what was answered is there, what is sent again counts once', async () => {
	const sent = withoutPersons(SENT);
	const batches = batchesOf(sent, 1);
	const unanswered = new Set(batches);
	const answeredBefore: number[] = [];
	/** Killed after so many answers, and so many milliseconds more. */
	const moments = fc.sample(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.nat(60)), {
		numRuns: KILLS,
		seed: 3
	});
	for (let kill = 0; kill < KILLS; kill++) {
		const server = await spawnServer(folder);
		// Three senders, each waiting for its answer, so that a kill always meets some in flight.
		const queue = [...unanswered];
		const senders = [1, 2, 3].map(async () => {
			for (let batch = queue.pop(); batch; batch = queue.pop()) {
				await server.sendAll(batch);
				unanswered.delete(batch);
			}
		});
		const sending = Promise.allSettled(senders);
		const [answers, rest] = moments[kill]!;
		const before = unanswered.size;
		while (unanswered.size > Math.max(1, before - answers)) await pause(1);
		await pause(rest);
		await server.kill();
		await sending;
		answeredBefore.push(batches.length - unanswered.size);
	}
	expect(answeredBefore[0]).toBeGreaterThan(0);
	expect(answeredBefore[0]).toBeLessThan(batches.length);

	const server = await spawnServer(folder);
	try {
		for (const batch of unanswered) await server.sendAll(batch);
		await expectExact(server, sent);
		for (const batch of batchesOf(sent, 2)) await server.sendAll(batch);
		await expectExact(server, sent);
		await rolledUp(server);
		await expectExact(server, sent);
	} finally {
		await server.kill();
	}
});
