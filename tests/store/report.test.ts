/** The report as files: every figure in them is the API's, and the API's are those of the other answers. */
import { unzipSync, strFromU8 } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assessment } from '#assessment/types';
import type { MeasuresAnswer } from '#contract/answers';
import type { PeersAnswer } from '#contract/compare';
import type { FigureCell, ReportAnswer, ReportCell, ReportTable } from '#report/types';
import { startTestServer } from '../harness.ts';

const NOW = Date.parse('2026-11-24T20:00:00+08:00');
const MINUTE = 60_000;
const CITY = '420100';

let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
	server = await startTestServer({ clock: () => NOW });
	// Every 80 minutes from the end of August on, and a few of a year before.
	const calls = [
		...Array.from({ length: 1500 }, (_, index) => NOW - (index + 1) * 80 * MINUTE),
		...Array.from(
			{ length: 60 },
			(_, index) => Date.parse('2025-10-05T00:00+08:00') + index * 333 * MINUTE
		)
	].map((at, index) => ({
		type: 'call',
		city: CITY,
		call_id: `c${index}`,
		revision: 1,
		arrived_at: at,
		queued_at: at + 5000,
		answered_at: index % 6 === 0 ? null : at + 12_000,
		ended_at: at + 90_000,
		welcome_seconds: 9,
		caller: `1380000${String(index % 400).padStart(4, '0')}`,
		resolved_on_contact: index % 6 === 0 ? null : index % 10 < 8
	}));
	const ratings = Array.from({ length: 200 }, (_, index) => ({
		type: 'rating',
		city: CITY,
		rating_id: `r${index}`,
		revision: 1,
		kind: 'after_call',
		about: `c${index}`,
		rated_at: NOW - index * 300 * MINUTE,
		score: index % 30 === 0 ? 2 : 5
	}));
	const reading = {
		type: 'reading',
		city: CITY,
		reading_id: 'trust-1',
		revision: 1,
		item: 'trust',
		value: 93.5,
		method: 'survey',
		from: '2026-10-01T00:00+08:00',
		to: '2026-11-01T00:00+08:00',
		n: 120
	};
	await server.sendAll([...calls, ...ratings, reading]);
	await server.settled();
});
afterAll(() => server.close());

const PERIOD = 'kind=month&period=2026-10';
const report = (more = '', period = PERIOD) =>
	server.get<ReportAnswer>(`/v1/report?city=${CITY}&${period}${more}`);
async function file(format: string, more = ''): Promise<Uint8Array> {
	const response = await fetch(
		`${server.url}/v1/report?city=${CITY}&${PERIOD}&format=${format}${more}`
	);
	expect(response.status).toBe(200);
	expect(response.headers.get('content-disposition')).toContain(`.${format}`);
	return new Uint8Array(await response.arrayBuffer());
}
const tablesOf = ({ document }: ReportAnswer): ReportTable[] =>
	document.sections.flatMap(({ tables }) => tables);
const textOf = (cell: ReportCell) => (typeof cell === 'string' ? cell : cell.text);
const paragraphsOf = ({ document }: ReportAnswer) => [
	document.title,
	document.subtitle,
	...document.sections.flatMap(({ title, paragraphs }) => [title, ...paragraphs])
];
/** Everything a document says, without the spaces that a layout may move. */
const bare = (text: string) => text.replace(/\s/g, '');

