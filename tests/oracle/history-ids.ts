/** Small pools, so that ids and callers collide. */
import fc from 'fast-check';

/**
 * Texts that quoting, trimming, case folding, escaping or normalising would change or merge. The
 * last two sort one way by UTF-16 code units and the other way by UTF-8 bytes.
 */
const ODD = [
	'a b',
	' a b',
	'a b ',
	`it's "quoted"`,
	'line\nbreak\ttab',
	'back\\slash\\n',
	'工单 第一',
	"'); DROP TABLE calls; --",
	'{p:String}',
	'%00&x=1',
	'caf\u00e9',
	'cafe\u0301',
	'ID',
	'id',
	'007',
	'7',
	'全角\uff01',
	'全角\u{1f600}'
];

const pool = (prefix: string, size: number): fc.Arbitrary<string> =>
	fc.oneof(
		{ weight: 3, arbitrary: fc.nat(size - 1).map((n) => `${prefix}${n}`) },
		{ weight: 1, arbitrary: fc.constantFrom(...ODD) }
	);

export const callId = pool('call-', 12);
export const sessionId = pool('session-', 8);
export const ticketId = pool('ticket-', 6);
export const ticketEventId = pool('event-', 24);
export const ratingId = pool('rating-', 8);
export const readingId = pool('reading-', 4);

/** Two people by phone in several spellings, one by name, and one line too short to tell. */
export const caller = fc.constantFrom(
	'13800138000',
	'138-0013-8000',
	'+86 138 0013 8000',
	'0086-13800138000',
	'013800138000',
	'02787654321',
	'027-8765 4321',
	'wx_Ab-12',
	'  wx_Ab-12 ',
	'12345'
);

export const text = fc.constantFrom('A', 'b-2', '坐席 3', `o'neil "x" \\ \n`, '\u{1f4de}');

export const revision = fc.oneof(
	{ weight: 8, arbitrary: fc.integer({ min: 1, max: 3 }) },
	{ weight: 1, arbitrary: fc.constantFrom(10, 255, 2 ** 32, 2 ** 53 - 2, 2 ** 53 - 1) }
);
