/** What the measures page asks: earlier periods, the calls behind a lost number, and the same as files. */
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatInstant, parseIsoInstant } from '#contract/instant';
import type { Measures } from '#contract/measures';
import type { UsualAnswer } from '#contract/usual';
import { PHONE_SLOT_IDS } from '#contract/slots';
import type { Rate } from '#statistics/wilson';
import { inCity, settling } from '../compare.ts';
import { startTestServer } from '../harness.ts';
import { history } from '../oracle/history.ts';

const ANCHOR = parseIsoInstant('2026-11-23T19:42:07.123+08:00')!;
const DAY = 86_400_000;
const CITY = '420100';
const WHOLE = { from: ANCHOR - 20 * DAY, to: ANCHOR + 1 };
/** Ids as a sender may write them: SQL, formulas, quotes, other scripts. */
const AWKWARD = [
	`'; DROP TABLE calls --`,
	'=1+1',
	'@SUM(A1)',
	'-2',
	'+86',
	'a,"b"\nc',
	'%61&b=c',
	'来电 7',
	'\\',
	'{after_id: String}'
];

let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
	server = await startTestServer({ clock: () => ANCHOR, env: { SHORT_ABANDON_SECONDS: '5' } });
	for (const seed of [1, 2, 3, 4]) {
		const [sent] = fc.sample(history({ anchor: ANCHOR }), { numRuns: 1, seed });
		await server.sendAll(inCity(sent!, { '420100': CITY, '110000': CITY }));
	}
	await server.sendAll(Array.from({ length: 240 }, (_, index) => plainCall(index)));
	await server.sendAll(
		AWKWARD.flatMap((id, index) => [
			{
				type: 'call',
				city: CITY,
				call_id: id,
				revision: 1,
				arrived_at: ANCHOR - DAY,
				queued_at: ANCHOR - DAY + 1000,
				ended_at: ANCHOR - DAY + 1000 + index * 1000,
				caller: '13800001111',
				line: '=HYPERLINK("x")',
				queue: 'q'
			},
			{
				type: 'call',
				city: CITY,
				call_id: `gone-${index}`,
				revision: 1,
				arrived_at: ANCHOR - 2 * DAY,
				ended_at: ANCHOR - 2 * DAY + 9000
			}
		])
	);
	await server.settled();
});
afterAll(() => server.close());

/** A call every 37 minutes, each fourth not answered, some after the menu alone. */
function plainCall(index: number) {
	const arrived = ANCHOR - index * 37 * 60_000;
	const queued = index % 8 === 3 ? null : arrived + 7000;
	const isLost = queued === null || index % 4 === 0;
	return {
		type: 'call',
		city: CITY,
		call_id: `plain-${index}`,
		revision: 1,
		arrived_at: arrived,
		queued_at: queued,
		answered_at: isLost ? null : arrived + 20_000,
		ended_at: index === 0 ? null : arrived + 60_000
	};
}

interface Answer {
	as_of: string;
	measures: Measures;
	slots: { phone: Record<string, Measures>; online: Record<string, Measures> };
	steps: { from: string; to: string; measures: Measures }[];
	compare: Record<string, { from: string; to: string; measures: Measures; slots: Answer['slots'] }>;
}
interface List {
	total: number;
	calls: {
		call_id: string;
		ended_at: string;
		queued_at: string | null;
		wait_seconds: number | null;
	}[];
	next: string | null;
}

const query = (parameters: Record<string, string | number>) =>
	new URLSearchParams(Object.entries(parameters).map(([k, v]) => [k, String(v)])).toString();
const measures = (parameters: Record<string, string | number>) =>
	server.get<Answer>(`/v1/measures?${query({ city: CITY, ...parameters })}`);
const lost = (parameters: Record<string, string | number>) =>
	server.get<List>(`/v1/calls?${query({ city: CITY, outcome: 'lost', ...parameters })}`);

describe('earlier periods', () => {
	it.each([
		['a month', '2026-11-01', '2026-12-01', '2026-10-01', '2025-11-01'],
		['a week', '2026-11-16', '2026-11-23', '2026-11-09', '2025-11-16'],
		['a month that ends on the 20th', '2026-10-21', '2026-11-21', '2026-09-21', '2025-10-21']
	])('of %s are the answers to their own windows', async (_, from, to, previous, year) => {
		const midnight = (date: string) => `${date}T00:00:00.000+08:00`;
		const window = { from: midnight(from), to: midnight(to), now: ANCHOR, by: 'slot' };
		const { compare } = await measures({ ...window, compare: 'previous,year' });
		expect(compare.previous?.from).toBe(midnight(previous));
		expect(compare.previous?.to).toBe(midnight(from));
		expect(compare.year?.from).toBe(midnight(year));
		for (const period of Object.values(compare)) {
			const own = await measures({ from: period.from, to: period.to, now: ANCHOR, by: 'slot' });
			expect(period.measures).toEqual(settling(own.measures));
			expect(period.slots).toEqual(own.slots);
		}
	});

	it('are left out where nobody asks', async () => {
		expect(await measures(WHOLE)).not.toHaveProperty('compare');
	});
});

