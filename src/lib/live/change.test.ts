import { describe, expect, it } from 'vitest';
import { sendChange } from './change.ts';

const answering =
	(status: number, body: unknown): typeof fetch =>
	() =>
		Promise.resolve(new Response(JSON.stringify(body), { status }));

describe('a change', () => {
	it('brings back what the server set', async () => {
		expect(await sendChange('/v1/x', { value: 1 }, answering(200, { version: 2 }))).toEqual({
			ok: true,
			answer: { version: 2 }
		});
	});
	it('brings back what is wrong, by field', async () => {
		const fields = [{ path: 'value', message: 'is missing; null removes' }];
		const refused = answering(422, { error: { code: 'value_invalid', message: 'bad', fields } });
		expect(await sendChange('/v1/x', { value: 1 }, refused)).toEqual({
			ok: false,
			status: 422,
			message: '数值：未填写',
			fields: [{ path: 'value', message: '未填写' }]
		});
	});
	it('that reaches nobody says so, and one that gets no JSON', async () => {
		const gone: typeof fetch = () => Promise.reject(new TypeError('gone'));
		const page: typeof fetch = () => Promise.resolve(new Response('<html>', { status: 502 }));
		for (const fetcher of [gone, page])
			expect(await sendChange('/v1/x', { value: 1 }, fetcher)).toMatchObject({
				ok: false,
				status: 0
			});
	});
});
