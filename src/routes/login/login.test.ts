import { describe, expect, it } from 'vitest';
import { m } from '$lib/words/m.ts';
import { logIn, nextPath } from './login.ts';

const answering = (status: number) => () => Promise.resolve(new Response(null, { status }));

describe('logging in', () => {
	it('sends the token without the spaces around it and is quiet when it is accepted', async () => {
		let body: unknown;
		const failure = await logIn(' abc\n', (_url, request) => {
			body = request?.body;
			return Promise.resolve(new Response(null, { status: 204 }));
		});
		expect(failure).toBeNull();
		expect(body).toBe('{"token":"abc"}');
	});

	it.each([
		[401, m.login_rejected()],
		[403, m.login_forbidden()],
		[429, m.login_busy()],
		[500, m.login_failed({ status: 500 })]
	])('says in words what a %d means', async (status, words) => {
		expect(await logIn('abc', answering(status))).toBe(words);
	});

	it('says so when the server cannot be reached', async () => {
		expect(await logIn('abc', () => Promise.reject(new TypeError('failed')))).toBe(
			m.login_unreachable()
		);
	});
});

describe('after logging in', () => {
	it.each([
		['/wall?city=420100', '/wall?city=420100'],
		[null, '/wall'],
		['//evil.example', '/wall'],
		['/\\evil.example', '/wall'],
		['https://evil.example', '/wall']
	])('a link to %s leads to %s', (asked, path) => {
		expect(nextPath(asked)).toBe(path);
	});
});
