/** A mixture of two normals for the scores of all cities: most stand near 76 or near 55, few between. */
import { normalCdf } from '#assessment/normal';

const GRID_FROM = 10;
const GRID_STEP = 0.1;
const GRID_POINTS = 1001;

/** Mean and cut-offs of each grade, best first, if the scores are distributed as `cdf` says. */
interface Binned {
	means: number[];
	cutoffs: number[];
}

/** Cuts a distribution at the shares of the grades: means are of the scores between two cut-offs. */
function bin(cdf: (score: number) => number, cities: readonly number[]): Binned {
	const all = cities.reduce((sum, n) => sum + n, 0);
	const means: number[] = [];
	const cutoffs: number[] = [];
	let grade = cities.length - 1;
	let [mass, moment] = [0, 0];
	let left = cities[grade]! / all;
	let before = 0;
	for (let point = 1; point < GRID_POINTS && grade >= 0; point++) {
		const upper = GRID_FROM + point * GRID_STEP;
		const at = cdf(upper);
		let step = at - before;
		before = at;
		while (grade > 0 && mass + step >= left) {
			const score = upper - GRID_STEP * (1 - (left - mass) / step);
			means[grade] = (moment + (left - mass) * (upper - GRID_STEP / 2)) / left;
			step -= left - mass;
			cutoffs[--grade] = score;
			[mass, moment] = [0, 0];
			left = cities[grade]! / all;
		}
		mass += step;
		moment += step * (upper - GRID_STEP / 2);
	}
	means[0] = moment / mass;
	return { means, cutoffs };
}

/** [share of the upper peak, its centre and spread, centre and spread of the lower]. */
type Peaks = [number, number, number, number, number];
const START: Peaks = [0.5, 76, 4, 55, 5];
const STEPS: Peaks = [0.08, 2, 1, 2, 1];

/** Fits the five parameters to the means by compass search: steps that help are kept, others halved. */
export function fitTwoPeaks(means: readonly number[], cities: readonly number[]): Binned {
	const binned = ([share, high, highSd, low, lowSd]: Peaks) =>
		bin(
			(score) =>
				share * normalCdf((score - high) / highSd) + (1 - share) * normalCdf((score - low) / lowSd),
			cities
		);
	const miss = (peaks: Peaks) => {
		const [share, , highSd, , lowSd] = peaks;
		if (share <= 0 || share >= 1 || highSd < 0.5 || lowSd < 0.5) return Infinity;
		return binned(peaks).means.reduce((sum, m, k) => sum + cities[k]! * (m - means[k]!) ** 2, 0);
	};
	let best = START;
	let least = miss(best);
	for (let scale = 1; scale > 0.02;) {
		const tries = STEPS.flatMap((step, at) =>
			[step, -step].map((move) => best.with(at, best[at]! + move * scale) as Peaks)
		);
		const found = tries.map((peaks) => ({ peaks, miss: miss(peaks) }));
		const better = found.reduce((a, b) => (b.miss < a.miss ? b : a));
		if (better.miss < least) [best, least] = [better.peaks, better.miss];
		else scale /= 2;
	}
	return binned(best);
}
