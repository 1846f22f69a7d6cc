import { createHash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { parseIsoInstant } from '#contract/instant';
import { itemRange } from '#assessment/item-range';
import { createCallerKey } from './caller.ts';
import { createDoor, RejectionError } from './door.ts';

const NOW = parseIsoInstant('2026-11-23T19:42:07+08:00')!;
const door = createDoor({
	isCity: (code) => code === '420100' || code === '110000',
	itemRange,
	callerKey: createCallerKey(Buffer.alloc(32, 7)),
	clock: () => NOW
});
const admit = (event: unknown) => door.admit(event, (city) => city === '420100');

const CALL = { type: 'call', city: '420100', call_id: 'c1', revision: 1, arrived_at: NOW - 60_000 };
const RATING = {
	type: 'rating',
	city: '420100',
	rating_id: 'r',
	revision: 1,
	kind: 'after_call',
	about: 'c1',
	rated_at: NOW
};
const TICKET = {
	type: 'ticket',
	city: '420100',
	event_id: 'e',
	ticket_id: 't',
	event: 'created',
	at: NOW
};
const READING = {
	type: 'reading',
	city: '420100',
	reading_id: 'x',
	revision: 1,
	item: 'trust',
	value: 90,
	method: 'survey',
	from: NOW,
	to: NOW + 1
};
const SESSION = {
	type: 'session',
	city: '420100',
	session_id: 's',
	revision: 1,
	channel: 'web',
	requested_at: NOW
};

function refusal(event: unknown): { code: string; message: string } {
	try {
		admit(event);
	} catch (error) {
		if (error instanceof RejectionError) return { code: error.code, message: error.message };
		throw error;
	}
	throw new Error('it was let in');
}

describe('the door lets in', () => {
	test.each([CALL, RATING, TICKET, READING, SESSION])('a plain $type', (event) => {
		expect(admit(event)).toMatchObject({ city: 420100, type: event.type, revision: 1, void: 0 });
	});

	it('canonical content: known keys, sorted, times as integers, nobody in it', () => {
		const { content, caller } = admit({
			...CALL,
			answered_at: null,
			queued_at: '2026-11-23T19:41:30.1239+08:00',
			caller: '199 0000 1234',
			nonsense: 1
		});
		expect(content).toBe(
			`{"arrived_at":${NOW - 60_000},"call_id":"c1","city":"420100","queued_at":${NOW - 36_877},"revision":1,"type":"call"}`
		);
		expect(caller).toHaveLength(64);
	});

	it('a withdrawal that needs nothing else, and is final without a revision', () => {
		const gone = { type: 'call', city: '420100', call_id: 'c1', void: true };
		expect(admit(gone)).toMatchObject({ void: 1, revision: 2 ** 53 });
		expect(admit({ ...gone, arrived_at: null, queued_at: NOW }).content).toBe(
			`{"call_id":"c1","city":"420100","queued_at":${NOW},"type":"call","void":true}`
		);
		expect(admit({ ...gone, revision: 3 })).toMatchObject({ void: 1, revision: 3 });
	});

	it('with the latest time that it names', () => {
		expect(admit({ ...CALL, queued_at: NOW - 9 }).happened_at).toBe(NOW - 9);
		expect(admit({ ...TICKET, respond_due_at: NOW + 9 }).happened_at).toBe(NOW);
		expect(admit(READING).happened_at).toBe(0);
	});

	it('a ticket event whose revision is 1 unless it says so', () => {
		expect(admit(TICKET).revision).toBe(1);
		expect(admit({ ...TICKET, revision: 5 }).revision).toBe(5);
	});

	it('due times and periods that lie ahead', () => {
		expect(admit({ ...TICKET, respond_due_at: NOW + 1e9 }).void).toBe(0);
		expect(admit({ ...READING, to: NOW + 1e9 }).void).toBe(0);
	});

	it('ids of any characters, since they never meet SQL', () => {
		const id = `'); DROP TABLE raw_events; --\n\n"\\ 电话 😀`;
		expect(admit({ ...CALL, call_id: id }).id).toBe(id);
	});

	it('a key called __proto__ as an unknown key', () => {
		const event = JSON.parse(
			`{"__proto__":{"revision":9},"type":"call","city":"420100","call_id":"c","arrived_at":${NOW}}`
		) as unknown;
		expect(refusal(event).message).toBe('revision: is missing');
	});
});

describe('the door turns away', () => {
	test.each<[string, unknown, string, RegExp]>([
		['a text', 'call', 'not_an_object', /got "call"/],
		['an array', [], 'not_an_object', /an array/],
		['an unknown type', { ...CALL, type: 'fax' }, 'type_unknown', /want call, session/],
		['a type that every object has', { ...CALL, type: 'constructor' }, 'type_unknown', /type/],
		['a missing id', { ...CALL, call_id: null }, 'field_missing', /^call_id/],
		['a missing time', { ...CALL, arrived_at: undefined }, 'field_missing', /^arrived_at/],
		['a time that is null', { ...CALL, arrived_at: null }, 'field_missing', /^arrived_at/],
		[
			'a time that is a truth',
			{ ...CALL, arrived_at: true },
			'field_invalid',
			/^arrived_at: got true/
		],
		['an empty id', { ...CALL, call_id: '' }, 'field_invalid', /^call_id/],
		['an unknown city', { ...CALL, city: '999999' }, 'city_unknown', /999999/],
		['a city by name', { ...CALL, city: '武汉' }, 'field_invalid', /six-digit/],
		['another sender’s city', { ...CALL, city: '110000' }, 'city_forbidden', /110000/],
		['a revision of 0', { ...CALL, revision: 0 }, 'field_invalid', /^revision/],
		['a revision of 1.5', { ...CALL, revision: 1.5 }, 'field_invalid', /^revision/],
		['a revision beyond 2^53-1', { ...CALL, revision: 2 ** 53 }, 'field_invalid', /^revision/],
		[
			'seconds for milliseconds',
			{ ...CALL, arrived_at: 1_700_000_000 },
			'time_too_early',
			/seconds/
		],
		[
			'a time without an offset',
			{ ...CALL, arrived_at: '2026-11-23T19:00:00' },
			'field_invalid',
			/offset/
		],
		[
			'a time that is ahead',
			{ ...CALL, arrived_at: NOW + 600_001 },
			'time_in_future',
			/^arrived_at/
		],
		[
			'stages out of order',
			{ ...CALL, queued_at: NOW - 1, answered_at: NOW - 2 },
			'stages_out_of_order',
			/^answered_at/
		],
		[
			'stages out of order across an absent one',
			{ ...CALL, ended_at: NOW - 60_001 },
			'stages_out_of_order',
			/before arrived_at/
		],
		['a word for a truth', { ...CALL, resolved_on_contact: 'yes' }, 'field_invalid', /"yes"/],
		['an unknown answerer', { ...CALL, answered_by: 'cat' }, 'field_invalid', /"agent"\|"robot"/],
		['a quality of 6', { ...CALL, mos: 6 }, 'field_invalid', /^mos: got 6/],
		['a score of 0', { ...RATING, score: 0 }, 'field_invalid', /^score/],
		['an unknown channel', { ...SESSION, channel: 'pigeon' }, 'field_invalid', /"pigeon"/],
		['an unknown ticket event', { ...TICKET, event: 'lost' }, 'field_invalid', /"lost"/],
		['an unknown item', { ...READING, item: 'luck' }, 'item_unknown', /luck/],
		['a reading out of range', { ...READING, value: 101 }, 'field_invalid', /0 to 100/],
		['a period that ends before it begins', { ...READING, to: NOW }, 'field_invalid', /after from/],
		['broken Unicode', { ...CALL, call_id: '\ud800' }, 'field_invalid', /Unicode/]
	])('%s', (_, event, code, message) => {
		const got = refusal(event);
		expect(got.code).toBe(code);
		expect(got.message).toMatch(message);
	});

	it('without ever repeating a person’s number', () => {
		const number = '19900001234';
		for (const event of [
			{ ...CALL, caller: Number(number) },
			{ ...CALL, caller: [number] },
			{ ...SESSION, citizen: { phone: number } },
			{ ...CALL, arrived_at: number },
			{ ...CALL, arrived_at: Number(number) },
			{ ...CALL, answered_by: number },
			{ ...CALL, type: number },
			number
		])
			expect(refusal(event).message).not.toContain('1990000');
	});
});

it('content decides between equal revisions by its SHA-256', () => {
	const digest = (event: unknown) =>
		createHash('sha256').update(admit(event).content).digest('hex');
	expect(digest({ ...CALL, caller: '19900001234' })).toBe(digest(CALL));
	expect(digest({ ...CALL, line: 'x' })).not.toBe(digest(CALL));
});
