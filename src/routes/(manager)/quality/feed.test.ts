import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { QualityFeed } from './feed.svelte.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setUp(...answers: (number | object)[]) {
	const asked: string[] = [];
	const fetcher = vi.fn((url: string) => {
		asked.push(url);
		const answer = answers.shift() ?? 500;
		return Promise.resolve(
			typeof answer === 'number'
				? new Response('{}', { status: answer })
				: new Response(JSON.stringify(answer))
		);
	});
	const feed = new QualityFeed(fetcher as unknown as typeof fetch);
	return { feed, asked };
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

it('asks at once and every 10 s, and stops', async () => {
	const { feed, asked } = setUp({ city: 'a', n: 1 }, { city: 'a', n: 2 });
	const stop = feed.start('city=a');
	await pass(0);
	expect(feed.answer).toMatchObject({ n: 1 });
	await pass(10_000);
	expect(feed.answer).toMatchObject({ n: 2 });
	stop();
	await pass(60_000);
	expect(asked).toEqual(['/v1/quality?city=a', '/v1/quality?city=a']);
});

it('keeps the old answer while the service fails, and greets its return', async () => {
	const { feed } = setUp({ n: 1 }, 503, { n: 2 });
	feed.start('city=a');
	await pass(10_000);
	expect([feed.answer, feed.problem]).toMatchObject([{ n: 1 }, 'unreachable']);
	await pass(10_000);
	expect([feed.answer, feed.problem]).toMatchObject([{ n: 2 }, null]);
});

it.each([
	[401, 'refused'],
	[403, 'forbidden'],
	[400, 'bad'],
	[500, 'unreachable']
])('%i is called %s', async (status, problem) => {
	const { feed } = setUp(status);
	feed.start('city=a');
	await pass(0);
	expect(feed.problem).toBe(problem);
});
