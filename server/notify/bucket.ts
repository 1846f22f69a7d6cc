/** A robot's own token bucket: what may be sent now without the vendor throttling it. */

export interface RateLimit {
	/** The vendor's limit: so many messages in any window of so long. */
	messages: number;
	windowMs: number;
}

interface Bucket extends RateLimit {
	tokens: number;
	at: number;
}

/**
 * Half of the limit as burst and half as refill: no window of any position ever holds more than
 * the limit, which a full bucket with the full refill would double.
 */
const burst = ({ messages }: RateLimit) => Math.max(1, Math.floor(messages / 2));

export interface Limiter {
	/** Messages that may go at this instant. */
	available(now: number): number;
	/** Takes one; false where none is there. */
	take(now: number): boolean;
	/** When the next one may go; `now` where one is there. */
	nextAt(now: number): number;
}

/** A limiter under all of the limits; `sends` are earlier ones, oldest first, as a restart finds them. */
export function createLimiter(limits: readonly RateLimit[], sends: readonly number[]): Limiter {
	const buckets: Bucket[] = limits.map((limit) => ({ ...limit, tokens: burst(limit), at: 0 }));

	function refill(now: number): void {
		for (const bucket of buckets) {
			const refillPerMs = (bucket.messages - burst(bucket)) / bucket.windowMs;
			const passed = Math.max(0, now - bucket.at);
			bucket.tokens = Math.min(burst(bucket), bucket.tokens + passed * refillPerMs);
			bucket.at = Math.max(bucket.at, now);
		}
	}
	function available(now: number): number {
		refill(now);
		// Sums of parts may end a hair below the whole.
		return Math.min(Infinity, ...buckets.map(({ tokens }) => Math.floor(tokens + 1e-9)));
	}
	function spend(): void {
		for (const bucket of buckets) bucket.tokens = Math.max(0, bucket.tokens - 1);
	}

	for (const at of sends) {
		refill(at);
		spend();
	}
	return {
		available,
		take(now) {
			if (available(now) < 1) return false;
			spend();
			return true;
		},
		nextAt(now) {
			if (available(now) >= 1) return now;
			const waits = buckets.map(
				(bucket) =>
					((1 - bucket.tokens) * bucket.windowMs) / Math.max(1, bucket.messages - burst(bucket))
			);
			return now + Math.ceil(Math.max(...waits));
		}
	};
}
