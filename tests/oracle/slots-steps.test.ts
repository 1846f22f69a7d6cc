import { describe, expect, it } from 'vitest';
import { assessmentInputs } from './assessment-inputs.ts';
import { DAY, HOUR, MINUTE, onlineSlot, phoneSlot } from './clock.ts';
import { at, call, CITY, facts, parts, queued, session, TENTH, ticket } from './examples.ts';
import { quantile, wilson } from './figures.ts';
import { byMonths, bySlot, bySteps, waiting } from './measures.ts';

describe('slots', () => {
	it.each([
		['00:00', 'off', 'off'],
		['08:59:59.999', 'off', 'off'],
		['09:00', 'morning', 'morning'],
		['10:59:59.999', 'morning', 'morning'],
		['11:00', 'noon', 'off'],
		['12:59:59.999', 'noon', 'off'],
		['13:00', 'afternoon', 'afternoon'],
		['16:59:59.999', 'afternoon', 'afternoon'],
		['17:00', 'dusk', 'evening'],
		['18:59:59.999', 'dusk', 'evening'],
		['19:00', 'evening', 'evening'],
		['20:59:59.999', 'evening', 'evening'],
		['21:00', 'night', 'off'],
		['23:59:59.999', 'night', 'off']
	])('%s is phone %s and online %s', (clock, phone, online) => {
		expect(phoneSlot(at(`03-10 ${clock}`))).toBe(phone);
		expect(onlineSlot(at(`03-10 ${clock}`))).toBe(online);
	});

	it('are those of each measure’s own window time, and all there', () => {
		const overNine = call('x', {
			arrived_at: at('03-10 08:59:59.999'),
			queued_at: at('03-10 09:00'),
			answered_at: at('03-10 11:00')
		});
		const { phone, online } = bySlot(facts(overNine), TENTH);
		expect(parts(phone.morning.connection_rate)).toEqual([1, 1]);
		expect(parts(phone.morning.connection_rate_offered)).toEqual([0, 0]);
		expect(parts(phone.off.connection_rate_offered)).toEqual([1, 1]);
		expect(Object.keys(phone)).toHaveLength(7);
		expect(Object.keys(online)).toHaveLength(4);
	});
});

describe('steps', () => {
	const call1 = facts(queued('a', '03-10 09:15', 1, null), queued('b', '03-11 00:00', 1, null));
	it('are clipped at both ends and listed when empty', () => {
		const window = { ...TENTH, from: at('03-10 08:59:59.999'), to: at('03-10 09:20') };
		const steps = bySteps(call1, window, 15 * MINUTE);
		expect(
			steps.map(({ from, to, measures }) => [from, to, measures.connection_rate.denominator])
		).toEqual([
			[at('03-10 08:59:59.999'), at('03-10 09:00'), 0],
			[at('03-10 09:00'), at('03-10 09:15'), 0],
			[at('03-10 09:15'), at('03-10 09:20'), 1]
		]);
	});

	it('of a day start at midnight in Beijing', () => {
		const window = {
			...TENTH,
			from: at('03-09 12:00'),
			to: at('03-11 12:00'),
			now: at('03-12 00:00')
		};
		const steps = bySteps(call1, window, DAY);
		expect(steps.map(({ from, measures }) => [from, measures.connection_rate.denominator])).toEqual(
			[
				[at('03-09 12:00'), 0],
				[at('03-10 00:00'), 1],
				[at('03-11 00:00'), 1]
			]
		);
	});

	it.each<[number | null, string[]]>([
		[null, ['02-01 00:00', '03-01 00:00']],
		[20, ['01-21 00:00', '02-21 00:00']],
		[28, ['01-29 00:00', '03-01 00:00']]
	])('of a month that ends on %s', (endsOn, starts) => {
		const window = { ...TENTH, from: at('01-20 12:00'), to: at('03-11 00:00') };
		const steps = byMonths(call1, window, endsOn);
		expect(steps.map(({ from }) => from)).toEqual([window.from, ...starts.map(at)]);
		expect(steps.at(-1)?.measures.connection_rate.denominator).toBe(1);
		expect(steps.at(-1)?.to).toBe(window.to);
	});

	it('of an hour number 24 in a day', () => {
		expect(bySteps(call1, TENTH, HOUR)).toHaveLength(24);
	});
});

