/**
 * What no event tells: results of surveys and test calls, published each Monday at ten for the four
 * weeks before. Seven items of the index that rest on readings get none: they stay unknown on purpose.
 */
import { DAY_MS, HOUR_MS } from '#contract/instant';
import { dayName, weekday } from './calendar.ts';
import type { City } from './dials.ts';
import type { Fact } from './events.ts';
import { Draw } from './random.ts';

interface Published {
	item: string;
	method: 'inspection' | 'survey';
	mean: number;
	deviation: number;
	/** Greatest value in the item's unit: 1 of a ratio, 100 of a score. */
	most: number;
	n: number;
}

const PUBLISHED: readonly Published[] = [
	{ item: 'awareness', method: 'survey', mean: 0.87, deviation: 0.015, most: 1, n: 520 },
	{ item: 'willingness', method: 'survey', mean: 0.985, deviation: 0.005, most: 1, n: 520 },
	{ item: 'overall_experience', method: 'survey', mean: 94, deviation: 1, most: 100, n: 520 },
	{ item: 'trust', method: 'survey', mean: 95, deviation: 1, most: 100, n: 520 },
	{ item: 'phone_script', method: 'inspection', mean: 80, deviation: 2, most: 100, n: 30 },
	{ item: 'phone_communication', method: 'inspection', mean: 79, deviation: 2, most: 100, n: 30 },
	{ item: 'phone_understanding', method: 'inspection', mean: 78, deviation: 2, most: 100, n: 30 },
	{ item: 'phone_service', method: 'inspection', mean: 82, deviation: 2, most: 100, n: 30 },
	{ item: 'knowledge_fluency', method: 'inspection', mean: 79, deviation: 2, most: 100, n: 30 },
	{ item: 'answer_accuracy', method: 'inspection', mean: 81, deviation: 2, most: 100, n: 30 }
];

export function readingsOf(city: City, midnight: number): Fact[] {
	if (weekday(midnight) !== 1) return [];
	const draw = new Draw(city.seed, city.city, midnight, 'readings');
	return PUBLISHED.map(({ item, method, mean, deviation, most, n }) => {
		const value = Math.min(most, draw.normal(mean, deviation));
		return [
			{
				at: midnight + 10 * HOUR_MS,
				event: {
					type: 'reading',
					city: city.city,
					reading_id: `${city.seed}-${dayName(midnight)}-${item}`,
					revision: 1,
					item,
					value: Number(value.toFixed(most === 1 ? 4 : 2)),
					method,
					from: midnight - 28 * DAY_MS,
					to: midnight,
					n
				}
			}
		];
	});
}
