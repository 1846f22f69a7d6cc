/** The evening rule in simulation: false alerts, delays, and rivals of the same false alarm rate. */
import { HOUR_MS } from '#contract/instant';
import { Draw } from '../../simulate/random.ts';
import { median } from '../report.ts';
import { liveErrors, type Reporting } from './live.ts';
import { delay, falseAlerts, learn } from './play.ts';
import { lastCalls, quarterHour, type Rival } from './rivals.ts';
import { FIRST_DAY, independent, queue, type Evening } from './worlds.ts';

const AT = 2 * HOUR_MS;
export const HISTORIES = 40;
export const EVENINGS = 600;
export const FALLS = 60;

const falling =
	<T>(before: T, after: T) =>
	(at: number) =>
		at < AT ? before : after;

/** False alerts in 30 evenings over several histories, with an interval of 1.96 standard errors. */
function falseIn30(seed: string, name: string, steady: Evening, evenings = EVENINGS) {
	const draw = new Draw(seed, name);
	const rates = Array.from(
		{ length: HISTORIES },
		() => (30 * falseAlerts(draw, steady, learn(draw, steady), evenings)) / evenings
	);
	const mean = rates.reduce((sum, rate) => sum + rate, 0) / HISTORIES;
	const variance = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / (HISTORIES - 1);
	return { mean, half: 1.96 * Math.sqrt(variance / HISTORIES) };
}

/** Calls from the fall to the alert, over several histories; a fall that comes after a false alert is left out. */
function delaysOf(seed: string, name: string, steady: Evening, fallen: Evening): number[] {
	const draw = new Draw(seed, name);
	return Array.from({ length: HISTORIES }, () => learn(draw, steady)).flatMap((tuning) =>
		Array.from({ length: FALLS }, () => delay(draw, fallen, tuning, AT)).filter(
			(calls) => calls !== null
		)
	);
}

const shown = (delays: number[]) => {
	const sorted = [...delays].sort((a, b) => a - b);
	const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
	return `${median(delays)} (95 %: ${middle(sorted)}; nine in ten within ${at(0.9)})`;
};

const withInterval = (delays: number[]) =>
	`${median(delays)} (${middle([...delays].sort((a, b) => a - b))})`;

/** The median's 95 % interval, by the order statistics around it. */
function middle(sorted: readonly number[]): string {
	const half = (1.96 * Math.sqrt(sorted.length)) / 2;
	const at = (rank: number) =>
		sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(rank)))] ?? NaN;
	return `${at(sorted.length / 2 - half - 1)}–${at(sorted.length / 2 + half)}`;
}

/** A rival's false alerts in 30 evenings; an alarm holds for its evening. */
function rivalRate(seed: string, make: () => Rival, steady: Evening, evenings: number): number {
	const draw = new Draw(seed, 'rival');
	let count = 0;
	for (let index = 0; index < evenings; index++) {
		const rival = make();
		if (steady(draw, index).some((trial) => rival(trial))) count++;
	}
	return (30 * count) / evenings;
}

/** Its calls from the fall to the alarm, ascending. */
function rivalDelays(seed: string, make: () => Rival, fallen: Evening): number[] {
	const draw = new Draw(seed, 'rival falls');
	const delays = Array.from({ length: 50 * FALLS }, () => {
		const rival = make();
		let calls = 0;
		for (const trial of fallen(draw, 0)) {
			const after = trial.placed >= FIRST_DAY + 17 * HOUR_MS + AT;
			if (after) calls++;
			if (rival(trial)) return after ? calls : null;
		}
		return Infinity;
	});
	return delays.filter((calls) => calls !== null).sort((a, b) => a - b);
}

/** The most eager one that cries wolf no more often than `most`. */
function tuned(
	seed: string,
	candidates: (() => Rival)[],
	steady: Evening,
	most: number
): () => Rival {
	const isCalm = (make: () => Rival) => rivalRate(seed, make, steady, 16 * EVENINGS) <= most;
	return candidates.find(isCalm) ?? candidates.at(-1)!;
}

const quarterHours = Array.from({ length: 60 }, (_, i) => () => quarterHour(0.1 + i / 100));
const windows = (size: number) =>
	Array.from({ length: size }, (_, i) => () => lastCalls(size, i + 1));

/** Of nine sizes the one that hears the fall first, each as eager as its false alarms may be. */
function bestWindow(seed: string, steady: Evening, fallen: Evening, most: number) {
	return [15, 20, 25, 30, 35, 40, 50, 60, 80]
		.map((size) => {
			const make = tuned(seed, windows(size), steady, most);
			const delays = rivalDelays(seed, make, fallen);
			return {
				size,
				make,
				calls: median(delays),
				interval: middle(delays),
				rate: rivalRate(seed, make, steady, 16 * EVENINGS)
			};
		})
		.sort((a, b) => a.calls - b.calls)[0]!;
}

