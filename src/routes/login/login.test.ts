import { describe, expect, it } from 'vitest';
import { textOf } from '$lib/ui/text.ts';
import { logIn, nextPath } from './login.ts';

const text = textOf('zh');
const answering = (status: number) => () => Promise.resolve(new Response(null, { status }));

describe('logging in', () => {
	it('sends the token without the spaces around it and is quiet when it is accepted', async () => {
		let body: unknown;
		const failure = await logIn(' abc\n', text, (_url, request) => {
			body = request?.body;
			return Promise.resolve(new Response(null, { status: 204 }));
		});
		expect(failure).toBeNull();
		expect(body).toBe('{"token":"abc"}');
	});

	it.each([
		[401, text.loginRejected],
		[403, text.loginForbidden],
		[429, text.loginBusy],
		[500, text.loginFailed(500)]
	])('says in words what a %d means', async (status, words) => {
		expect(await logIn('abc', text, answering(status))).toBe(words);
	});

	it('says so when the server cannot be reached', async () => {
		expect(await logIn('abc', text, () => Promise.reject(new TypeError('failed')))).toBe(
			text.loginUnreachable
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
