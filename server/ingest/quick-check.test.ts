import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { EVENT_SPECS, EVENT_TYPES, type EventType } from '#contract/events';
import type { z } from 'zod';
import { compileQuickCheck } from './quick-check.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const TYPES = EVENT_TYPES.filter((type) => type !== 'reading');

const WHOLE: Record<string, Record<string, unknown>> = {
	call: {
		call_id: 'c',
		revision: 1,
		arrived_at: NOW - 9000,
		queued_at: NOW - 8000,
		caller: '13900000000',
		mos: 4.5
	},
	session: { session_id: 's', revision: 1, channel: 'web', requested_at: NOW - 9000, citizen: 'x' },
	ticket: { event_id: 'e', ticket_id: 't', event: 'created', at: NOW - 9000, channel: 'phone' },
	rating: {
		rating_id: 'r',
		revision: 1,
		kind: 'callback',
		about: 'c',
		rated_at: NOW - 9000,
		score: 5
	}
};

/** Values that are right for some field, nearly right, or wrong for all. */
const value = fc.oneof(
	fc.constantFrom(
		null,
		undefined,
		true,
		false,
		'',
		'x',
		'420100',
		'４２０１００',
		'agent',
		'phone',
		'created',
		'callback',
		0,
		-0,
		1,
		5,
		6,
		1.5,
		-1,
		2 ** 53,
		2 ** 53 - 1,
		1e21,
		Infinity,
		NOW,
		NOW - 1,
		NOW + 0.7,
		NOW / 1000,
		'2026-11-23T19:42:07+08:00',
		'2026-11-23T19:42:07.123456Z',
		'2026-02-30T00:00:00Z',
		'a'.repeat(256),
		'a'.repeat(257),
		'a'.repeat(4001),
		'\ud800',
		'é"\\\n\u0000\u007f\u2028中😀',
		[],
		{}
	),
	fc.string({ unit: 'binary', maxLength: 8 }),
	fc.double(),
	fc.integer()
);

/** A good event of the type, some of whose fields hold something else. */
function eventOf(type: EventType) {
	const keys = [...Object.keys(EVENT_SPECS[type].schema.shape), 'unknown_key'].filter(
		(key) => key !== 'type'
	);
	return fc
		.dictionary(fc.constantFrom(...keys), value, { maxKeys: 4 })
		.map((changes): Record<string, unknown> => ({
			type,
			city: '420100',
			...WHOLE[type],
			...changes
		}));
}

/** The canonical content as the contract words it. */
function canonical(fields: Record<string, unknown>, personal: string | undefined): string {
	const known = Object.keys(fields)
		.filter((key) => key !== personal && fields[key] != null)
		.sort();
	return JSON.stringify(Object.fromEntries(known.map((key) => [key, fields[key]])));
}

describe.each(TYPES)('the quick check of a %s', (type) => {
	const check = compileQuickCheck(type);
	const spec: { schema: z.ZodObject; personal?: string; stages: readonly string[] } =
		EVENT_SPECS[type];

	it('lets nothing through that zod refuses, and says the same of what it lets through', () => {
		fc.assert(
			fc.property(eventOf(type), (event) => {
				const quick = check(event, NOW + 600_000);
				if (!quick) return;
				const parsed = spec.schema.safeParse(event);
				expect(parsed.error).toBeUndefined();
				const fields = parsed.data!;
				expect(quick.content).toBe(canonical(fields, spec.personal));
				expect(quick.personal ?? null).toBe((spec.personal && fields[spec.personal]) ?? null);
				const times = spec.stages
					.map((key) => fields[key] as number | null | undefined)
					.filter((at) => at != null);
				expect(times).toEqual([...times].sort((a, b) => a - b));
				expect(quick.happenedAt).toBe(times.at(-1) ?? 0);
				expect(quick.happenedAt).toBeLessThanOrEqual(NOW + 600_000);
				expect(quick.revision ?? null).toBe(fields.revision ?? null);
			}),
			{ numRuns: 500 }
		);
	});

	it('takes what is in order, so that zod is seldom asked', () => {
		fc.assert(
			fc.property(eventOf(type), (event) => {
				const parsed = spec.schema.safeParse(event);
				const times = spec.stages
					.map((key) => parsed.data?.[key] as number | null | undefined)
					.filter((at) => at != null);
				const ordered = times.every(
					(at, i) => at <= NOW + 600_000 && (i === 0 || at >= times[i - 1]!)
				);
				expect(check(event, NOW + 600_000) !== null).toBe(parsed.success && ordered);
			}),
			{ numRuns: 300 }
		);
	});
});

test('a time before 1992 goes to zod, which names the reason', () => {
	expect(
		compileQuickCheck('call')(
			{ type: 'call', city: '420100', ...WHOLE.call, arrived_at: 1000 },
			NOW
		)
	).toBeNull();
});
