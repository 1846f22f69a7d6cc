/** A rule's parameters on one day, worked out from the city's own history: expectations, dispersion, threshold. */
import type { DayKind } from '../contract/alerts.ts';
import type { RateRule, RuleWords } from '../contract/alert-rules.ts';
import { alternative, clampShare, stepsOf, type Steps } from './cusum.ts';
import { dispersionOf } from './dispersion.ts';
import { expectHours, type HourCell, type HourExpectation } from './expectation.ts';
import { meanDelay, thresholdFor, type Load } from './run-length.ts';

/** A day of few facts waits longer for its false alert: at most one in so many facts. */
const FACTS_A_FALSE_ALERT = 5_000;

/** Simulated evenings have so much fewer false alerts than the chain reckons (docs/bench.md). */
const RECKONED = 0.8;

/** So many deviations of a day are taken for usual: a day that is somewhat bad by itself is no fall. */
const GRANTED = 2;

export interface Tuning {
	/** By Beijing hour; null where the rule does not watch or history is too thin. */
	hours: readonly ({ p0: number; steps: Steps } | null)[];
	expectations: readonly HourExpectation[];
	dispersion: number;
	/** Standard deviation of a day's share around what is expected. */
	dayDeviation: number;
	threshold: number;
	/** Facts a day in the watched hours. */
	factsADay: number;
	/** Mean bad share in the watched hours; null where nothing is known. */
	meanP0: number | null;
	/** The bad share from which the score looks for a fall, which grants days that differ. */
	meanReference: number | null;
	/** The city's own usual bad share there, which a target need not be. */
	ownP0: number | null;
	falseAlertsADay: number;
}

export interface Calendar {
	kindOf: (day: number) => DayKind;
	slotOf: (hour: number) => string;
}

export function watches(rule: { hours: readonly (readonly [number, number])[] }, hour: number) {
	return rule.hours.some(([from, to]) => hour >= from && hour < to);
}

/** `cells` are the hours of the weeks before the day, incidents left out. */
export function tune(
	rule: RateRule,
	kind: DayKind,
	cells: readonly HourCell[],
	calendar: Calendar
): Tuning {
	const byKind = new Map<DayKind, HourExpectation[]>();
	const expected = (of: DayKind) => {
		const before = byKind.get(of);
		if (before) return before;
		const made = expectHours(cells, of, calendar.kindOf, calendar.slotOf);
		byKind.set(of, made);
		return made;
	};
	const today = expected(kind);
	const watched = cells.filter(({ hour }) => watches(rule, hour));
	const { clustering: dispersion, dayDeviation } = dispersionOf(
		watched,
		(cell) => expected(calendar.kindOf(cell.day))[cell.hour]!.p0
	);
	const p0Of = ({ p0 }: HourExpectation) =>
		rule.kind === 'target' ? clampShare(1 - rule.target) : p0;
	const n = today.reduce((sum, hour, index) => sum + (watches(rule, index) ? hour.n : 0), 0);
	const days = Math.max(1, ...today.map((hour) => hour.days));
	// A set target is no estimate; the variance of a median of means is that of a mean times π/2.
	const deviationOf = (p0: number) =>
		rule.kind === 'target'
			? 0
			: Math.sqrt(
					dayDeviation ** 2 +
						(Math.PI / 2) * ((dispersion * p0 * (1 - p0)) / n + dayDeviation ** 2 / days)
				);
	const referenceOf = (p0: number) => clampShare(p0 + GRANTED * deviationOf(p0));
	const loads = today.flatMap((hour, index): Load[] => {
		const p0 = p0Of(hour);
		return p0 !== null && watches(rule, index) && hour.facts > 0
			? [{ facts: hour.facts, p0, reference: referenceOf(p0), deviation: deviationOf(p0) }]
			: [];
	});
	const factsADay = loads.reduce((sum, { facts }) => sum + facts, 0);
	const falseAlertsADay = Math.min(
		1 / (RECKONED * rule.false_alert_days),
		factsADay / FACTS_A_FALSE_ALERT
	);
	const threshold =
		factsADay > 0
			? thresholdFor(pooled(loads), rule.fall, falseAlertsADay)
			: Number.POSITIVE_INFINITY;
	return {
		hours: today.map((hour, index) => {
			const p0 = p0Of(hour);
			if (p0 === null || !watches(rule, index)) return null;
			const reference = referenceOf(p0);
			return { p0, steps: stepsOf(reference, alternative(reference, rule.fall), dispersion) };
		}),
		expectations: today,
		dispersion,
		dayDeviation,
		threshold,
		factsADay,
		meanP0: meanOf(loads, ({ p0 }) => p0),
		meanReference: meanOf(loads, ({ reference }) => reference),
		ownP0: ownShare(today.filter((_, index) => watches(rule, index))),
		falseAlertsADay
	};
}

/** Weighted by facts; null of none. */
function meanOf(loads: readonly Load[], of: (load: Load) => number): number | null {
	const facts = loads.reduce((sum, load) => sum + load.facts, 0);
	return facts > 0 ? loads.reduce((sum, load) => sum + load.facts * of(load), 0) / facts : null;
}

function ownShare(hours: readonly HourExpectation[]): number | null {
	const known = hours.filter(({ p0, facts }) => p0 !== null && facts > 0);
	const facts = known.reduce((sum, hour) => sum + hour.facts, 0);
	return facts > 0 ? known.reduce((sum, hour) => sum + hour.p0! * hour.facts, 0) / facts : null;
}

/** Hours whose shares are within a point are one load: each costs a run of the chain. */
function pooled(loads: readonly Load[]): Load[] {
	const pools = new Map<number, Load>();
	for (const load of loads) {
		const key = Math.round(load.p0 * 100);
		const before = pools.get(key) ?? { facts: 0, p0: 0, reference: 0, deviation: 0 };
		const facts = before.facts + load.facts;
		const mean = (part: 'p0' | 'reference' | 'deviation') =>
			(before[part] * before.facts + load[part] * load.facts) / facts;
		pools.set(key, {
			facts,
			p0: mean('p0'),
			reference: mean('reference'),
			deviation: mean('deviation')
		});
	}
	return [...pools.values()];
}

export function wordsOf(rule: RateRule, tuning: Tuning): RuleWords {
	const { meanP0, meanReference, factsADay, dispersion } = tuning;
	if (meanP0 === null || meanReference === null)
		return {
			false_alert_days: null,
			usual: null,
			falls_to: null,
			delay_facts: null,
			delay_minutes: null,
			deep_to: null,
			deep_facts: null,
			facts_a_day: factsADay,
			dispersion,
			always: false
		};
	const fallen = Math.min(0.99, meanP0 + rule.fall);
	const delayTo = (p: number) =>
		meanDelay(meanReference, rule.fall, tuning.threshold, dispersion, p);
	const facts = delayTo(fallen);
	const deep = Math.min(0.99, meanP0 + 2 * rule.fall);
	const minutesADay = rule.hours.reduce((sum, [from, to]) => sum + (to - from) * 60, 0);
	return {
		false_alert_days: 1 / (RECKONED * tuning.falseAlertsADay),
		usual: 1 - meanP0,
		falls_to: 1 - fallen,
		delay_facts: facts,
		delay_minutes: (facts / factsADay) * minutesADay,
		deep_to: 1 - deep,
		deep_facts: delayTo(deep),
		facts_a_day: factsADay,
		dispersion,
		always: tuning.ownP0 !== null && tuning.ownP0 > meanP0 + rule.fall / 2
	};
}
