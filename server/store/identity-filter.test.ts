import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { IDENTITY_BYTES, IdentityFilter } from './identity-filter.ts';

const identity = (n: number) =>
	createHash('sha256').update(String(n)).digest().subarray(0, IDENTITY_BYTES);
const identities = (from: number, to: number) =>
	Buffer.concat(Array.from({ length: to - from }, (_, i) => identity(from + i)));

/** How many of them it takes for known. */
function known(filter: IdentityFilter, bytes: Buffer): number {
	let found = 0;
	for (let at = 0; at < bytes.length; at += IDENTITY_BYTES) if (filter.mayHold(bytes, at)) found++;
	return found;
}

it('whatever was added is held, however many there are', () => {
	fc.assert(
		fc.property(
			fc.array(fc.uint8Array({ minLength: IDENTITY_BYTES, maxLength: IDENTITY_BYTES })),
			fc.integer({ min: 1, max: 50 }),
			(each, capacity) => {
				const filter = new IdentityFilter(capacity);
				const bytes = Buffer.concat(each);
				filter.add(bytes);
				expect(known(filter, bytes)).toBe(each.length);
				expect(filter.added).toBe(each.length);
			}
		)
	);
});

it('identities that are cut are refused rather than read askew', () => {
	expect(() => new IdentityFilter(10).add(Buffer.alloc(31))).toThrow(
		'identities: got 31 bytes; want 16 each'
	);
});

it('an empty one holds nothing', () => {
	expect(known(new IdentityFilter(1_000), identities(0, 1_000))).toBe(0);
});

it('of what was never added it takes 1 in 25 for known at most, when it is full, and 1 in 100 at four fifths', () => {
	const strangers = identities(1_000_000, 1_020_000);
	const filter = new IdentityFilter(20_000);
	filter.add(identities(0, 16_000));
	expect(known(filter, strangers) / 20_000).toBeLessThan(0.01 + 0.008);
	filter.add(identities(16_000, 20_000));
	expect(known(filter, strangers) / 20_000).toBeLessThan(0.04);
});
