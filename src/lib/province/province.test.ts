import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProvinceCity, ProvinceMonth, ProvinceNow } from '../contract/province.ts';
import { rate } from '../statistics/wilson.ts';
import { attentionOf, byAttention } from './attention.ts';
import { found, ordered } from './order.ts';
import { totalOf } from './total.ts';

const AS_OF = '2026-11-24T20:00:00.000+08:00';
const minutesAgo = (n: number) => new Date(Date.parse(AS_OF) - n * 60_000).toISOString();
const now = (more: Partial<ProvinceNow> = {}): ProvinceNow => ({
	as_of: AS_OF,
	last_hour: rate(9, 10),
	today: rate(90, 100),
	evening: rate(45, 50),
	last_received_at: minutesAgo(0),
	alerts: { critical: 0, warning: 0 },
	...more
});
const month = (more: Partial<ProvinceMonth> = {}) =>
	({
		as_of: AS_OF,
		evening: rate(900, 1000),
		usual_evening: rate(855, 950),
		...more
	}) as ProvinceMonth;
const city = (code: string, of: ProvinceNow | null, days: ProvinceMonth | null): ProvinceCity => ({
	code,
	name: code,
	name_en: code,
	province: '湖北省',
	now: of,
	month: days,
	attention: attentionOf(of, days)
});

describe('a city needs attention', () => {
	it.each([
		['no reason', now(), month(), []],
		['nothing known', null, null, []],
		['alerts', now({ alerts: { critical: 1, warning: 2 } }), month(), ['critical', 'warning']],
		[
			'an evening far below the days before',
			now({ evening: rate(30, 50) }),
			month(),
			['evening_low']
		],
		['an evening below within its error', now({ evening: rate(42, 50) }), month(), []],
		['an evening of few calls', now({ evening: rate(2, 19) }), month(), []],
		['an evening above', now({ evening: rate(50, 50) }), month(), []],
		['five minutes without an event', now({ last_received_at: minutesAgo(5) }), month(), []],
		['more than five', now({ last_received_at: minutesAgo(5.1) }), month(), ['silent']],
		['never an event', now({ last_received_at: null }), month(), ['silent']],
		[
			'a low evening of a silent feed',
			now({ evening: rate(30, 50), last_received_at: minutesAgo(6) }),
			month(),
			['silent']
		],
		['low, its month unknown', now({ evening: rate(1, 50) }), null, []]
	])('%s', (_, of, days, reasons) => {
		expect(attentionOf(of, days)).toEqual(reasons);
	});
});

it('comes by its gravest reason, then by the lower evening rate; unknown last', () => {
	const critical = city('420700', now({ alerts: { critical: 1, warning: 0 } }), month());
	const low = city('420600', now({ evening: rate(20, 50) }), month());
	const silent = city('420500', now({ last_received_at: null }), month());
	const poor = city('420400', now({ evening: rate(44, 50) }), month());
	const good = city('420300', now({ evening: rate(50, 50) }), month());
	const early = city('420200', now({ evening: rate(0, 0) }), month({ evening: rate(890, 1000) }));
	const unknown = city('420100', null, null);
	expect(
		[unknown, early, good, poor, silent, low, critical].sort(byAttention).map(({ code }) => code)
	).toEqual(['420700', '420600', '420500', '420400', '420200', '420300', '420100']);
});

it('orders the same whatever the order before', () => {
	const rates = fc.record({ answered: fc.nat(30), silent: fc.boolean(), known: fc.boolean() });
	fc.assert(
		fc.property(fc.array(rates, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (rows, keys) => {
			const cities = rows.map(({ answered, silent, known }, index) =>
				city(
					String(420_000 + index),
					known
						? now({ evening: rate(answered, 30), last_received_at: silent ? null : AS_OF })
						: null,
					known ? month() : null
				)
			);
			const shuffled = cities
				.map((one) => [keys.next().value as number, one] as const)
				.sort(([a], [b]) => a - b)
				.map(([, one]) => one);
			expect(shuffled.sort(byAttention)).toEqual([...cities].sort(byAttention));
		})
	);
});

describe('the total', () => {
	it('adds counts, and is as old as its oldest figure', () => {
		const old = month({ as_of: minutesAgo(3), evening: rate(1, 10) });
		const total = totalOf([
			city('1', now(), month()),
			city('2', now(), old),
			city('3', null, null)
		]);
		expect(total).toMatchObject({ cities: 3, computed: 2, as_of: minutesAgo(3) });
		expect(total.today).toEqual(rate(180, 200));
		expect(total.evening_month).toEqual(rate(901, 1010));
	});
	it('of no city is nothing, never 0', () => {
		expect(totalOf([])).toMatchObject({ cities: 0, as_of: null, today: { value: null } });
	});
});

describe('the page’s orders', () => {
	const good = city('420300', now({ evening: rate(50, 50) }), month());
	const poor = city('420400', now({ evening: rate(44, 50) }), month());
	const unknown = city('420100', null, null);
	it.each([
		['attention', ['420100', '420300', '420400']],
		['evening', ['420400', '420300', '420100']],
		['code', ['420100', '420300', '420400']]
	] as const)('%s', (order, codes) => {
		expect(ordered([unknown, good, poor], order).map(({ code }) => code)).toEqual(codes);
	});
	it('finds by a part of name, province or code', () => {
		expect(found([good, poor], ' 0300 ')).toEqual([good]);
		expect(found([good, poor], '湖北')).toEqual([good, poor]);
		expect(found([good, poor], '北京')).toEqual([]);
		expect(found([good, poor], '')).toEqual([good, poor]);
	});
});
