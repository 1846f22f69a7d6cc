import { describe, expect, it } from 'vitest';
import type { WindowFigures } from '$lib/contract/live.ts';
import { MEASURE_IDS, type Measures } from '$lib/contract/measures.ts';
import { rate } from '$lib/statistics/wilson.ts';
import { peerOf, slowRows } from './slow.ts';

const figures = (more: Partial<Measures>, maturing: WindowFigures['maturing'] = {}) =>
	({
		measures: { ...Object.fromEntries(MEASURE_IDS.map((id) => [id, rate(0, 0)])), ...more },
		maturing
	}) as WindowFigures;

describe('first contact', () => {
	it('is what the centre declares where it declares anything', () => {
		const rows = slowRows(figures({ fcr_declared: rate(8, 10) }, { fcr_no_repeat: 12 }), '新一线');
		expect(rows[0]).toMatchObject({ id: 'fcr_declared', maturing: 0, counts: 'calls' });
	});

	it('is otherwise what repeat calls tell, with the calls that are too young', () => {
		const rows = slowRows(figures({}, { fcr_no_repeat: 12 }), '新一线');
		expect(rows[0]).toMatchObject({ id: 'fcr_no_repeat', maturing: 12 });
	});
});

describe('the mean beside a measure', () => {
	it.each([
		['is the tier’s', 'callback_satisfaction', '新一线', { scope: 'tier', value: 0.8855 }],
		[
			'is the nation’s where tiers are not printed',
			'non_phone_share',
			null,
			{ scope: 'nation', value: 0.1103 }
		],
		['is absent for a city without a tier', 'complaint_rate', null, null],
		['is absent where none is printed', 'callback_rate', '一线', null]
	] as const)('%s', (_sentence, id, tier, peer) => {
		expect(peerOf(id, tier)).toEqual(peer);
	});
});
