import { expect, it } from 'vitest';
import { HEAP_CEILING_BYTES, reasonToReload, STUCK_MS, type Vitals } from './watchdog.ts';

const HOUR = 3_600_000;
const well: Vitals = {
	lateMs: 3,
	heapBytes: 60e6,
	sinceFiguresMs: 400,
	isOutdated: false,
	upMs: 2 * HOUR,
	hour: 10
};

it.each<[string, Partial<Vitals>, string | null]>([
	['stays while all is well', {}, null],
	['takes a new version at once', { isOutdated: true, upMs: 1000 }, 'outdated'],
	['starts afresh after it was frozen', { lateMs: 90_000 }, 'frozen'],
	['starts afresh over the memory ceiling', { heapBytes: HEAP_CEILING_BYTES + 1 }, 'heap'],
	['does not need to know the heap', { heapBytes: null }, null],
	['starts afresh when figures no longer come', { sinceFiguresMs: STUCK_MS + 1 }, 'stuck'],
	['waits for the first figures', { sinceFiguresMs: null }, null],
	[
		'does not loop on what a reload does not cure',
		{ sinceFiguresMs: 2 * HOUR, upMs: 60_000 },
		null
	],
	['starts afresh at night once a day', { upMs: 21 * HOUR, hour: 4 }, 'nightly'],
	['does not do so by day', { upMs: 30 * HOUR, hour: 11 }, null]
])('a wall %s', (_sentence, change, reason) => {
	expect(reasonToReload({ ...well, ...change })).toBe(reason);
});
