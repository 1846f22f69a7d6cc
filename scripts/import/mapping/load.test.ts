import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadMapping, MappingError, readMapping } from './load.ts';

const ticket = {
	event_id: 'id',
	ticket_id: 'id',
	event: { value: 'created' },
	at: { time: 'when' }
};
const good = { formats: ['yyyy-MM-dd'], events: [{ type: 'ticket', fields: ticket }] };
const withField = (field: string, given: unknown) => ({
	...good,
	events: [{ type: 'ticket', fields: { ...ticket, [field]: given } }]
});

describe('a mapping', () => {
	it('is read with its defaults', () => {
		expect(readMapping(good, 'm.json')).toMatchObject({
			zone: 'Asia/Shanghai',
			ambiguous: 'earlier',
			source: { encoding: 'auto', header: 'find', delimiter: ',' }
		});
	});

	it.each(readdirSync(new URL('../mappings', import.meta.url)))('of the project: %s', (file) => {
		expect(loadMapping(file).events.length).toBeGreaterThan(0);
		expect(loadMapping(file.replace('.json', ''))).toEqual(loadMapping(file));
	});

	it.each([
		[{}, /m\.json:\n {2}events: /],
		[{ ...good, colums: 1 }, /the file: Unrecognized key: "colums"/],
		[{ ...good, zone: 'Beijing' }, /zone: want an IANA zone/],
		[{ ...good, formats: ['HH:mm'] }, /formats\.0: "HH:mm" has no year/],
		[
			withField('chanel', 'x'),
			/events\.0\.fields\.chanel: a ticket has no such field; it has city,/
		],
		[
			{ ...good, events: [{ type: 'ticket', fields: { event_id: 'id' } }] },
			/events\.0\.fields: a ticket needs "ticket_id"/
		],
		[withField('channel', {}), /fields\.channel: want exactly one of column, value.*; got none/],
		[withField('channel', { column: 'a', value: 'b' }), /got column and value/],
		[
			withField('channel', { column: 'a', map: 'nope' }),
			/channel\.map: there is no "nope" in maps/
		],
		[withField('at', { time: 'a', pick: 'min' }), /at: pick and where .* there is no group/],
		[
			withField('at', { time: 'a', notBefore: 'later' }),
			/notBefore: want a field that stands before/
		],
		[
			withField('channel', { column: 'a', when: { column: 'b' } }),
			/channel\.when: a column goes with exactly one of is, in/
		],
		[{ ...good, keep: { column: 'b', matches: '(' } }, /keep\.matches: is no regular expression/],
		[{ ...good, formats: [] }, /events\.0\.fields\.at: a time needs formats/]
	])('with a fault names it by its path: %#', (mapping, message) => {
		expect(() => readMapping(mapping, 'm.json')).toThrow(MappingError);
		expect(() => readMapping(mapping, 'm.json')).toThrow(message);
	});

	it('that is not there says where it was sought', () => {
		expect(() => loadMapping('nowhere.json')).toThrow(/nowhere\.json is not there, nor in scripts/);
	});
});