describe('the report’s figures', () => {
	it('are those of the measures, the assessment and the peers at the same instant', async () => {
		const window = `from=${Date.parse('2026-10-01T00:00+08:00')}&to=${Date.parse('2026-11-01T00:00+08:00')}`;
		const [{ data }, measures, assessment, peers] = await Promise.all([
			report(),
			server.get<MeasuresAnswer>(
				`/v1/measures?city=${CITY}&${window}&by=slot&compare=previous,year`
			),
			server.get<Assessment>(`/v1/assessment?city=${CITY}&${window}`),
			server.get<PeersAnswer>(`/v1/peers?city=${CITY}&${window}`)
		]);
		// What is provisional is never in a report.
		const { connection_rate_live: live, ...figures } = measures.measures;
		expect(live?.provisional).toBe(true);
		expect(data.measures).toEqual(figures);
		expect(data.slots).toEqual(measures.slots);
		expect(data.previous.measures).toEqual(measures.compare!.previous!.measures);
		expect(data.year.measures).toEqual(measures.compare!.year!.measures);
		expect(data.year.measures.connection_rate.denominator).toBe(60);
		expect(assessment).toMatchObject(data.assessment);
		expect(peers).toMatchObject(data.peers);
	});

	it('stand in its tables as they are in its data', async () => {
		const answer = await report();
		const table = (id: string) => tablesOf(answer).find((one) => one.id === id)!;
		const { connection_rate: connection } = answer.data.measures;
		expect(
			table('rates')
				.rows[0]!.slice(1)
				.map((cell) => (cell as FigureCell).value)
		).toEqual([
			connection.value,
			connection.numerator,
			connection.denominator,
			connection.low,
			connection.high
		]);
		expect((table('index').rows[0]![2] as FigureCell).value).toBe(
			answer.data.assessment.index.point
		);
		const trust = table('items').rows.find(([name]) => name === '信任度')!;
		expect(trust.map(textOf).slice(1, 4)).toEqual(['调查', '93.50', '120']);
		for (const { rows } of tablesOf(answer))
			for (const cell of rows.flat())
				if (typeof cell !== 'string') expect(cell.value === null).toBe(cell.text === '—');
	});
});

