import { describe, expect, it } from 'vitest';
import { handshakeRefusal, isForbidding } from './refusal.ts';

const failure = (description: unknown, responseText?: string) =>
	Object.assign(new Error('xhr poll error'), { description, context: { responseText } });

describe('a failed handshake', () => {
	it('is a refusal when the gate answered it, in the gate’s words', () => {
		expect(handshakeRefusal(failure(403, '{"code":4,"message":"unauthorized"}'))).toEqual({
			code: 'unauthorized',
			message: 'unauthorized'
		});
		expect(handshakeRefusal(failure(403, '<html>'))).toMatchObject({ message: '' });
	});

	it.each([[502], [0], [undefined]])('is trouble on the line with HTTP status %s', (status) => {
		expect(handshakeRefusal(failure(status))).toBeNull();
	});
});

describe('a refused join', () => {
	it.each([
		['city_forbidden', true],
		['unauthorized', true],
		['city_unknown', true],
		['store_unavailable', false]
	])('with %s needs a person: %s', (code, forbidding) => {
		expect(isForbidding({ code, message: '' })).toBe(forbidding);
	});
});
