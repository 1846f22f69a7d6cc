import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StaleDays } from './stale-days.ts';

const touched = (...days: number[]) => {
	const stale = new StaleDays();
	for (const day of days) stale.touch(day);
	return stale;
};

describe('days that were written to', () => {
	it('are no longer stale once they are read', () => {
		const stale = touched(1, 2, 3);
		const { days, done } = stale.reading((day) => day < 3);
		expect(days).toEqual([1, 2]);
		done();
		expect(stale.days).toEqual([3]);
	});
	it('stay stale when they are written to while they are read', () => {
		const stale = touched(1, 2);
		const { done } = stale.reading();
		stale.touch(2);
		done();
		expect(stale.days).toEqual([2]);
	});
	it('are followed where nothing but the step is missing', () => {
		const stale = touched(2, 1, 2);
		const current = stale.take(stale.marks([1, 2, 3]));
		expect([...current]).toEqual([1]);
		expect(stale.days).toEqual([2]);
	});
	it('that were read meanwhile do not lose the touch of a later step', () => {
		const stale = touched(1);
		const first = stale.marks([1]);
		stale.reading().done();
		stale.touch(1);
		const second = stale.marks([1]);
		expect([...stale.take(first)]).toEqual([]);
		expect(stale.days).toEqual([1]);
		expect([...stale.take(second)]).toEqual([1]);
		expect(stale.days).toEqual([]);
	});
	it('are followed through steps that are taken in late', () => {
		const stale = touched(1);
		const first = stale.marks([1]);
		stale.touch(1);
		const second = stale.marks([1]);
		expect([...stale.take(first)]).toEqual([1]);
		expect(stale.days).toEqual([1]);
		expect([...stale.take(second)]).toEqual([1]);
		expect(stale.days).toEqual([]);
	});
	it('hold what they were told of, however steps, readings and what steps bring fall together', () => {
		const acts = fc.array(fc.constantFrom('step', 'bring', 'begin', 'end', 'many'), {
			maxLength: 60
		});
		fc.assert(
			fc.property(acts, (acts) => {
				const stale = new StaleDays();
				/** Steps so far, and those whose rows are here. */
				let steps = 0;
				const here = new Set<number>();
				const waiting: { step: number; marks: ReadonlyMap<number, number> }[] = [];
				let reading: { upTo: number; done: () => void } | undefined;
				for (const act of acts) {
					if (act === 'step' || act === 'many')
						for (let i = 0; i < (act === 'step' ? 1 : 12); i++) {
							stale.touch(1);
							waiting.push({ step: ++steps, marks: stale.marks([1]) });
						}
					else if (act === 'begin') {
						// A reading holds at least what had settled when it began.
						if (!reading && stale.days.length > 0) reading = { upTo: steps, ...stale.reading() };
					} else if (act === 'end') {
						for (let step = 1; step <= (reading?.upTo ?? 0); step++) here.add(step);
						reading?.done();
						reading = undefined;
					} else if (!reading) {
						// One at a time, after readings.
						const next = waiting.shift();
						if (next && stale.take(next.marks).has(1)) here.add(next.step);
					}
					const missing = Array.from({ length: steps }, (_, i) => i + 1).filter(
						(n) => !here.has(n)
					);
					if (missing.length > 0) expect(stale.days).toEqual([1]);
				}
			})
		);
	});
});
