import { expect, test } from 'vitest';
import { SOURCE_FRESH_MS } from '#contract/quality';
import { sourceState } from './source-state.ts';

const now = 1_000_000_000;
const fresh = now - SOURCE_FRESH_MS;
const old = fresh - 1;

test.each([
	['events come', fresh, null, 'alive'],
	['only heartbeats come', old, fresh, 'quiet'],
	['it never sent an event but lives', null, fresh, 'quiet'],
	['both are old', old, old, 'silent'],
	['nothing ever came', null, null, 'silent']
] as const)('%s', (_, lastReceived, lastHeartbeat, state) =>
	expect(sourceState({ kind: 'token', lastReceived, lastHeartbeat }, now)).toBe(state)
);

test('an import ends by itself', () =>
	expect(sourceState({ kind: 'import', lastReceived: old, lastHeartbeat: null }, now)).toBe(
		'import'
	));
