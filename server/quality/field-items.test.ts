import { describe, expect, it } from 'vitest';
import type { FieldCounts } from './fields.ts';
import { fieldQuality } from './field-items.ts';

const WINDOW = { from: 0, to: 100 };
const full: FieldCounts = {
	calls: 1000,
	answered_calls: 800,
	tickets: 200,
	sessions: 50,
	present: {
		caller: 1000,
		resolved_on_contact: 800,
		welcome_seconds: 1000,
		menu_depth: 1000,
		mos: 1000,
		channel: 200,
		self_service: 200,
		respond_due_at: 200,
		resolve_due_at: 200
	}
};
const lacking = (present: Partial<FieldCounts['present']>): FieldCounts => ({
	...full,
	present: { ...full.present, ...present }
});
const stateIn = (counts: FieldCounts, item: string, readings = []) =>
	fieldQuality(counts, readings, WINDOW)
		.fields.flatMap(({ items }) => items)
		.find(({ id }) => id === item)?.state;

describe('missing fields', () => {
	it('cost nothing where none is missing', () => {
		const { fields, cost } = fieldQuality(full, [], WINDOW);
		expect(cost).toEqual({ unknown: 0, thin: 0 });
		expect(fields.every(({ missing }) => missing.value === 0)).toBe(true);
	});

	it('cost the weight of their items: 0.3 × 0.2 / 3 for audio quality', () => {
		const { cost } = fieldQuality(lacking({ mos: 0 }), [], WINDOW);
		expect(cost.unknown).toBeCloseTo(0.02, 12);
	});

	it('cost nothing where a reading stands in', () => {
		const reading = {
			reading_id: 'r',
			item: 'audio_quality',
			value: 4,
			method: 'survey',
			from: 0,
			to: 1,
			n: 9
		} as const;
		const { cost, fields } = fieldQuality(lacking({ mos: 0 }), [reading], WINDOW);
		expect(cost.unknown).toBe(0);
		expect(fields.find(({ id }) => id === 'mos')?.items[0]?.state).toBe('reading');
	});

	it('leave an item thin under 30 facts, or under half of them', () => {
		expect(stateIn(lacking({ respond_due_at: 99 }), 'response_commitment')).toBe('thin');
		expect(stateIn(lacking({ respond_due_at: 100 }), 'response_commitment')).toBe('measured');
		expect(stateIn(lacking({ menu_depth: 29 }), 'menu_depth')).toBe('thin');
	});

	it('of first contact may be made up for by the caller', () => {
		expect(stateIn(lacking({ resolved_on_contact: 0 }), 'first_contact_resolution')).toBe(
			'measured'
		);
		const neither = lacking({ resolved_on_contact: 0, caller: 0 });
		expect(stateIn(neither, 'first_contact_resolution')).toBe('unknown');
		// Two fields lack, one item is lost: it counts once.
		expect(fieldQuality(neither, [], WINDOW).cost.unknown).toBeCloseTo(0.03, 12);
	});

	it('of no fact at all are nobody’s fault', () => {
		const present = { channel: 0, self_service: 0, respond_due_at: 0, resolve_due_at: 0 };
		const { fields, cost } = fieldQuality({ ...lacking(present), tickets: 0 }, [], WINDOW);
		expect(fields.find(({ id }) => id === 'channel')?.missing.value).toBeNull();
		expect(cost.unknown).toBe(0);
	});
});
