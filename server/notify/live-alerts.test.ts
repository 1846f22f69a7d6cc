import { describe, expect, it } from 'vitest';
import { ALERT_KINDS, type AlertKind } from '#contract/alerts';
import { isOnWalls } from './live-alerts.ts';

const firing = (kind: AlertKind) => ({ kind, state: 'firing', muted: null }) as const;

describe('what walls show', () => {
	it('is what happens to the service and its data, not what has to be set at a desk', () => {
		const kinds = Object.keys(ALERT_KINDS) as AlertKind[];
		expect(kinds.filter((kind) => isOnWalls(firing(kind)))).toEqual([
			'fall',
			'target',
			'sink',
			'wait',
			'silence'
		]);
	});

	it('neither is muted, nor over, nor near its threshold only', () => {
		expect(isOnWalls({ ...firing('fall'), muted: { by: 'silence', id: 's' } })).toBe(false);
		expect(isOnWalls({ ...firing('fall'), state: 'acknowledged' })).toBe(true);
		for (const state of ['pending', 'resolved'] as const)
			expect(isOnWalls({ ...firing('fall'), state })).toBe(false);
	});
});