describe.each(['zh', 'en'])('as files (%s)', (lang) => {
	it('.xlsx holds every number of every table as a number', async () => {
		const [answer, bytes] = await Promise.all([
			report(`&lang=${lang}`),
			file('xlsx', `&lang=${lang}`)
		]);
		const { sheets } = await readXlsx(bytes);
		expect(sheets.map(({ name }) => name)).toEqual(
			answer.document.sections.map(({ title }) => title.slice(0, 31))
		);
		let compared = 0;
		for (const [index, section] of answer.document.sections.entries()) {
			const rows = sheets[index]!.rows;
			for (const paragraph of section.paragraphs) expect(rows.flat()).toContain(paragraph);
			let at = 0;
			for (const table of section.tables) {
				at = rows.findIndex((row, line) => line >= at && row[0] === table.columns[0]!.header);
				expect(at).toBeGreaterThan(0);
				for (const row of table.rows) {
					at++;
					for (const [column, cell] of row.entries()) {
						const value = rows[at]?.[column] ?? null;
						if (typeof cell === 'string') expect(value).toBe(cell);
						else if (cell.value === null) expect(value).toBeNull();
						else expect(value).toBeCloseTo(cell.value, 12);
						compared++;
					}
				}
			}
		}
		expect(compared).toBeGreaterThan(600);
	});

	it('.docx holds every paragraph, and every cell in its place', async () => {
		const [answer, bytes] = await Promise.all([
			report(`&lang=${lang}`),
			file('docx', `&lang=${lang}`)
		]);
		const xml = strFromU8(unzipSync(bytes)['word/document.xml']!);
		const plain = (part: string) =>
			[...part.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
				.map(([, text]) =>
					text!
						.replaceAll('&lt;', '<')
						.replaceAll('&gt;', '>')
						.replaceAll('&quot;', '"')
						.replaceAll('&apos;', "'")
						.replaceAll('&amp;', '&')
				)
				.join('');
		const everything = plain(xml);
		for (const paragraph of paragraphsOf(answer)) expect(everything).toContain(paragraph);
		const tables = [...xml.matchAll(/<w:tbl>[^]*?<\/w:tbl>/g)].map(([part]) =>
			[...part.matchAll(/<w:tr>[^]*?<\/w:tr>|<w:tr [^]*?<\/w:tr>/g)].map(([row]) =>
				[...row.matchAll(/<w:tc>[^]*?<\/w:tc>/g)].map(([cell]) => plain(cell))
			)
		);
		expect(tables).toEqual(
			tablesOf(answer).map(({ columns, rows }) => [
				columns.map(({ header }) => header),
				...rows.map((row) => row.map(textOf))
			])
		);
	});

	it('PDF holds every paragraph and, in order, every cell', async () => {
		const [answer, bytes] = await Promise.all([
			report(`&lang=${lang}`),
			file('pdf', `&lang=${lang}`)
		]);
		const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise;
		const pages: string[] = [];
		for (let page = 1; page <= pdf.numPages; page++) {
			const { items } = await (await pdf.getPage(page)).getTextContent();
			pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
		}
		const all = bare(pages.join('')).replaceAll(/\d+\/\d+(?=$)/g, '');
		for (const { rows } of tablesOf(answer))
			for (const row of rows)
				// A wrapped cell's lines may be interleaved with its neighbours': each figure is looked for by itself.
				for (const cell of row)
					if (typeof cell !== 'string') expect(all).toContain(bare(cell.text));
		for (const { title } of answer.document.sections) expect(all).toContain(bare(title));
		for (const row of tablesOf(answer)
			.find(({ id }) => id === 'rates')!
			.rows.slice(0, 4))
			expect(all).toContain(bare(row.map(textOf).join('')));
		expect(all).toContain(bare(answer.document.sections[0]!.paragraphs[0]!.slice(0, 20)));
	});
});

describe('the report', () => {
	it('is of the last month that is over, of months that end on the 20th, and of a period not over yet', async () => {
		expect((await report('', 'kind=month')).data).toMatchObject({
			period: '2026-10',
			complete: true
		});
		const shifted = (await report('', 'kind=month&month_ends=20')).data;
		expect([shifted.from.slice(0, 10), shifted.to.slice(0, 10)]).toEqual([
			'2026-10-21',
			'2026-11-21'
		]);
		const open = await report('', 'kind=quarter&period=2026-Q4');
		expect(open.data.complete).toBe(false);
		expect(open.document.sections[0]!.paragraphs).toContain('本期尚未结束，数字还会变化。');
	});
	it('of a period that began before anything was recorded says since when', async () => {
		const quarter = await report('', 'kind=quarter&period=2026-Q3');
		expect(quarter.data.first_call_at!.slice(0, 10)).toBe('2026-09-02');
		expect(quarter.document.sections[0]!.paragraphs).toContain(
			'来电记录自 2026-09-02 起：本期在此之前的日子没有计入。'
		);
		const october = await report();
		expect(october.data.first_call_at!.slice(0, 10)).toBe('2026-10-01');
		expect(october.document.sections[0]!.paragraphs.join('')).not.toContain('没有计入');
		expect((await report('', 'kind=month&period=2020-02')).data.first_call_at).toBeNull();
	});
	it('of a period without any fact says so and invents nothing', async () => {
		const { document } = await report('', 'kind=month&period=2020-02');
		expect(document.sections[0]!.paragraphs[0]).toContain('接通率无法计算');
		const measures = document.sections.find(({ id }) => id === 'measures')!;
		expect(measures.tables.map(({ id }) => id)).toEqual(['rates', 'durations']);
		expect(measures.paragraphs).toHaveLength(2);
	});
	it('of a period whose calls came at another time says so instead of naught received', async () => {
		const { data, document } = await report();
		const { paragraphs, tables } = document.sections.find(({ id }) => id === 'quality')!;
		expect(tables).toEqual([]);
		expect(paragraphs[1]).toMatch(/没有收到任何记录：本期的 \d+ 通人工请求/);
		const unknown = ((1 - data.assessment.index.coverage) * 100).toFixed(2);
		expect(paragraphs[2]).toContain(`指数权重中共有 ${unknown}% 未知`);
	});
	it.each([
		'kind=week',
		'kind=month&period=2026-Q1',
		'kind=month&month_ends=31',
		'kind=month&format=ps'
	])('refuses %s by name', async (query) => {
		const response = await fetch(`${server.url}/v1/report?city=${CITY}&${query}`);
		expect(response.status).toBe(400);
		expect(await response.text()).toMatch(/kind|period|month_ends|format/);
	});
});
