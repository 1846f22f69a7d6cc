import { describe, expect, it } from 'vitest';
import type { LiveSections } from '#contract/live';
import { changedSections } from './changes.ts';

const window = (as_of: string, measures: object) => ({ as_of, measures });
const before = {
	now: { waiting_now: 1, longest_wait_seconds: 2, undecided: 0 },
	feed: { last_received_at: 'a', last_heartbeat_at: null, settled: true },
	rolling: {
		'15m': window('1', { connection_rate: { n: 1 }, complaint_rate: { n: 0 } }),
		'30d': window('1', { connection_rate: { n: 9 } })
	},
	slots: { phone: { morning: { n: 1 }, evening: { n: 2 } }, online: { evening: { n: 3 } } }
} as unknown as LiveSections;

describe('changes', () => {
	it('of nothing are none', () => expect(changedSections(before, { ...before })).toEqual({}));
	it('are whole sections', () => {
		const now = { waiting_now: 0, longest_wait_seconds: null, undecided: 0 };
		expect(changedSections(before, { ...before, now })).toEqual({ now });
	});
	it('are, of the rolling windows, those that moved with the measures that changed', () => {
		const moved = window('2', { connection_rate: { n: 2 }, complaint_rate: { n: 0 } });
		const rolling = { ...before.rolling, '15m': moved } as unknown as LiveSections['rolling'];
		expect(changedSections(before, { ...before, rolling })).toEqual({
			rolling: { '15m': window('2', { connection_rate: { n: 2 } }) }
		});
	});
	it('are, of the slots, those that changed', () => {
		const phone = { ...before.slots.phone, evening: { n: 7 } };
		const slots = { ...before.slots, phone } as unknown as LiveSections['slots'];
		expect(changedSections(before, { ...before, slots })).toEqual({
			slots: { phone: { evening: { n: 7 } } }
		});
	});
});
