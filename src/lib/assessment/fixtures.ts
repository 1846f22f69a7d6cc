/** Cities to test the assessment with. */
import type { AssessInput, Measured } from './assess.ts';
import { NATIONAL_2023 } from './national-2023.ts';
import type { Item } from './profile.ts';
import type { Reading } from './readings.ts';

export const ITEMS: readonly Item[] = NATIONAL_2023.indicators.flatMap((first) =>
	first.children.flatMap(({ items }) => items)
);

/** The month of May 2023, Beijing. */
const window = {
	from: Date.parse('2023-05-01T00:00+08:00'),
	to: Date.parse('2023-06-01T00:00+08:00')
};

/** A city of which nothing is known but what is given. */
export function city(over: Partial<AssessInput> = {}): AssessInput {
	return {
		profile: NATIONAL_2023,
		measured: {},
		readings: [],
		tier: null,
		...window,
		asOf: window.to,
		...over
	};
}

/** Every item measured without error at the value that `valueOf` gives; null leaves it unknown. */
export function measureAll(valueOf: (item: Item) => number | null): Record<string, Measured> {
	return Object.fromEntries(
		ITEMS.map((item) => {
			const value = valueOf(item);
			return [item.id, { value, n: value === null ? 0 : 100, low: value, high: value }];
		})
	);
}

/** A reading that covers the window. */
export function readingOf(item: string, value: number, over: Partial<Reading> = {}): Reading {
	return {
		reading_id: `reading-${item}`,
		item,
		value,
		method: 'survey',
		...window,
		n: 30,
		...over
	};
}
