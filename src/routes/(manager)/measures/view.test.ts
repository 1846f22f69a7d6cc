import { describe, expect, it } from 'vitest';
import { formatInstant } from '$lib/contract/instant.ts';
import { ratioAxis, secondsAxis } from './axis.ts';
import { changed } from './links.ts';
import { presets } from './presets.ts';
import { isTooFine, measuresQuery, periodOf, readView } from './view.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
/** A Monday. */
const NOW = at('2026-11-23T16:00');

describe('the view of a URL', () => {
	it('without parameters is the last 30 days by slot', () => {
		expect(readView(new URLSearchParams(), NOW)).toEqual({
			from: '2026-10-25',
			to: '2026-11-23',
			cut: 'slot',
			measure: 'connection_rate',
			lost: null,
			part: null,
			after: null,
			page: 1
		});
	});
	it('takes what it knows and leaves what it does not', () => {
		const search = 'from=2026-11-01&to=2026-11-02&cut=1mo-20&measure=fcr_declared&lost=x&page=-3';
		expect(readView(new URLSearchParams(search), NOW)).toMatchObject({
			from: '2026-11-01',
			cut: '1mo-20',
			measure: 'fcr_declared',
			lost: null,
			page: 1
		});
		expect(readView(new URLSearchParams('cut=2d&measure=x&page=y'), NOW)).toMatchObject({
			cut: 'slot',
			measure: 'connection_rate',
			page: 1
		});
	});
});

describe('the period', () => {
	it.each([
		['2026-11-01', '2026-11-01', '2026-11-01T00:00', '2026-11-02T00:00'],
		['2026-11-01T09:00', '2026-11-01T10:30', '2026-11-01T09:00', '2026-11-01T10:30'],
		['2026-11-01T09:00', '2026-11-01', '2026-11-01T09:00', '2026-11-02T00:00']
	])('of %s to %s', (from, to, start, end) => {
		expect(periodOf({ from, to })).toEqual({ from: at(start), to: at(end) });
	});
	it.each([
		['2026-11-02', '2026-11-01'],
		['2026-02-30', '2026-03-01'],
		['2026-11-01T09:00', '2026-11-01T09:00'],
		['yesterday', '2026-11-01'],
		['', '']
	])('of "%s" to "%s" is none', (from, to) => expect(periodOf({ from, to })).toBeNull());

	it.each([
		['slot', { by: 'slot' }],
		['1d', { step: '1d' }],
		['1mo', { step: '1mo' }],
		['1mo-25', { step: '1mo', month_ends: '25' }]
	] as const)('cut by %s is asked so', (cut, wanted) => {
		const query = measuresQuery('420100', { from: NOW, to: NOW + 1 }, cut);
		expect(Object.fromEntries(query)).toEqual({
			city: '420100',
			from: formatInstant(NOW),
			to: formatInstant(NOW + 1),
			compare: 'previous,year',
			...wanted
		});
	});
});

describe('a cut', () => {
	it.each([
		['15m', 100, false],
		['15m', 110, true],
		['1h', 400, false],
		['1mo-20', 3650, false],
		['slot', 36_500, false]
	] as const)('by %s of %i days is too fine: %s', (cut, days, tooFine) => {
		expect(isTooFine({ from: NOW, to: NOW + days * 86_400_000 }, cut)).toBe(tooFine);
	});
});

describe('presets', () => {
	it.each([
		['2026-11-23T00:00', 'today', '2026-11-23', '2026-11-23'],
		['2026-11-23T16:00', 'yesterday', '2026-11-22', '2026-11-22'],
		['2026-11-23T16:00', 'thisWeek', '2026-11-23', '2026-11-23'],
		['2026-11-22T23:59', 'thisWeek', '2026-11-16', '2026-11-22'],
		['2026-11-22T23:59', 'lastWeek', '2026-11-09', '2026-11-15'],
		['2026-11-23T16:00', 'thisMonth', '2026-11-01', '2026-11-23'],
		['2026-01-05T16:00', 'lastMonth', '2025-12-01', '2025-12-31'],
		['2024-03-31T16:00', 'lastMonth', '2024-02-01', '2024-02-29'],
		['2026-11-23T16:00', 'last30', '2026-10-25', '2026-11-23'],
		['2026-11-23T16:00', 'thisYear', '2026-01-01', '2026-11-23']
	])('at %s, %s', (now, id, from, to) => {
		expect(presets(at(now)).find((preset) => preset.id === id)).toEqual({ id, from, to });
	});
});

describe('a link within the page', () => {
	it('lets go of the open list and the page of the table, and keeps the rest', () => {
		const url = new URL('http://x/measures?city=1&from=a&lost=b&part=c&after=d&page=2&lang=en');
		expect(changed(url, { from: 'z' })).toBe('/measures?city=1&from=z&lang=en');
	});
});

describe('an axis', () => {
	it.each<[(number | null)[], number, number]>([
		[[], 0, 1],
		[[null], 0, 1],
		[[0.912, 0.964], 0.91, 0.97],
		[[0, 0.02], 0, 0.02],
		[[1, 1], 0.99, 1]
	])('of ratios %j holds them and stays within 0 and 1', (values, low, high) => {
		const { domain, ticks } = ratioAxis(values);
		expect(domain[0]).toBeCloseTo(low, 9);
		expect(domain[1]).toBeCloseTo(high, 9);
		expect(ticks.length).toBeGreaterThan(2);
	});
	it('of seconds starts at 0', () => {
		expect(secondsAxis([null, 7.2]).domain).toEqual([0, 8]);
		expect(secondsAxis([]).domain).toEqual([0, 1]);
	});
});
