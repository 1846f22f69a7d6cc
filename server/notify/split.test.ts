import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitByBytes } from './split.ts';

describe('splitting by bytes', () => {
	it('keeps a text that fits as it is', () =>
		expect(splitByBytes('晚间接通率下降\n多失 25 通', 100)).toEqual([
			'晚间接通率下降\n多失 25 通'
		]));

	it('cuts Chinese text on the ends of lines, counting bytes and not characters', () =>
		// Seven characters are 21 bytes.
		expect(splitByBytes('晚间接通率下降\n晚间接通率下降\n短', 25)).toEqual([
			'晚间接通率下降',
			'晚间接通率下降\n短'
		]));

	it('cuts a line that is too long by itself between characters', () =>
		expect(splitByBytes('接通率', 7)).toEqual(['接通', '率']));

	it('never exceeds the limit, loses nothing, and leaves every character whole', () =>
		fc.assert(
			fc.property(
				fc.array(fc.string({ unit: 'grapheme', maxLength: 30 })),
				fc.integer({ min: 4, max: 80 }),
				(lines, maxBytes) => {
					const text = lines.join('\n');
					const parts = splitByBytes(text, maxBytes);
					for (const part of parts) {
						expect(Buffer.byteLength(part)).toBeLessThanOrEqual(maxBytes);
						expect(part.isWellFormed()).toBe(text.isWellFormed());
					}
					expect(parts.join('').replaceAll('\n', '')).toBe(text.replaceAll('\n', ''));
				}
			)
		));
});