describe('the calls behind a lost number', () => {
	const lostOf = (rate: Rate) => rate.denominator - rate.numerator;
	const instants = [ANCHOR, ANCHOR - DAY + 6000, ANCHOR - 3 * DAY, ANCHOR - 9 * DAY];

	it.each(['connection_rate', 'connection_rate_offered'] as const)(
		'of %s are as many as it says, at any instant, in total and by slot',
		async (definition) => {
			for (const now of instants) {
				const { measures: total, slots } = await measures({ ...WHOLE, now, by: 'slot' });
				const list = await lost({ ...WHOLE, now, definition, limit: 1000 });
				expect(list.total).toBe(lostOf(total[definition]));
				expect(list.calls).toHaveLength(list.total);
				for (const slot of PHONE_SLOT_IDS) {
					const part = await lost({ ...WHOLE, now, definition, slot });
					expect(part.total).toBe(lostOf(slots.phone[slot]![definition]));
				}
			}
			expect((await lost({ ...WHOLE, definition })).total).toBeGreaterThan(50);
		}
	);

	it('come in pages that leave none out and repeat none, whatever their ids', async () => {
		const whole = await lost({ ...WHOLE, limit: 1000 });
		const paged: List['calls'] = [];
		for (let after: string | null = ''; after !== null;) {
			const page: List = await lost({ ...WHOLE, limit: 7, ...(after && { after }) });
			expect(page.calls.length).toBeLessThanOrEqual(7);
			paged.push(...page.calls);
			after = page.next;
		}
		expect(paged).toEqual(whole.calls);
		const ids = paged.map(({ call_id }) => call_id);
		// The first five were given up within the cut-off of 5 s.
		expect(ids).toEqual(expect.arrayContaining(AWKWARD.slice(5)));
		expect(ids).not.toContain(AWKWARD[0]);
	});

	it('carry times and the wait, and no caller', async () => {
		const list = await lost({ from: ANCHOR - DAY, to: ANCHOR - DAY + 2000 });
		const call = list.calls.find(({ call_id }) => call_id === '来电 7');
		expect(call).toEqual({
			call_id: '来电 7',
			arrived_at: formatInstant(ANCHOR - DAY),
			queued_at: formatInstant(ANCHOR - DAY + 1000),
			ended_at: formatInstant(ANCHOR - DAY + 8000),
			wait_seconds: 7,
			line: '=HYPERLINK("x")',
			queue: 'q'
		});
	});

	it('who never asked for a person have no wait', async () => {
		const list = await lost({ ...WHOLE, definition: 'connection_rate_offered', limit: 1000 });
		const call = list.calls.find(({ call_id }) => call_id === 'gone-0');
		expect(call).toMatchObject({ queued_at: null, wait_seconds: null });
	});
});