describe('waiting', () => {
	const sent = facts(
		queued('a', '03-10 09:00', null, null),
		queued('b', '03-10 09:30', null, null),
		queued('c', '03-10 09:30', 120, null),
		queued('d', '03-10 09:30', null, 60),
		call('e', { arrived_at: at('03-10 09:30') })
	);
	it.each([
		['03-10 08:59', 0, null, 0],
		['03-10 09:30', 4, 1800, 0],
		['03-10 09:31', 3, 1860, 0],
		['03-10 09:32', 2, 1920, 0],
		['03-10 09:59:59.999', 2, 3599.999, 0],
		['03-10 10:00', 1, 1800, 1],
		['03-10 10:30', 0, null, 2]
	])('at %s', (now, waiting_now, longest_wait_seconds, undecided) => {
		const expected = { waiting_now, longest_wait_seconds, undecided };
		expect(waiting(sent, { city: CITY, now: at(now) })).toEqual(expected);
	});
});

describe('arithmetic', () => {
	// The roots of (p - x/n)² = z² p (1 - p) / n, computed with 40 decimals.
	it.each([
		[0, 1, 0, 0.79345068562276],
		[1, 1, 0.20654931437724, 1],
		[1, 2, 0.09453120573423, 0.90546879426577],
		[8, 10, 0.49016247153664, 0.94331784854562],
		[80, 100, 0.71117083440684, 0.86663306666897]
	])('Wilson of %d in %d', (x, n, low, high) => {
		expect(wilson(x, n).low).toBeCloseTo(low, 12);
		expect(wilson(x, n).high).toBeCloseTo(high, 12);
	});

	it.each<[number[], number, number | null]>([
		[[], 0.5, null],
		[[7], 0.9, 7],
		[[10, 9, 2], 0.5, 9],
		[[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0.9, 10]
	])('quantile of %j at %d', (values, p, expected) => {
		expect(quantile(values, p)).toBe(expected);
	});
});

describe('assessment inputs', () => {
	it('are means over arrived calls and slots, and counts of channels', () => {
		const sent = facts(
			queued('a', '03-10 09:00', 1, null, { welcome_seconds: 10, mos: 4 }),
			queued('b', '03-10 10:00', null, 5, { welcome_seconds: 20, menu_depth: 0 }),
			queued('c', '03-10 20:00', 1, null),
			queued('d', '03-10 03:00', null, 5),
			queued('e', '03-09 09:00', 1, null, { welcome_seconds: 90 }),
			session('s', {
				channel: 'app',
				requested_at: at('03-10 12:00'),
				ended_at: at('03-10 12:01')
			}),
			session('t', {
				channel: 'phone',
				requested_at: at('03-10 17:00'),
				responded_at: at('03-10 17:01')
			}),
			ticket('1', 'x', 'created', '03-10 09:00', { channel: 'web', self_service: true }),
			ticket('2', 'y', 'created', '03-10 09:00', { channel: 'wechat', self_service: false }),
			ticket('3', 'z', 'created', '03-10 09:00', { channel: 'phone', self_service: true }),
			ticket('4', 'w', 'created', '03-01 09:00', { channel: 'sms', self_service: true }),
			ticket('5', 'w', 'progress_viewed', '03-10 09:00'),
			ticket('6', 'z', 'progress_viewed', '03-10 09:00'),
			ticket('7', 'y', 'progress_viewed', '03-11 00:00')
		);
		expect(assessmentInputs(sent, TENTH)).toMatchObject({
			welcome_seconds: { value: 15, n: 2 },
			menu_depth: { value: 0, n: 1 },
			audio_quality: { value: 4, n: 1 },
			// Morning 1 of 2, evening 1 of 1; the lost call of the night is not probed.
			phone_slots: { value: 0.75, n: 2 },
			online_slots: { value: 1, n: 1 },
			first_contact_resolution: { value: null },
			channels: 3,
			self_service_channels: 1,
			progress_channels: 1,
			calls_in_365_days: 5
		});
	});
});
