import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawSurveys } from './draw.ts';
import { assumedContacts, formatContacts, OFFICIAL_CONTACTS, parseContacts } from './plan.ts';
import type { SurveySlot } from './types.ts';

const phone = (slot: string, connected: number, decided: number, contacts = 4): SurveySlot => ({
	medium: 'phone',
	slot,
	connected,
	decided,
	contacts
});
const CITY: SurveySlot[] = [
	phone('morning', 930, 1000),
	phone('noon', 1, 3),
	phone('afternoon', 880, 1000),
	phone('dusk', 700, 1000),
	phone('evening', 620, 1000),
	phone('night', 55, 100),
	{ medium: 'online', slot: 'morning', connected: 97, decided: 100, contacts: 2 },
	{ medium: 'online', slot: 'afternoon', connected: 50, decided: 50, contacts: 2 },
	{ medium: 'online', slot: 'evening', connected: 0, decided: 9, contacts: 2 }
];

/** The exact distribution of connected contacts: slots are independent binomials. */
function exact(slots: readonly SurveySlot[]): number[] {
	let chances = [1];
	for (const { connected, decided, contacts } of slots)
		for (let contact = 0; contact < contacts; contact++) {
			const p = connected / decided;
			const next = Array<number>(chances.length + 1).fill(0);
			for (const [count, chance] of chances.entries()) {
				next[count]! += chance * (1 - p);
				next[count + 1]! += chance * p;
			}
			chances = next;
		}
	return chances;
}

describe('drawn surveys', () => {
	it.each([1, 2, 3])(
		'have the city’s slot-weighted rate as their mean, within its error (seed %i)',
		(seed) => {
			const { all, phone, online, slots } = drawSurveys({ slots: CITY, draws: 4000, seed });
			for (const spread of [all, phone, online, ...slots.map((slot) => slot.spread)])
				expect(Math.abs(spread!.mean - spread!.true_rate)).toBeLessThanOrEqual(
					4 * spread!.mean_error + 1e-12
				);
			const truth = CITY.reduce((sum, s) => sum + (s.contacts * s.connected) / s.decided, 0) / 30;
			expect(all!.true_rate).toBeCloseTo(truth, 12);
		}
	);

	it('spread as the exact distribution does', () => {
		const draws = 20_000;
		const { all } = drawSurveys({ slots: CITY, draws, seed: 7 });
		for (const [count, chance] of exact(CITY).entries()) {
			const error = Math.sqrt((chance * (1 - chance)) / draws);
			expect(Math.abs(all!.histogram[count]! / draws - chance)).toBeLessThanOrEqual(
				4.5 * error + 1 / draws
			);
		}
		const unlucky = exact(CITY).reduce(
			(sum, chance, count) => sum + (count / 30 <= all!.true_rate - 0.1 + 1e-9 ? chance : 0),
			0
		);
		expect(all!.unlucky.share).toBeCloseTo(unlucky, 1);
	});

	it('are the same for the same seed, and others for another', () => {
		const draw = (seed: number) => drawSurveys({ slots: CITY, draws: 500, seed });
		expect(draw(5)).toEqual(draw(5));
		expect(draw(5).all!.histogram).not.toEqual(draw(6).all!.histogram);
	});

	it('see all or nothing where the city connects all or nothing', () => {
		const { slots } = drawSurveys({ slots: CITY, draws: 200, seed: 1 });
		expect(slots[7]!.spread).toMatchObject({ mean: 1, p2_5: 1, p97_5: 1, unlucky: { share: 0 } });
		expect(slots[8]!.spread).toMatchObject({ mean: 0, p97_5: 0 });
	});

	it('leave out and name a slot in which nothing was decided, and one without contacts', () => {
		const slots = [phone('dusk', 0, 0), phone('evening', 5, 10), phone('night', 5, 10, 0)];
		const result = drawSurveys({ slots, draws: 100, seed: 1 });
		expect(result.empty).toEqual([{ medium: 'phone', slot: 'dusk' }]);
		expect(result.slots.map(({ spread }) => spread?.contacts ?? null)).toEqual([null, 4, null]);
		expect(result.all?.contacts).toBe(4);
		expect(result.online).toBeNull();
	});

	it('have ordered quantiles, and a histogram that holds every survey', () => {
		const slot = fc
			.integer({ min: 1, max: 50 })
			.chain((n) => fc.tuple(fc.nat(n), fc.constant(n), fc.nat(6)));
		fc.assert(
			fc.property(fc.array(slot, { minLength: 1, maxLength: 4 }), fc.nat(1e6), (parts, seed) => {
				const slots = parts.map(([k, n, contacts]) => phone('dusk', k, n, contacts));
				const { all } = drawSurveys({ slots, draws: 50, seed });
				if (!all) {
					expect(slots.every(({ contacts }) => contacts === 0)).toBe(true);
					return;
				}
				const { p2_5, p25, p50, p75, p97_5, histogram } = all;
				const quantiles = [0, p2_5, p25, p50, p75, p97_5, 1];
				expect(quantiles).toEqual([...quantiles].sort((a, b) => a - b));
				expect(histogram.reduce((sum, n) => sum + n, 0)).toBe(50);
			})
		);
	});
});

describe('contacts by slot', () => {
	it('make the 30 of the report', () => {
		const contacts = assumedContacts();
		expect(contacts.reduce((sum, slot) => sum + slot.contacts, 0)).toBe(OFFICIAL_CONTACTS);
		expect(parseContacts(formatContacts(contacts))).toEqual(contacts);
	});
	it.each([
		'',
		'1,2',
		'0,0,0,0,0,0,0,0,0',
		'4,4,4,4,4,4,2,2,x',
		'4,4,4,4,4,4,2,2,201',
		'4,4,4,4,4,4,2,2,-2'
	])('that read “%s” are refused', (text) => expect(parseContacts(text)).toBeNull());
});
