/**
 * Who calls: mostly residents at random, a few people again and again.
 *
 * Numbers are `199 0000` and seven digits, 14 in all: Chinese mobile numbers have 11, so none of them
 * can be anybody's.
 */
import { FREQUENT_CALLERS, FREQUENT_SHARE, RESIDENTS, WITHHELD_SHARE } from './parameters.ts';
import { Draw } from './random.ts';

const PREFIX = '1990000';
const NUMBERS = 10_000_000;

/** Draws residents of one city; the same resident has the same number for the same seed. */
export class Callers {
	readonly #offset: number;
	readonly #residents: number;

	constructor(seed: number, city: string, scale: number) {
		this.#offset = Math.floor(new Draw(seed, city, 'callers').uniform() * NUMBERS);
		this.#residents = Math.max(1_000, Math.min(NUMBERS, Math.round(RESIDENTS * scale)));
	}

	/** A caller's number; undefined when it is withheld. */
	draw(draw: Draw): string | undefined {
		return draw.chance(WITHHELD_SHARE) ? undefined : this.number(this.resident(draw));
	}

	/** A resident's index: the first ones are the frequent callers, weighted like 1 / rank. */
	resident(draw: Draw): number {
		return draw.chance(FREQUENT_SHARE)
			? Math.floor(FREQUENT_CALLERS ** draw.uniform()) - 1
			: Math.floor(draw.uniform() * this.#residents);
	}

	number(resident: number): string {
		return PREFIX + String((this.#offset + resident) % NUMBERS).padStart(7, '0');
	}
}
