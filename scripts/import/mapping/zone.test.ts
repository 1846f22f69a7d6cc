import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { createZone, type Doubt } from './zone.ts';

function zoneOf(name: string, ambiguous: 'earlier' | 'later' = 'earlier') {
	const doubts: Doubt[] = [];
	const toUtc = createZone(name, { ambiguous, onDoubt: (doubt) => doubts.push(doubt) });
	return {
		doubts,
		at: (clock: string) => new Date(toUtc(Date.parse(`${clock}Z`))).toISOString().slice(0, 16)
	};
}

describe('a clock in a zone', () => {
	it.each([
		['Asia/Shanghai', '2024-07-01T08:00', '2024-07-01T00:00', []],
		['America/New_York', '2024-03-10T01:59', '2024-03-10T06:59', []],
		['America/New_York', '2024-03-10T02:30', '2024-03-10T07:30', ['gap']],
		['America/New_York', '2024-03-10T03:00', '2024-03-10T07:00', []],
		['America/New_York', '2024-11-03T00:59', '2024-11-03T04:59', []],
		['America/New_York', '2024-11-03T01:30', '2024-11-03T05:30', ['ambiguous']],
		['America/New_York', '2024-11-03T02:00', '2024-11-03T07:00', []],
		['Australia/Lord_Howe', '2024-04-07T01:45', '2024-04-06T14:45', ['ambiguous']],
		['Pacific/Apia', '2011-12-31T00:30', '2011-12-30T10:30', []]
	])('%s %s', (name, clock, instant, expected) => {
		const { at, doubts } = zoneOf(name);
		expect(at(clock)).toBe(instant);
		expect(doubts).toEqual(expected);
	});

	it('that came twice can be taken as the later one', () => {
		expect(zoneOf('America/New_York', 'later').at('2024-11-03T01:30')).toBe('2024-11-03T06:30');
	});

	it('shows again what was read, as Luxon sees it, wherever there was no doubt', () => {
		const zones = ['America/New_York', 'Asia/Jerusalem', 'Europe/Berlin', 'Asia/Kathmandu'];
		const start = Date.UTC(1992, 0, 1);
		fc.assert(
			fc.property(
				fc.constantFrom(...zones),
				fc.integer({ min: start, max: Date.UTC(2030, 0, 1) }),
				(name, local) => {
					const doubts: Doubt[] = [];
					const toUtc = createZone(name, {
						ambiguous: 'earlier',
						onDoubt: (doubt) => doubts.push(doubt)
					});
					const shown = DateTime.fromMillis(toUtc(local), { zone: name });
					const again = shown.setZone('utc', { keepLocalTime: true }).toMillis();
					expect(doubts.includes('gap') || again === local).toBe(true);
				}
			),
			{ numRuns: 300 }
		);
	});
});