const signed = (points: number) => (points > 0 ? '+' : '') + points.toFixed(2);

/** The provisional rate of 15 minutes against a true 80 %: mean error in points, and the plain one's. */
function liveFigure(seed: string, reporting: Reporting, anHour: number): Figure {
	const draw = new Draw(seed, 'live rate', reporting, anHour);
	const { plain, corrected, half } = liveErrors(draw, anHour, reporting, 12_000);
	return {
		what: `\`connection_rate_live\`, ${reporting} source, ${anHour} calls an hour: mean error in points`,
		measured: `${signed(corrected)} ± ${half.toFixed(2)} (plain rate ${signed(plain)})`,
		brief: signed(corrected),
		claimed: 'within ±0.5'
	};
}

/** One figure of a seed, at length and in short. */
export interface Figure {
	what: string;
	measured: string;
	brief: string;
	claimed: string;
}

/** Mean and interval, of so many evenings. */
const rateFigure = (
	what: string,
	{ mean, half }: ReturnType<typeof falseIn30>,
	evenings = 30
): Figure => {
	const [times, error] = [mean, half].map((of) => ((of * evenings) / 30).toFixed(2));
	return { what, measured: `${times} ± ${error}`, brief: times!, claimed: '< 1' };
};
const delayFigure = (what: string, delays: number[], claimed: string): Figure => ({
	what,
	measured: shown(delays),
	brief: withInterval(delays),
	claimed
});

/** Everything that one seed says. */
export function figuresOf(seed: string): Figure[] {
	const steady = independent(60, () => 0.05);
	const clustered = queue(62, () => 5);
	const to80 = independent(60, falling(0.05, 0.2));
	const to60 = independent(60, falling(0.05, 0.4));
	const plain = falseIn30(seed, 'steady', steady);
	const ours = delaysOf(seed, 'to80', steady, to80);
	// Rivals may cry wolf as often as ours did at the upper end of its interval.
	const most = plain.mean + plain.half;
	const quarter = median(rivalDelays(seed, tuned(seed, quarterHours, steady, most), to80));
	const part = (median(ours) / quarter).toFixed(2);
	const best = bestWindow(seed, steady, to80, plain.mean);
	const eager = bestWindow(seed, steady, to80, most);
	const wolf = rivalRate(seed, eager.make, clustered, EVENINGS).toFixed(1);
	return [
		rateFigure('false alerts in 30 evenings, 60 independent calls an hour', plain),
		delayFigure('95 % falls to 80 %', ours, '≤ 40'),
		delayFigure('95 % falls to 60 %', delaysOf(seed, 'to60', steady, to60), '≤ 15'),
		{
			what: '15-minute threshold, as often wrong, to 80 %',
			measured: `${quarter}; ours takes ${part} of it`,
			brief: part,
			claimed: '≤ 0.6'
		},
		{
			what: 'best sliding window that is no more often wrong, to 80 %',
			measured: `${best.calls} (95 %: ${best.interval}; last ${best.size} calls, wrong ${best.rate.toFixed(2)} times in 30 evenings)`,
			brief: `${best.calls} (${best.interval})`,
			claimed: 'not faster'
		},
		{
			what: 'best sliding window that is wrong within our interval, to 80 %',
			measured: `${eager.calls} (95 %: ${eager.interval}; last ${eager.size} calls, wrong ${eager.rate.toFixed(2)} times)`,
			brief: `${eager.calls} (${eager.interval})`,
			claimed: ''
		},
		{
			what: 'that window on the queue with clustered losses: false alerts in 30 evenings',
			measured: wolf,
			brief: wolf,
			claimed: ''
		},
		rateFigure(
			'false alerts in 30 evenings, queue with clustered losses',
			falseIn30(seed, 'queue', clustered)
		),
		delayFigure(
			'queue loses two of five agents (to about 73 %)',
			delaysOf(seed, 'agents', clustered, queue(62, falling(5, 3))),
			'≤ 80'
		),
		rateFigure(
			'false alerts a year, 5 calls an evening',
			falseIn30(
				seed,
				'few',
				independent(5 / 7, () => 0.05),
				3_000
			),
			365
		),
		...(['hang-up', 'live'] as const).flatMap((reporting) =>
			[60, 120].map((anHour) => liveFigure(seed, reporting, anHour))
		)
	];
}
