import { describe, expect, it } from 'vitest';
import { ApiQuestion } from './question.svelte.ts';

const reply = (status: number, body: unknown) => Promise.resolve(Response.json(body, { status }));

describe('a question', () => {
	it.each([
		[200, 'answered'],
		[401, 'unauthorized'],
		[403, 'forbidden'],
		[400, 'failed'],
		[500, 'failed']
	] as const)('answered with %i is %s', async (status, expected) => {
		const question = new ApiQuestion(() => reply(status, { error: { message: 'why' } }));
		await question.ask('/x');
		expect(question.status).toBe(expected);
		expect(question.message).toBe('why');
	});

	it('that reaches nobody has failed, and keeps what was known', async () => {
		let isDown = false;
		const question = new ApiQuestion<{ n: number }>(() =>
			isDown ? Promise.reject(new TypeError('network')) : reply(200, { n: 1 })
		);
		await question.ask('/x');
		isDown = true;
		await question.ask('/x');
		expect(question.status).toBe('failed');
		expect(question.message).toBe('');
		expect(question.answer).toEqual({ n: 1 });
	});

	it('asked again while under way is answered by the last one alone', async () => {
		const answers: (() => void)[] = [];
		const question = new ApiQuestion<{ path: string }>(async (path) => {
			await new Promise<void>((resolve) => answers.push(resolve));
			return Response.json({ path });
		});
		const asked = [question.ask('/first'), question.ask('/second')];
		expect(question.status).toBe('asking');
		answers[1]?.();
		answers[0]?.();
		await Promise.all(asked);
		expect(question.answer).toEqual({ path: '/second' });
		expect(question.status).toBe('answered');
	});
});
