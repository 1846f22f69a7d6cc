/** Seeded randomness: one independent stream for each key, the same on every run. */
import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

export class Draw {
	readonly #generator;

	/** A stream named by its key, such as (seed, city, day, purpose). */
	constructor(...key: readonly (string | number)[]) {
		const digest = createHash('sha256').update(key.join('/')).digest();
		this.#generator = xoroshiro128plusFromState([0, 4, 8, 12].map((at) => digest.readInt32LE(at)));
	}

	/** Uniform in [0, 1). */
	uniform(): number {
		return uniformFloat64(this.#generator);
	}

	chance(probability: number): boolean {
		return this.uniform() < probability;
	}

	between(low: number, high: number): number {
		return low + (high - low) * this.uniform();
	}

	exponential(mean: number): number {
		return -mean * Math.log(1 - this.uniform());
	}

	/** Normal by Box and Muller. */
	normal(mean: number, deviation: number): number {
		const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
		return mean + deviation * radius * Math.cos(2 * Math.PI * this.uniform());
	}

	/** Lognormal; sigma is the deviation of the logarithm, the mean is median × exp(sigma² / 2). */
	lognormal(median: number, sigma: number): number {
		return median * Math.exp(this.normal(0, sigma));
	}

	/** A gamma factor of mean 1 and variance 1 / shape; shape is a whole number (Erlang). */
	gammaFactor(shape: number): number {
		let sum = 0;
		for (let k = 0; k < shape; k++) sum += this.exponential(1 / shape);
		return sum;
	}

	/** One of the options, as likely as its weight; weights need not add up to 1. */
	pick<Option>(options: readonly (readonly [option: Option, weight: number])[]): Option {
		let left = this.uniform() * options.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [option, weight] of options) if ((left -= weight) < 0) return option;
		const last = options.at(-1);
		if (!last) throw new Error('pick needs at least one option, got none');
		return last[0];
	}
}
