import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HOUR_MS } from '#contract/instant';
import { Pieces, type TimedFact } from './pieces.ts';

const DAY_START = Date.parse('2026-11-24T00:00:00+08:00');
const instant = fc.integer({ min: 0, max: 3 * HOUR_MS }).map((ms) => DAY_START + ms);
const spans = fc
	.uniqueArray(instant, { minLength: 2, maxLength: 6 })
	.map((times) => times.sort((a, b) => a - b))
	.map((times) =>
		times.flatMap((from, i) => (i % 2 === 0 && times[i + 1] ? [{ from, to: times[i + 1]! }] : []))
	);
const fact = fc.record({ key: fc.integer({ min: 0, max: 40 }), t: instant, n: fc.nat(9) });

const timed = ({ t, n }: { t: number; n: number }): TimedFact => ({
	matureAt: t + n * 60_000,
	row: { t, counters: [1, n], lists: { each: [n] } }
});

it('whatever was put and removed, rows add up to the facts that are wanted and lie between two cuts', () => {
	fc.assert(
		fc.property(
			fc.array(fc.record({ fact, isRemoved: fc.boolean() }), { maxLength: 120 }),
			spans,
			fc.array(instant, { maxLength: 4 }),
			(steps, wanted, cuts) => {
				const pieces = new Pieces();
				const stand = new Map<string, TimedFact>();
				for (const { fact: one, isRemoved } of steps) {
					const key = String(one.key);
					const before = stand.get(key);
					if (before) pieces.remove(key, before);
					stand.delete(key);
					if (isRemoved) continue;
					stand.set(key, timed(one));
					pieces.put(key, timed(one));
					// A sum that was made is not kept beyond the next change.
					pieces.rows({ spans: wanted, cuts, now: Infinity });
				}
				const rows = pieces.rows({ spans: wanted, cuts, now: DAY_START + 10 * HOUR_MS })!;
				const edges = [...cuts, ...wanted.flatMap(({ from, to }) => [from, to])].sort(
					(a, b) => a - b
				);
				const byStretch = (all: readonly TimedFact['row'][]) => {
					const sums = new Map<number, unknown[]>();
					for (const { t, counters, lists } of all) {
						const stretch = edges.findLastIndex((edge) => edge <= t);
						const [count = 0, sum = 0, each = []] = (sums.get(stretch) ?? []) as [
							number?,
							number?,
							unknown[]?
						];
						sums.set(stretch, [
							count + counters[0]!,
							sum + counters[1]!,
							[...each, ...lists.each!].sort()
						]);
					}
					return [...sums].sort(([a], [b]) => a - b);
				};
				const facts = [...stand.values()].map(({ row }) => row);
				expect(byStretch(rows)).toEqual(
					byStretch(facts.filter(({ t }) => wanted.some(({ from, to }) => t >= from && t < to)))
				);
			}
		)
	);
});

it('says nothing of an instant at which a wanted fact is not yet what it will be', () => {
	fc.assert(
		fc.property(fc.array(fact, { minLength: 1 }), instant, spans, (facts, now, wanted) => {
			const pieces = new Pieces();
			facts.forEach((one, i) => pieces.put(String(i), timed(one)));
			const seen = facts.filter(
				({ t }) => t <= now && wanted.some(({ from, to }) => t >= from && t < to)
			);
			const rows = pieces.rows({ spans: wanted, cuts: [], now });
			if (seen.some((one) => timed(one).matureAt > now)) expect(rows).toBeNull();
			else expect(rows?.reduce((sum, { counters }) => sum + counters[0]!, 0)).toBe(seen.length);
		})
	);
});

it('lets go of what matures after an instant, and of nothing else', () => {
	fc.assert(
		fc.property(fc.array(fact), instant, (facts, matureAt) => {
			const pieces = new Pieces();
			facts.forEach((one, i) => pieces.put(String(i), timed(one)));
			pieces.removeAfter(matureAt);
			const all = { from: 0, to: Infinity };
			const rows = pieces.rows({ spans: [all], cuts: [], now: Infinity })!;
			const left = facts.filter((one) => timed(one).matureAt <= matureAt);
			expect(rows.reduce((sum, { counters }) => sum + counters[0]!, 0)).toBe(left.length);
		})
	);
});
