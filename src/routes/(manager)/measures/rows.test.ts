import { describe, expect, it } from 'vitest';
import type { MeasuresAnswer, PeriodAnswer } from '$lib/contract/answers.ts';
import { formatInstant } from '$lib/contract/instant.ts';
import { MEASURE_IDS, MEASURES, slotMeasureIds, type Measures } from '$lib/contract/measures.ts';
import { ONLINE_SLOT_IDS, PHONE_SLOT_IDS } from '$lib/contract/slots.ts';
import { rate } from '$lib/statistics/wilson.ts';
import { changeOf, signed } from './change.ts';
import { namedPlaces } from './estimates.ts';
import { slotRows, stepRows } from './rows.ts';

const figure = (id: (typeof MEASURE_IDS)[number], n: number) =>
	MEASURES[id].kind === 'rate' ? rate(n, 100) : { mean: n, p50: n, p90: n, n: 100 };
const measures = (n: number, ids = MEASURE_IDS) =>
	Object.fromEntries(ids.map((id) => [id, figure(id, n)])) as unknown as Measures;
const slots = (n: number) =>
	({
		phone: Object.fromEntries(
			PHONE_SLOT_IDS.map((id) => [id, measures(n, slotMeasureIds('phone'))])
		),
		online: Object.fromEntries(
			ONLINE_SLOT_IDS.map((id) => [id, measures(n, slotMeasureIds('online'))])
		)
	}) as unknown as NonNullable<PeriodAnswer['slots']>;
const period = (from: string, to: string, n: number): PeriodAnswer => ({
	from: formatInstant(Date.parse(`${from}+08:00`)),
	to: formatInstant(Date.parse(`${to}+08:00`)),
	measures: measures(n)
});

const ANSWER: MeasuresAnswer = {
	...period('2026-11-01T00:00', '2026-12-01T00:00', 90),
	city: '420100',
	as_of: formatInstant(0),
	settled: true,
	configuration: {},
	maturing: {},
	slots: slots(90),
	compare: { previous: { ...period('2026-10-01T00:00', '2026-11-01T00:00', 50), slots: slots(50) } }
};

describe('rows of slots', () => {
	it('are those of the measure’s own medium, each beside the earlier period', () => {
		const rows = slotRows(ANSWER, 'connection_rate', 'zh');
		expect(rows.map(({ part }) => part)).toEqual([...PHONE_SLOT_IDS]);
		expect(rows[0]).toMatchObject({ label: '上午', hint: '9–11', apart: false });
		expect(rows[0]?.changes.previous).toMatchObject({ verdict: 'better', unit: 'points' });
		expect(rows[0]?.changes.year).toBeNull();
		expect(rows.filter(({ apart }) => apart).map(({ part }) => part)).toEqual(['off']);
		expect(slotRows(ANSWER, 'online_connection_rate', 'zh')).toHaveLength(4);
		expect(slotRows(ANSWER, 'complaint_rate', 'zh')).toEqual([]);
	});
});

describe('rows of steps', () => {
	it.each([
		['1h', '2026-11-01T09:00', '2026-11-01T10:00', '2026-11-01 09:00', ''],
		['1d', '2026-11-01T00:00', '2026-11-02T00:00', '2026-11-01', '星期日'],
		['1mo', '2026-11-01T00:00', '2026-12-01T00:00', '2026-11-01 – 11-30', '30 天'],
		['1mo-20', '2025-12-21T00:00', '2026-01-21T00:00', '2025-12-21 – 2026-01-20', '31 天'],
		['1mo-20', '2025-12-21T09:00', '2025-12-21T10:00', '2025-12-21 – 12-21', '1 天']
	] as const)('of %s from %s are named', (cut, from, to, label, hint) => {
		const [row] = stepRows(
			{ ...ANSWER, steps: [period(from, to, 9)] },
			'connection_rate',
			cut,
			'zh'
		);
		expect(row).toMatchObject({ label, hint });
	});

	it('are compared with the row before, months with the year before too', () => {
		const steps = Array.from({ length: 13 }, (_, index) => {
			const month = (n: number) =>
				`${2025 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;
			return period(`${month(index)}-01T00:00`, `${month(index + 1)}-01T00:00`, 40 + index);
		});
		const rows = stepRows({ ...ANSWER, steps }, 'connection_rate', '1mo', 'zh');
		expect(rows[0]?.changes).toEqual({ previous: null, year: null });
		expect(rows[12]?.changes.previous?.value).toBeCloseTo(1, 9);
		expect(rows[12]?.changes.year?.value).toBeCloseTo(12, 9);
		expect(
			stepRows({ ...ANSWER, steps }, 'connection_rate', '1d', 'zh')[12]?.changes
		).not.toHaveProperty('year');
	});
});

describe('a change', () => {
	it.each([
		['connection_rate', 90, 50, 'better'],
		['connection_rate', 50, 90, 'worse'],
		['complaint_rate', 50, 90, 'better'],
		['complaint_rate', 51, 50, 'within']
	] as const)('of %s from %i to %i in a hundred is %s', (id, now, before, verdict) => {
		expect(changeOf(id, rate(now, 100), rate(before, 100))?.verdict).toBe(verdict);
	});
	it('of a wait is in seconds and has no verdict', () => {
		const wait = (mean: number | null) => ({ mean, p50: mean, p90: mean, n: 1 });
		expect(changeOf('answer_wait_seconds', wait(8), wait(10))).toMatchObject({
			unit: 'seconds',
			value: -2
		});
		expect(changeOf('answer_wait_seconds', wait(8), wait(null))).toBeNull();
	});
	it('from nothing is none', () => {
		expect(changeOf('connection_rate', rate(1, 2), rate(0, 0))).toBeNull();
		expect(changeOf('connection_rate', rate(1, 2), undefined)).toBeNull();
	});
	it.each([
		[1.24, '+1.2'],
		[-0.31, '−0.3'],
		[0.04, '0.0'],
		[-0.04, '0.0']
	])('%d is written %s', (value, text) => expect(signed(value)).toBe(text));
});

describe('names under an axis', () => {
	const hours = stepRows(
		{
			...ANSWER,
			steps: Array.from({ length: 72 }, (_, hour) => {
				const at = (n: number) =>
					formatInstant(Date.parse('2026-11-01T00:00+08:00') + n * 3_600_000).slice(0, 16);
				return period(at(hour), at(hour + 1), 9);
			})
		},
		'connection_rate',
		'1h',
		'zh'
	);
	it('are all of them where there is room', () => {
		expect(namedPlaces(hours.slice(0, 3), 10)).toEqual([0.5, 1.5, 2.5]);
	});
	it('are the days where there is not', () => {
		expect(namedPlaces(hours, 10)).toEqual([0.5, 24.5, 48.5]);
		expect(namedPlaces(hours, 2)).toEqual([0.5, 48.5]);
	});
});
