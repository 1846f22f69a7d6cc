import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLimiter, type RateLimit } from './bucket.ts';

const TWENTY_A_MINUTE: RateLimit = { messages: 20, windowMs: 60_000 };
const FIVE_A_SECOND: RateLimit = { messages: 5, windowMs: 1_000 };

describe('the token bucket', () => {
	it('lets half of the limit go at once, and says when the next may', () => {
		const limiter = createLimiter([TWENTY_A_MINUTE], []);
		expect(limiter.available(1_000)).toBe(10);
		for (let n = 0; n < 10; n++) expect(limiter.take(1_000)).toBe(true);
		expect(limiter.take(1_000)).toBe(false);
		expect(limiter.nextAt(1_000)).toBe(7_000);
		expect(limiter.take(7_000)).toBe(true);
	});

	it('never sends more than the vendor allows in any window, however it is asked', () =>
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 9_000 }), { maxLength: 200 }), (gaps) => {
				const limiter = createLimiter([TWENTY_A_MINUTE, FIVE_A_SECOND], []);
				const sent: number[] = [];
				let now = 0;
				for (const gap of gaps) {
					now += gap;
					if (limiter.take(now)) sent.push(now);
				}
				for (const { messages, windowMs } of [TWENTY_A_MINUTE, FIVE_A_SECOND])
					for (const from of sent)
						expect(
							sent.filter((at) => at >= from && at < from + windowMs).length
						).toBeLessThanOrEqual(messages);
			})
		));

	it('knows after a restart what was sent before', () => {
		const limiter = createLimiter(
			[TWENTY_A_MINUTE],
			Array.from({ length: 10 }, () => 1_000)
		);
		expect(limiter.available(1_001)).toBe(0);
		expect(limiter.available(61_000)).toBe(10);
	});
});
