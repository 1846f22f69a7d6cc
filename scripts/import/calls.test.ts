import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importBytes } from './testing.ts';

/** One row a call, with clocks that leave the date behind at midnight: a switch's daily export. */
const SWITCH = {
	zone: 'Asia/Jerusalem',
	formats: ['yyMMdd H:mm:ss'],
	nulls: ['0:00:00', 'N/A'],
	keep: { not: { column: 'outcome', is: 'PHANTOM' } },
	events: [
		{
			type: 'call',
			fields: {
				call_id: { join: ['line', 'date', 'no'], with: '-' },
				arrived_at: { time: ['date', 'in'] },
				queued_at: { time: ['date', 'queue'], notBefore: 'arrived_at' },
				answered_at: {
					time: ['date', 'queue'],
					plus: 'waited',
					notBefore: 'queued_at',
					when: { column: 'outcome', is: 'AGENT' }
				},
				ended_at: {
					firstOf: [
						{ time: ['date', 'served'], notBefore: 'arrived_at' },
						{ time: ['date', 'out'], notBefore: 'arrived_at' }
					]
				}
			}
		}
	]
};
const HEADER = 'line,date,no,in,queue,waited,served,out,outcome\n';
const at = (clock: string) => Date.parse(`${clock}+02:00`);

describe('a table of calls', () => {
	it('has nulls, conditions, durations, alternatives and midnights', async () => {
		const { events, tally } = await importBytes(
			`${HEADER}AA,990131,7,23:59:50,23:59:58,0:00:12,0:03:00,0:00:10,AGENT\nAA,990131,8,9:00:00,0:00:00,0,0:00:00,9:00:30,HANG\nAA,990131,9,9:00:00,0:00:00,0,0:00:00,9:00:30,PHANTOM\n`,
			{ mapping: SWITCH }
		);
		expect(events).toEqual([
			{
				type: 'call',
				city: '420100',
				call_id: 'AA-990131-7',
				arrived_at: at('1999-01-31T23:59:50'),
				queued_at: at('1999-01-31T23:59:58'),
				answered_at: at('1999-02-01T00:00:10'),
				ended_at: at('1999-02-01T00:03:00'),
				revision: 1
			},
			{
				type: 'call',
				city: '420100',
				call_id: 'AA-990131-8',
				arrived_at: at('1999-01-31T09:00:00'),
				ended_at: at('1999-01-31T09:00:30'),
				revision: 1
			}
		]);
		expect(tally.filtered).toEqual(new Map([['keep', 1]]));
	});

	it('of legs is one call a group, whatever the order of its rows', async () => {
		const mapping = {
			source: { header: ['id', 'app', 'start', 'answer', 'end', 'src'] },
			formats: ['epoch-s'],
			group: { by: 'id' },
			events: [
				{
					type: 'call',
					when: { some: { column: 'app', is: 'Dial' } },
					fields: {
						call_id: 'id',
						arrived_at: { time: 'start', pick: 'min' },
						queued_at: { time: 'start', pick: 'min', where: { column: 'app', is: 'Dial' } },
						answered_at: { time: 'answer', pick: 'min' },
						ended_at: { time: 'end', pick: 'max' },
						caller: { column: 'src', pick: 'first', where: { column: 'src', matches: '^\\d+$' } }
					}
				}
			]
		};
		const legs = [
			'x,Menu,1700000000,,1700000010,a',
			'x,Dial,1700000010,1700000020,1700000060,5550000',
			'y,Menu,1700000001,,1700000002,b',
			'x,Dial,1700000010,,1700000015,5550000'
		];
		for (const rows of [legs, legs.toReversed()]) {
			const { events, tally } = await importBytes(`${rows.join('\n')}\n`, { mapping });
			expect(events).toEqual([
				{
					type: 'call',
					city: '420100',
					call_id: 'x',
					arrived_at: 1_700_000_000_000,
					queued_at: 1_700_000_010_000,
					answered_at: 1_700_000_020_000,
					ended_at: 1_700_000_060_000,
					caller: '5550000',
					revision: 3
				}
			]);
			expect(tally.filtered).toEqual(new Map([['no event applies to the row', 1]]));
		}
	});
});

describe('queue_log', () => {
	it('is told by its lines; what is no call and what is unknown is counted', async () => {
		const { events, tally } = await importBytes(
			'1764000000|NONE|q|A1|ADDMEMBER|\n1764000001|c1|q|NONE|ENTERQUEUE||5550000|1\n1764000001|c1|q|NONE|MYSTERY|x\nnoise\n\n',
			{ name: 'queue_log' }
		);
		expect(events).toHaveLength(1);
		expect(tally).toMatchObject({ rows: 5, whole: 2, blank: 1 });
		expect(tally.filtered).toEqual(new Map([['no call: ADDMEMBER', 1]]));
		expect(tally.rejected).toEqual(new Map([['columns_missing', 1]]));
		expect(tally.notices.get('lines with the unknown event MYSTERY')).toBe(1);
		expect(tally.accounted()).toBe(5);
	});

	it('exported from its realtime table, with microseconds in a zone', async () => {
		const { events } = await importBytes(
			'id,time,callid,queuename,agent,event,data,data1,data2,data3,data4,data5\n1,2024-07-01 10:00:00.250000,c1,q,NONE,ENTERQUEUE,,,5550000,1,,\n2,2024-07-01 10:00:09.500000,c1,q,A1,CONNECT,,9,1.2,4,,\n',
			{ name: 'queue_log.csv' },
			{ zone: 'Europe/Berlin' }
		);
		expect(events).toMatchObject([
			{
				call_id: 'c1',
				queued_at: Date.parse('2024-07-01T08:00:00.250Z'),
				answered_at: Date.parse('2024-07-01T08:00:09.500Z'),
				caller: '5550000'
			}
		]);
	});
});

describe('NDJSON', () => {
	it('goes as it is; lines that are none are named', async () => {
		const good =
			'{"type":"call","city":"420100","call_id":"a","revision":1,"arrived_at":1764000000000}';
		const { sent, said, tally } = await importBytes(`${good}\n{"type"\n\n${good}\n[1]\n`, {
			name: 'events.ndjson'
		});
		expect(sent.map(({ json, line }) => [json, line])).toEqual([
			[good, 1],
			[good, 4]
		]);
		expect(said).toEqual([
			'events.ndjson:2: is no JSON object; want one event a line [json_malformed]',
			'events.ndjson:5: is no JSON object; want one event a line [json_malformed]'
		]);
		expect(tally.accounted()).toBe(tally.rows);
	});
});

it('every row is accounted for, whatever the bytes', { timeout: 30_000 }, async () => {
	const piece = fc.constantFrom(
		'AA',
		'990131',
		'7',
		'9:00:00',
		',',
		',',
		',',
		'"',
		'\n',
		'\n',
		'\r\n',
		'AGENT',
		'13900001234',
		' '
	);
	await fc.assert(
		fc.asyncProperty(
			fc.array(piece, { maxLength: 60 }),
			fc.integer({ min: 1, max: 30 }),
			async (pieces, chunk) => {
				const text = `${HEADER}${pieces.join('')}`;
				const { tally, error, said } = await importBytes(text, { mapping: SWITCH, chunk });
				expect(error).toBeUndefined();
				expect(tally.accounted()).toBe(tally.rows);
				expect(said.join()).not.toContain('1390000');
				if (!text.includes('"')) {
					const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
					expect(tally.rows).toBe(lines);
				}
			}
		),
		{ numRuns: 300 }
	);
});
