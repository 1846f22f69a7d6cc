import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';
import { resumeCommand } from './resume.ts';
import { importBytes, type Bytes } from './testing.ts';

const MAPPING = {
	formats: ['yyyy-MM-dd'],
	events: [
		{
			type: 'ticket',
			fields: {
				event_id: 'id',
				ticket_id: 'id',
				event: { value: 'created' },
				at: { time: 'day' }
			}
		}
	]
};
const TABLE = 'id,day\nA,2024-01-05\nB,2024-01-05\nC,2024-01-05\n';
const run = (content: string, more: Bytes = {}, options = {}) =>
	importBytes(content, { mapping: MAPPING, ...more }, options);

describe('an import can go on', () => {
	it('a file that grows: its unfinished last line waits', async () => {
		const { tally, resumeLine, unfinishedBytes } = await run(`${TABLE}D,2024-0`, { grownBy: 9 });
		expect(tally.whole).toBe(3);
		expect([resumeLine, unfinishedBytes]).toEqual([5, 8]);
	});

	it('from a line, with the header still read', async () => {
		const { events, tally } = await run(TABLE, {}, { fromLine: 3 });
		expect(events.map(({ ticket_id }) => ticket_id)).toEqual(['B', 'C']);
		expect(tally.before).toBe(1);
	});

	it('from the first row that was not taken', async () => {
		const { error, resumeLine } = await run(TABLE, { failAfter: 1 });
		expect(error?.message).toBe('the server is gone');
		expect(resumeLine).toBe(3);
	});

	it('by a command that says all there is to say, but the token', () => {
		const args = ['a b.csv', 'c.csv', '--mapping', "m'.json", '--token', 's3cret', '--run', 'r1'];
		const options = readOptions(args, undefined, () => 'new');
		expect(resumeCommand(options, options.files, 7)).toBe(
			`npm run import -- 'a b.csv' c.csv --mapping 'm'\\''.json' --run r1 --from-line 7`
		);
	});
});

describe('options', () => {
	it.each([
		[[], /name at least one file/],
		[['a', '--city', '12'], /--city: got "12"/],
		[['a', '--format', 'xls'], /--format: got "xls", want one of ndjson, csv, xlsx, queue-log/],
		[['a', '--from-line', '0'], /--from-line: got "0"/],
		[['a', '--url', 'ftp://x'], /--url: got "ftp:\/\/x"/],
		[['a', '--zone', 'Beijing'], /--zone: got "Beijing"/],
		[['--undo', 'a b'], /--undo: got "a b"/],
		[['a', '--nope'], /--nope/]
	])('%j are refused', (args, message) => {
		expect(() => readOptions(args, undefined, () => 'new')).toThrow(message);
	});
});
