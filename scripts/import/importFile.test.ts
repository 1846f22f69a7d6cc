import { describe, expect, it } from 'vitest';
import iconv from 'iconv-lite';
import { sum } from './tally.ts';
import { importBytes, type Bytes } from './testing.ts';

const MAPPING = {
	formats: ['yyyy-MM-dd HH:mm:ss'],
	maps: { way: { values: { 电话: 'phone', 网页: 'web', 其他: null }, default: 'other' } },
	events: [
		{
			type: 'ticket',
			fields: {
				event_id: { join: ['编号', { value: ':created' }] },
				ticket_id: '编号',
				event: { value: 'created' },
				at: { time: ['日期', '时间'], nulls: ['0:00:00'] },
				channel: { column: '渠道', map: 'way' }
			}
		},
		{
			type: 'ticket',
			when: { column: '办结', empty: false },
			fields: {
				event_id: { join: ['编号', { value: ':resolved' }] },
				ticket_id: '编号',
				event: { value: 'resolved' },
				at: { time: '办结' }
			}
		}
	]
};
const HEADER = '编号,日期,时间,渠道,备注,办结';
const row = (
	id: string,
	more: Partial<Record<'day' | 'time' | 'way' | 'note' | 'end', string>> = {}
) =>
	[
		id,
		more.day ?? '2024-01-05',
		more.time ?? '08:30:00',
		more.way ?? '电话',
		more.note ?? '',
		more.end ?? ''
	].join(',');
const table = (...rows: string[]) => [HEADER, ...rows, ''].join('\n');

async function run(content: string | Buffer, more: Partial<Bytes> = {}, options = {}) {
	const imported = await importBytes(content, { mapping: MAPPING, ...more }, options);
	if (!imported.error) expect(imported.tally.accounted()).toBe(imported.tally.rows);
	return imported;
}
const AT = Date.parse('2024-01-05T08:30:00+08:00');

describe('a table becomes events', () => {
	it('one row several, in Chinese, with columns joined into a time', async () => {
		const { events, tally } = await run(table(row('A1', { end: '2024-01-06 09:00:00' })));
		expect(events).toEqual([
			{
				type: 'ticket',
				city: '420100',
				event_id: 'A1:created',
				ticket_id: 'A1',
				event: 'created',
				at: AT,
				channel: 'phone',
				revision: 1
			},
			{
				type: 'ticket',
				city: '420100',
				event_id: 'A1:resolved',
				ticket_id: 'A1',
				event: 'resolved',
				at: Date.parse('2024-01-06T09:00:00+08:00'),
				revision: 1
			}
		]);
		expect(tally).toMatchObject({ rows: 2, header: 1, whole: 1 });
	});

	it.each([
		['utf-8 with a mark', 'auto', (text: string) => Buffer.from(`\uFEFF${text}`)],
		['gbk', 'gbk', (text: string) => iconv.encode(text, 'gbk')],
		['gb18030', 'gb18030', (text: string) => iconv.encode(text, 'gb18030')],
		[
			'utf-16 with a mark',
			'auto',
			(text: string) => iconv.encode(text, 'utf-16le', { addBOM: true })
		],
		[
			'utf-16be with a mark',
			'auto',
			(text: string) => iconv.encode(text, 'utf-16be', { addBOM: true })
		],
		['utf-16 without a mark', 'utf-16le', (text: string) => iconv.encode(text, 'utf-16le')]
	])('in %s, whatever the bytes a chunk', async (_name, encoding, encode) => {
		const text = table(row('A1', { way: '网页', note: '"第一行\r\n第二行，""引号"""' }), row('A2'));
		const whole = await run(table(row('A1', { way: '网页' }), row('A2')));
		for (const chunk of [1, 7, 4_096])
			expect((await run(encode(text), { chunk }, { encoding })).events).toEqual(whole.events);
	});

	it('whose rows are named by their first line, over quoted newlines and blank lines', async () => {
		const note = '"a\r\nb\nc"';
		const text = `${HEADER}\r\n${row('A1', { note })}\r\n\r\n${row('A2', { day: 'x' })}\r\n`;
		const { said, tally } = await run(text);
		expect(said[0]).toMatch(/^rows\.csv:6: 日期 \+ 时间: got "x 08:30:00" \[time_unreadable\]/);
		expect(tally.blank).toBe(1);
	});

	it('whose header has moved, which is told', async () => {
		const { said, tally } = await run(`2024 report,,,,,\n,,,,,\n${table(row('A1'))}`);
		expect(said).toEqual(['rows.csv: the header is in line 3; what stands before it is skipped']);
		expect(tally).toMatchObject({ header: 3, whole: 1 });
	});
});

