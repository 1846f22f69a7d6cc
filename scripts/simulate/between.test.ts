import { beijingMidnight, DAY_MS, HOUR_MS } from '#contract/instant';
import { describe, expect, it } from 'vitest';
import { emissionsBetween } from './between.ts';
import type { Emission } from './events.ts';
import { factKey } from './factKey.ts';
import { createSimulator } from './simulator.ts';
import { splitAt } from './split.ts';

const MONDAY = beijingMidnight(Date.parse('2025-11-24T00:00:00+08:00'));
const CITY = { seed: 3, city: '420100', scale: 0.05 };

async function between(from: number, to: number): Promise<Emission[]> {
	const all: Emission[] = [];
	for await (const batch of emissionsBetween(createSimulator(CITY), from, to)) all.push(...batch);
	return all;
}

describe('a stretch of time', () => {
	it('is the same made at once, day by day, or cut anywhere', async () => {
		const whole = await between(MONDAY, MONDAY + 2 * DAY_MS);
		const cuts = [0, 24, 31.7, 48].map((hours) => MONDAY + Math.round(hours * HOUR_MS));
		const parts: Emission[] = [];
		for (const [index, to] of cuts.slice(1).entries())
			parts.push(...(await between(cuts[index] ?? to, to)));
		expect(parts).toEqual(whole);
		expect(whole.length).toBeGreaterThan(1_500);
	}, 30_000);

	it('comes in the order of reporting', async () => {
		const instants = (await between(MONDAY, MONDAY + DAY_MS)).map(({ at }) => at);
		expect(instants).toEqual([...instants].sort((a, b) => a - b));
	});
});

describe('facts split at an instant', () => {
	const facts = createSimulator(CITY).bornOn(MONDAY);
	const noon = MONDAY + 12 * HOUR_MS;

	it('lose nothing: what was reported and what lies ahead end in the same last revisions', () => {
		const { reported, ahead } = splitAt(facts, -Infinity, noon);
		const last = new Map<string, unknown>();
		for (const event of [...reported, ...ahead.map((emission) => emission.event)])
			last.set(factKey(event), event);
		for (const fact of facts) {
			const event = (fact.at(-1) ?? fact[0]).event;
			expect(last.get(factKey(event))).toEqual(event);
		}
	});

	it('leave out what was delivered before', () => {
		const eleven = noon - HOUR_MS;
		const first = splitAt(facts, -Infinity, eleven).reported;
		const second = splitAt(facts, eleven, noon).reported;
		const both = new Set([...first, ...second]);
		for (const event of splitAt(facts, -Infinity, noon).reported) expect(both).toContain(event);
		expect(second.length).toBeLessThan(first.length);
	});
});