describe('the exports', () => {
	const question = {
		city: CITY,
		...WHOLE,
		now: ANCHOR,
		by: 'slot',
		step: '1mo',
		compare: 'previous'
	};
	const bytes = async (path: string) => {
		const response = await fetch(server.url + path);
		expect(response.status).toBe(200);
		return { response, body: new Uint8Array(await response.arrayBuffer()) };
	};
	const fileOf = (format: string) =>
		bytes(`/v1/measures/export?${query({ ...question, format, lang: 'en' })}`);

	/** The figures of the answer, in the order of the table: measure, statistic, value, parts, interval. */
	function expected(answer: Answer): unknown[][] {
		const rows = (part: object) =>
			Object.entries(part).flatMap(([id, value]: [string, Rate & { mean: number; n: number }]) =>
				'denominator' in value
					? [[id, 'ratio', value.value, value.numerator, value.denominator, value.low, value.high]]
					: (['mean', 'p50', 'p90'] as const).map((statistic) => [
							id,
							statistic,
							(value as unknown as Record<string, number | null>)[statistic],
							null,
							(value as { n: number }).n,
							null,
							null
						])
			);
		const slots = ({ phone, online }: Answer['slots']) =>
			[...Object.values(phone), ...Object.values(online)].flatMap(rows);
		const previous = answer.compare.previous!;
		return [
			...rows(settling(answer.measures)),
			...slots(answer.slots),
			...answer.steps.flatMap((step) => rows(step.measures)),
			...rows(previous.measures),
			...slots(previous.slots)
		];
	}

	it('to CSV are the figures of the API, with a BOM and CRLF', async () => {
		const { response, body } = await fileOf('csv');
		expect([...body.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
		const text = new TextDecoder().decode(body);
		expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
		expect(response.headers.get('content-disposition')).toContain(
			`filename*=UTF-8''${encodeURIComponent('Wuhan measures 2026-11-03to2026-11-23')}.csv`
		);
		const rows = parse<Record<string, string>>(text, { columns: true, bom: true });
		const numbers = (row: Record<string, string>) =>
			['value', 'numerator', 'denominator', 'low', 'high'].map((key) =>
				row[key] === '' ? null : Number(row[key])
			);
		const found = rows.map((row) => [row.measure, row.statistic, ...numbers(row)]);
		expect(found).toEqual(expected(await measures(question)));
		expect(rows[0]).toMatchObject({
			scope: 'total',
			from: formatInstant(WHOLE.from),
			as_of: formatInstant(ANCHOR),
			settled: 'yes'
		});
		expect(rows[0]?.configuration).toContain('short_abandon_seconds=5');
	});

	it('to .xlsx are the figures of the API', async () => {
		const { body } = await fileOf('xlsx');
		const { sheets } = await readXlsx(body);
		const [header, ...rows] = sheets[0]!.rows;
		expect(header?.slice(0, 5)).toEqual(['scope', 'slot', 'from', 'to', 'measure']);
		const found = rows.map((row) => [row[4], ...row.slice(6, 12)].map((cell) => cell ?? null));
		expect(found).toEqual(expected(await measures(question)));
		expect(rows[0]?.[2]).toEqual(new Date(WHOLE.from + 8 * 3_600_000));
	});

	it('of lost calls hold them all, and nothing that a spreadsheet would run', async () => {
		const { body } = await bytes(
			`/v1/calls/export?${query({ city: CITY, ...WHOLE, outcome: 'lost', format: 'csv' })}`
		);
		const rows = parse(new TextDecoder().decode(body), { bom: true });
		expect(rows.length - 1).toBe((await lost(WHOLE)).total);
		expect(rows.flat().filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
		expect(rows.flat()).toEqual(expect.arrayContaining([`'=HYPERLINK("x")`, 'a,"b"\nc']));
	});

	it('in Chinese have Chinese heads and a Chinese name', async () => {
		const { response, body } = await bytes(
			`/v1/measures/export?${query({ ...question, format: 'csv' })}`
		);
		expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toContain(
			'武汉市 指标 2026-11-03至2026-11-23.csv'
		);
		expect(new TextDecoder().decode(body)).toMatch(/范围,时段,起,止[^]*合计[^]*接通率/);
	});
});

describe('a bad question', () => {
	it.each([
		['/v1/measures', 'step=1mo&month_ends=29', 'month_ends'],
		['/v1/measures', 'step=1mo&month_ends=0', 'month_ends'],
		['/v1/measures', 'step=1d&month_ends=20', 'month_ends'],
		['/v1/measures', 'compare=before', 'compare'],
		['/v1/measures/export', 'format=pdf', 'format'],
		['/v1/measures/export', '', 'format'],
		['/v1/calls', '', 'outcome'],
		['/v1/calls', 'outcome=lost&limit=1001', 'limit'],
		['/v1/calls', 'outcome=lost&after=x', 'after'],
		['/v1/calls', 'outcome=lost&definition=fcr_declared', 'definition'],
		['/v1/calls', 'outcome=lost&slot=tea', 'slot']
	])('%s?%s is 400 and names %s', async (path, more, name) => {
		const response = await fetch(`${server.url}${path}?${query({ city: CITY, ...WHOLE })}&${more}`);
		expect(response.status).toBe(400);
		const { error } = (await response.json()) as { error: { message: string } };
		expect(error.message).toMatch(new RegExp(`^${name}: `));
	});
});

describe('what is usual', () => {
	it('adds up the workdays before to this time of day, and leaves out weekends and empty days', async () => {
		const city = '530100';
		const at = (days: number, hours = 0) => ANCHOR - days * DAY + hours * 3_600_000;
		const call = (id: string, queued: number, answered: boolean) => ({
			type: 'call',
			city,
			call_id: id,
			revision: 1,
			arrived_at: queued,
			queued_at: queued,
			...(answered ? { answered_at: queued + 1000 } : { ended_at: queued + 9000 })
		});
		// 2026-11-23 is a Monday; the days before are Sunday 22, Friday 20, Thursday 19.
		await server.sendAll([
			call('friday', at(3, -1), true),
			call('friday, later than now', at(3, 1), false),
			call('thursday', at(4, -1), false),
			call('sunday', at(1, -1), false),
			call('today', at(0, -1), false)
		]);
		await server.settled();
		const usual = await server.get<UsualAnswer>(`/v1/usual?city=${city}`);
		expect(usual.day).toEqual({ date: '2026-11-23', kind: 'workday', name: null });
		expect(usual.days.map(({ date }) => date)).toEqual(['2026-11-20', '2026-11-19']);
		expect(usual.measures.connection_rate).toMatchObject({ numerator: 1, denominator: 2 });
	});
});
