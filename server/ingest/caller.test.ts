import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
	CallerKeyError,
	createCallerKey,
	createHmacSha256,
	normaliseCaller,
	readCallerKey
} from './caller.ts';

describe('a caller', () => {
	test.each([
		['199 0000 1234', '19900001234'],
		['+86-199-0000-1234', '19900001234'],
		['0086 19900001234', '19900001234'],
		['019900001234', '19900001234'],
		['(027) 8588-1234', '02785881234'],
		['+852 2345 6789', '85223456789'],
		['  wx_Abc 1 ', 'wx_Abc 1'],
		['12345', null],
		['110', null],
		['', null],
		['Anonymous', null],
		['隐藏号码', null]
	])('%s is %s', (value, want) => expect(normaliseCaller(value)).toBe(want));

	const key = createCallerKey(Buffer.alloc(32, 1), ['027-8588 0000']);

	it('is the same person in every spelling, and not recognisable', () => {
		const hash = key.hash('199-0000-1234');
		expect(hash).toMatch(/^[0-9a-f]{64}$/);
		expect(hash).toBe(key.hash('+86 199 0000 1234'));
		expect(hash).not.toBe(createCallerKey(Buffer.alloc(32, 2)).hash('199-0000-1234'));
	});
	it('who cannot be told apart is nobody', () => {
		expect([null, undefined, '110', '02785880000'].map((value) => key.hash(value))).toEqual([
			'',
			'',
			'',
			''
		]);
	});
});

describe('the key file', () => {
	const folder = mkdtempSync(join(tmpdir(), 'rexian-key-'));
	it('is made once, for its owner alone', () => {
		const file = join(folder, 'deep', 'caller.key');
		const key = readCallerKey(file, true);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(readCallerKey(file, true)).toEqual(key);
		expect(readFileSync(file, 'utf8').trim()).toHaveLength(64);
	});
	it('is asked for when the store already knows a key', () => {
		expect(() => readCallerKey(join(folder, 'none'), false)).toThrow(CallerKeyError);
	});
	it('must hold a key', () => {
		writeFileSync(join(folder, 'bad'), 'secret');
		expect(() => readCallerKey(join(folder, 'bad'), true)).toThrow(/64 hexadecimal/);
	});
});

it('the HMAC is that of node:crypto, for any key and text', () => {
	const keys = fc.uint8Array({ minLength: 1, maxLength: 64 });
	fc.assert(
		fc.property(keys, fc.string({ unit: 'binary' }), (bytes, text) => {
			const key = Buffer.from(bytes);
			expect(createHmacSha256(key)(text)).toBe(
				createHmac('sha256', key).update(text).digest('hex')
			);
		})
	);
});
