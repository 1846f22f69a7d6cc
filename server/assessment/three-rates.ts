/** 三率, the three rates, as a city weighs them: a setting, and its defaults. */
import { z } from 'zod';
import { THREE_RATES_DEFAULT, type ThreeRatesChoice } from '#contract/standards';
import type { Settings } from '../settings/settings.ts';

const share = z.number().min(0).max(1);

export const THREE_RATES = {
	kind: 'three_rates',
	schema: z
		.object({
			weights: z.object({ response: share, resolution: share, satisfaction: share }),
			target: share
		})
		.check(({ value, issues }) => {
			const sum = Object.values(value.weights).reduce((total, weight) => total + weight, 0);
			if (Math.abs(sum - 1) > 1e-9)
				issues.push({
					code: 'custom',
					input: value,
					path: ['weights'],
					message: `add up to ${Number(sum.toFixed(9))}, must be 1`
				});
		})
};

export const THREE_RATES_ID = 'three_rates';

/** What the city chose, else the defaults with version 0. */
export async function readThreeRates(
	settings: Settings,
	city: string
): Promise<{ version: number; value: ThreeRatesChoice }> {
	const current = await settings.current(THREE_RATES, city, THREE_RATES_ID);
	return current?.value
		? { version: current.version, value: current.value }
		: { version: 0, value: THREE_RATES_DEFAULT };
}
