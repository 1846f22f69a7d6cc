import { EVENT_SPECS, type EventType } from '#contract/events';
import { beijingMidnight, DAY_MS } from '#contract/instant';
import { describe, expect, it } from 'vitest';
import type { Fact, HotlineEvent } from './events.ts';
import { factKey } from './factKey.ts';
import { HORIZON_DAYS } from './parameters.ts';
import { createSimulator } from './simulator.ts';

const MONDAY = beijingMidnight(Date.parse('2025-11-24T00:00:00+08:00'));
const CITY = { seed: 7, city: '420100', scale: 0.3 };

const born = (seed = CITY.seed, day = MONDAY): Fact[] =>
	createSimulator({ ...CITY, seed }).bornOn(day);

describe('a simulated day', () => {
	it('is the same for the same seed, city and day', () => {
		expect(born()).toEqual(born());
	});

	it('does not depend on the days that were made before it', () => {
		const simulator = createSimulator(CITY);
		for (let back = 10; back > 0; back--) simulator.bornOn(MONDAY - back * DAY_MS);
		expect(simulator.bornOn(MONDAY)).toEqual(born());
	});

	it('is another one for another seed', () => {
		expect(born(8)).not.toEqual(born());
	});

	it('has no id twice, nor one of the day after', () => {
		const facts = [...born(), ...born(CITY.seed, MONDAY + DAY_MS)];
		expect(new Set(facts.map(([first]) => factKey(first.event))).size).toBe(facts.length);
	});

	it('has events of every type', () => {
		expect(new Set(born().map(([first]) => first.event.type))).toEqual(
			new Set(Object.keys(EVENT_SPECS))
		);
	});
});

describe('every simulated event', () => {
	const emissions = born().flat();

	it('obeys the contract and has no key beyond it', () => {
		for (const { event } of emissions) {
			const { schema } = EVENT_SPECS[event.type];
			const parsed = schema.safeParse(event);
			expect(parsed.error, JSON.stringify(event)).toBeUndefined();
			expect(Object.keys(event).filter((key) => !(key in schema.shape))).toEqual([]);
		}
	});

	it('has its stages in order, none later than the instant at which it is reported', () => {
		for (const { at, event } of emissions) {
			const stages: readonly string[] = EVENT_SPECS[event.type satisfies EventType].stages;
			const times = stages.flatMap((stage) => event[stage as keyof HotlineEvent] ?? []).map(Number);
			expect(times, JSON.stringify(event)).toEqual([...times].sort((a, b) => a - b));
			expect(Math.max(-Infinity, ...times), JSON.stringify(event)).toBeLessThanOrEqual(at);
		}
	});

	it('has whole milliseconds, between its day of birth and the horizon', () => {
		for (const { at } of emissions) {
			expect(at).toSatisfy(Number.isInteger);
			expect(at).toBeGreaterThanOrEqual(MONDAY);
			expect(at).toBeLessThan(MONDAY + HORIZON_DAYS * DAY_MS);
		}
	});

	it('is reported in rising revisions at rising instants', () => {
		for (const fact of born()) {
			const reports = fact.map(({ at, event }) => [at, 'revision' in event ? event.revision : 1]);
			expect(reports).toEqual(
				[...reports].sort(([a = 0, m = 0], [b = 0, n = 0]) => m - n || a - b)
			);
			expect(new Set(reports.map(([, revision]) => revision)).size).toBe(reports.length);
			expect(reports.map(([at]) => at)).toEqual(
				reports.map(([at]) => at).sort((a = 0, b = 0) => a - b)
			);
		}
	});

	it('names callers by numbers that nobody can have', () => {
		for (const { event } of emissions)
			if (event.type === 'call' && event.caller !== undefined)
				expect(event.caller).toMatch(/^1990000\d{7}$/);
	});
});
