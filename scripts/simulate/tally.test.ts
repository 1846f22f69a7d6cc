import { beijingMidnight, DAY_MS } from '#contract/instant';
import { PHONE_SLOT_IDS } from '#contract/slots';
import { describe, expect, it } from 'vitest';
import { createSimulator } from './simulator.ts';
import { Tally } from './tally.ts';

const WEEKS = 4;
const MONDAY = beijingMidnight(Date.parse('2025-10-27T00:00:00+08:00'));

const simulator = createSimulator({ seed: 1, city: '420100', scale: 1 });
const tally = new Tally();
const days = new Tally();
for (let day = 0; day < WEEKS * 7; day++) {
	const facts = simulator.bornOn(MONDAY + day * DAY_MS);
	tally.add(facts);
	if (day % 7 === 2) days.add(facts);
}

describe('four weeks of the city', () => {
	it('have about 4,500 calls on a Wednesday', () => {
		expect(days.calls / WEEKS).toBeGreaterThan(3_700);
		expect(days.calls / WEEKS).toBeLessThan(5_300);
	});

	it.each([
		['connection morning', 0.93, 0.99],
		['connection noon', 0.93, 0.99],
		['connection afternoon', 0.93, 0.98],
		['connection dusk', 0.87, 0.96],
		['connection evening', 0.8, 0.91],
		['connection night', 0.85, 0.94],
		['connection off', 0.93, 0.98],
		['resolved', 0.75, 0.81],
		['not by phone', 0.13, 0.2],
		['after_call answered', 0.42, 0.48],
		['after_call satisfied', 0.965, 0.985],
		['callback satisfied', 0.91, 0.95],
		['online evening', 0.92, 0.985]
	])('have a share of %s from %d to %d', (id, low, high) => {
		expect(tally.share(id)).toBeGreaterThan(low);
		expect(tally.share(id)).toBeLessThan(high);
	});

	it.each(PHONE_SLOT_IDS)('lose calls in clusters: %s', (slot) => {
		expect(tally.overDispersion(slot)).toBeGreaterThan(1.5);
	});
});