describe('what is wrong is named by row, column and value', () => {
	it.each([
		[
			'seconds that a spreadsheet cut',
			row('A', { day: '2024/1/5', time: '8:30' }),
			'time_seconds_lost'
		],
		['a day number', row('A', { end: '44197.5' }), 'time_serial'],
		['a rounded number', row('A', { end: '1.23E+14' }), 'time_scientific'],
		['a rounded id', row('1.23E+14'), 'id_scientific'],
		['a null where there must be a value', row('A', { time: '0:00:00' }), 'field_empty'],
		['a cut row', 'A,2024-01-05', 'columns_missing'],
		['a row with an unquoted delimiter', `${row('A')},x`, 'columns_extra']
	])('%s', async (_what, line, reason) => {
		const { said, tally } = await run(table(row('A0'), line));
		expect(said[0]).toMatch(/^rows\.csv:3: /);
		expect(said[0]).toContain(`[${reason}]`);
		expect(sum(tally.rejected) + tally.partly).toBe(1);
	});

	it('values that no map has are counted by value', async () => {
		const { tally, events } = await run(
			table(row('A', { way: '传真' }), row('B', { way: '传真' }), row('C', { way: '其他' }))
		);
		expect(tally.unmapped.get('渠道')).toEqual(new Map([['传真', 2]]));
		expect(events.map(({ channel }) => channel)).toEqual(['other', 'other', undefined]);
	});

	it('a missing column with what it may be called, before anything is sent', async () => {
		const { error, sent } = await run(table(row('A')).replace('渠道', '渠道名'));
		expect(error?.message).toBe(
			'rows.csv:1: the mapping does not fit this header\n  no column "渠道"; is it "渠道名"?'
		);
		expect(sent).toEqual([]);
	});

	it('an encoding that makes the header unreadable, with the one that would not', async () => {
		const { error } = await run(iconv.encode(table(row('A')), 'gbk'));
		expect(error?.message).toContain('the bytes would also be gb18030');
	});

	it('no other encoding where the bytes could be read, lines of old Macs by their ends', async () => {
		const { error } = await run(`${HEADER.replaceAll(',', ';')}\n`);
		expect(error?.message).toContain('is source.delimiter ";"?');
		expect(error?.message).not.toContain('would also be');
		const old = await run(table(row('A')).replaceAll('\n', '\r'));
		expect(old.error?.message).toContain('lines end with \\r alone');
	});

	it('a day number as it stands, though it has many digits', async () => {
		const { said } = await run(table(row('A', { end: '45296.3333' })));
		expect(said.join()).toContain('got "45296.3333" [time_serial]');
	});

	it('bytes that are no text: the row if they are in a column that is read, else a note', async () => {
		const text = Buffer.concat([
			Buffer.from(`${HEADER}\nA,2024-01-05,08:30:00,`),
			Buffer.from([0xff]),
			Buffer.from(`,,\nB,2024-01-05,08:30:00,电话,`),
			Buffer.from([0xff]),
			Buffer.from(',\n')
		]);
		const { tally, said, events } = await run(text);
		expect(said[0]).toMatch(/^rows\.csv:2: 渠道: has bytes that are no text \[encoding_invalid\]/);
		expect(events).toHaveLength(1);
		expect([...tally.notices.values()]).toEqual([2]);
	});

	it('a quote that is never closed', async () => {
		const { tally, said } = await run(table(row('A'), row('B', { note: '"open' })));
		expect(tally.rejected).toEqual(new Map([['quote_unclosed', 1]]));
		expect(said[0]).toContain('rows.csv:3: ');
	});

	it('an id again with other values is a conflict, with the same ones a repeat', async () => {
		const { tally } = await run(table(row('A'), row('A'), row('A', { way: '网页' })));
		expect(tally.notices.get('events that repeat an earlier one')).toBe(1);
		expect(tally.notices.get('conflicts: repeated ids with other values')).toBe(1);
	});

	it('never with a number that may be a caller', async () => {
		const { said } = await run(
			table(row('A', { day: '13900001234' }), row('B', { end: '13900001234' }))
		);
		expect(said).toHaveLength(2);
		expect(said.join()).not.toContain('1390000');
	});
});
