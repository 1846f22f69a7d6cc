import { describe, expect, it } from 'vitest';
import type { LiveSections } from '#contract/live';
import { changedSections } from './changes.ts';

const before = {
	now: { waiting_now: 1, longest_wait_seconds: 2, undecided: 0 },
	feed: { last_received_at: 'a', last_heartbeat_at: null, settled: true },
	rolling: { '15m': { as_of: '1' }, '30d': { as_of: '1' } }
} as unknown as LiveSections;

describe('changes', () => {
	it('of nothing are none', () => expect(changedSections(before, { ...before })).toEqual({}));
	it('are whole sections', () => {
		const now = { waiting_now: 0, longest_wait_seconds: null, undecided: 0 };
		expect(changedSections(before, { ...before, now })).toEqual({ now });
	});
	it('are, of the rolling windows, those that moved', () => {
		const moved = { as_of: '2' };
		const rolling = { ...before.rolling, '15m': moved } as unknown as LiveSections['rolling'];
		expect(changedSections(before, { ...before, rolling })).toEqual({ rolling: { '15m': moved } });
	});
});
