import { expect, it } from 'vitest';
import { keptFrom } from './retention.ts';

it.each([
	['2026-11-24T00:00:00+08:00', 1, '2026-10-01T00:00:00+08:00'],
	['2026-11-30T23:59:59.999+08:00', 12, '2025-11-01T00:00:00+08:00'],
	// In London it is still November.
	['2026-11-30T16:00:00Z', 1, '2026-11-01T00:00:00+08:00'],
	['2026-01-31T12:00:00+08:00', 3, '2025-10-01T00:00:00+08:00']
])('at %s with %i months, what happened from %s on is kept', (now, months, from) =>
	expect(keptFrom(Date.parse(now), months)).toBe(Date.parse(from))
);

it('without a limit everything is', () => expect(keptFrom(Date.now(), 0)).toBeNull());
