import { expect, it } from 'vitest';
import { rate } from '../statistics/wilson.ts';
import { eveningRate } from './evening.ts';
import type { LiveSections } from './live.ts';
import { PHONE_SLOTS } from './slots.ts';

const slots = (counts: Partial<Record<string, [number, number]>>) =>
	Object.fromEntries(
		PHONE_SLOTS.map(({ id }) => [id, { connection_rate: rate(...(counts[id] ?? [0, 0])) }])
	) as LiveSections['slots']['phone'];

it('adds up dusk, evening and night, and nothing else', () => {
	const shown = slots({ dusk: [9, 10], evening: [5, 10], night: [1, 5], morning: [0, 100] });
	expect(eveningRate(shown)).toEqual(rate(15, 25));
});

it('is nothing before five, never 0', () => {
	expect(eveningRate(slots({ afternoon: [5, 5] })).value).toBeNull();
});
