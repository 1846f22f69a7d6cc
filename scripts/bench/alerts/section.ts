/** What the evening rule is worth, in simulation: false alerts, delays, and rivals of the same false alarm rate. */
import { HOUR_MS } from '#contract/instant';
import { RateWatch } from '../../../src/lib/alerts/watch.ts';
import { Draw } from '../../simulate/random.ts';
import { median, type Section } from '../report.ts';
import { delay, falseAlerts, learn } from './play.ts';
import { lastCalls, quarterHour, type Rival } from './rivals.ts';
import { FIRST_DAY, independent, queue, type Evening } from './worlds.ts';

const AT = 2 * HOUR_MS;
const HISTORIES = 10;
const EVENINGS = 800;
const FALLS = 100;
const SPEED_FACTS = 1_000_000;

const falling =
	<T>(before: T, after: T) =>
	(at: number) =>
		at < AT ? before : after;

/** False alerts in 30 evenings over several histories, with an interval of 1.96 standard errors. */
function falseIn30(name: string, steady: Evening, evenings = EVENINGS) {
	const draw = new Draw('bench', name);
	const rates = Array.from(
		{ length: HISTORIES },
		() => (30 * falseAlerts(draw, steady, learn(draw, steady), evenings)) / evenings
	);
	const mean = rates.reduce((sum, rate) => sum + rate, 0) / HISTORIES;
	const variance = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / (HISTORIES - 1);
	return { mean, half: 1.96 * Math.sqrt(variance / HISTORIES) };
}

/** Calls from the fall to the alert, over several histories; a fall that comes after a false alert is left out. */
function delaysOf(name: string, steady: Evening, fallen: Evening): number[] {
	const draw = new Draw('bench', name);
	return Array.from({ length: HISTORIES }, () => learn(draw, steady)).flatMap((tuning) =>
		Array.from({ length: FALLS }, () => delay(draw, fallen, tuning, AT)).filter(
			(calls) => calls !== null
		)
	);
}

const shown = (delays: number[]) => {
	const sorted = [...delays].sort((a, b) => a - b);
	const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
	return `${median(delays)} (90 %: ${at(0.9)})`;
};

/** A rival's false alerts in 30 evenings, and its median delay; an alarm holds for its evening. */
function rivalRate(make: () => Rival, steady: Evening, evenings: number): number {
	const draw = new Draw('bench', 'rival');
	let count = 0;
	for (let index = 0; index < evenings; index++) {
		const rival = make();
		if (steady(draw, index).some((trial) => rival(trial))) count++;
	}
	return (30 * count) / evenings;
}

function rivalDelay(make: () => Rival, fallen: Evening): number {
	const draw = new Draw('bench', 'rival falls');
	const delays = Array.from({ length: 10 * FALLS }, () => {
		const rival = make();
		let calls = 0;
		for (const trial of fallen(draw, 0)) {
			const after = trial.placed >= FIRST_DAY + 17 * HOUR_MS + AT;
			if (after) calls++;
			if (rival(trial)) return after ? calls : null;
		}
		return Infinity;
	});
	return median(delays.filter((calls) => calls !== null));
}

/** The most eager one that cries wolf no more often than `most`. */
function tuned(candidates: (() => Rival)[], steady: Evening, most: number): () => Rival {
	return (
		candidates.find((make) => rivalRate(make, steady, 4 * EVENINGS) <= most) ?? candidates.at(-1)!
	);
}

const quarterHours = Array.from({ length: 60 }, (_, i) => () => quarterHour(0.1 + i / 100));
const windows = (size: number) =>
	Array.from({ length: size }, (_, i) => () => lastCalls(size, i + 1));

function speed(steady: Evening): number {
	const tuning = learn(new Draw('bench', 'speed'), steady);
	const draw = new Draw('bench', 'speed facts');
	const facts = Array.from({ length: 400 }, (_, index) => steady(draw, index)).flat();
	const watch = new RateWatch(() => tuning);
	const started = performance.now();
	for (let done = 0; done < SPEED_FACTS; done++) watch.add(facts[done % facts.length]!);
	return SPEED_FACTS / ((performance.now() - started) / 1000);
}

export function benchAlerts(runs: number): Section {
	const steady = independent(60, () => 0.05);
	const clustered = queue(62, () => 5);
	const few = independent(5 / 7, () => 0.05);
	const to80 = independent(60, falling(0.05, 0.2));
	const plain = falseIn30('steady', steady);
	const jam = falseIn30('queue', clustered);
	const rare = falseIn30('few', few, 3_000);
	const ours = delaysOf('to80', steady, to80);
	// Rivals may cry wolf as often as ours did at the upper end of its interval.
	const most = plain.mean + plain.half;
	const quarter = rivalDelay(tuned(quarterHours, steady, most), to80);
	const sliding = [15, 20, 30, 40, 60, 80].map((size) => ({
		size,
		calls: rivalDelay(tuned(windows(size), steady, most), to80)
	}));
	const best = sliding.sort((a, b) => a.calls - b.calls)[0]!;
	const wolf = ({ mean, half }: typeof plain) => `${mean.toFixed(2)} ± ${half.toFixed(2)}`;
	const speeds = Array.from({ length: runs }, () => speed(steady));
	return {
		title: 'The evening rule',
		text: `17 to 24 o'clock, 56 evenings learned from, ${HISTORIES} histories of ${EVENINGS} evenings and ${FALLS} falls each; seeds fixed. Delays are calls from the fall to the alert, median.`,
		headings: ['what', 'measured', 'claimed'],
		rows: [
			['false alerts in 30 evenings, 60 independent calls an hour', wolf(plain), '< 1'],
			['95 % falls to 80 %', shown(ours), '≤ 40'],
			[
				'95 % falls to 60 %',
				shown(delaysOf('to60', steady, independent(60, falling(0.05, 0.4)))),
				'≤ 15'
			],
			[
				'15-minute threshold, as often wrong, to 80 %',
				`${quarter}; ours takes ${(median(ours) / quarter).toFixed(2)} of it`,
				'≤ 0.6'
			],
			[
				'best sliding window, as often wrong, to 80 %',
				`${best.calls} (last ${best.size} calls)`,
				'not faster'
			],
			['false alerts in 30 evenings, queue with clustered losses', wolf(jam), '< 1'],
			[
				'queue loses two of five agents (to about 73 %)',
				shown(delaysOf('agents', clustered, queue(62, falling(5, 3)))),
				'≤ 80'
			],
			['false alerts a year, 5 calls an evening', ((rare.mean / 30) * 365).toFixed(2), '< 1'],
			['watch, million facts a second', (median(speeds) / 1e6).toFixed(1), '≥ 1']
		]
	};
}
