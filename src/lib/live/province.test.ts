import { expect, it } from 'vitest';
import { ProvinceFeed } from './province.svelte.ts';

const answer = { total: { cities: 1, computed: 1 }, cities: [{ code: '420100' }] };

it('keeps the last answer where no other comes, and says since when', async () => {
	let now = 1_000;
	let reply = () => Promise.resolve(Response.json(answer));
	const feed = new ProvinceFeed(
		() => reply(),
		() => now
	);
	await feed.ask();
	expect([feed.status, feed.failedSince]).toEqual(['answered', null]);
	reply = () => Promise.reject(new TypeError('network'));
	now = 2_000;
	await feed.ask();
	now = 3_000;
	await feed.ask();
	expect([feed.status, feed.failedSince]).toEqual(['failed', 2_000]);
	expect(feed.answer?.cities[0]?.code).toBe('420100');
	reply = () => Promise.resolve(Response.json(answer));
	await feed.ask();
	expect([feed.status, feed.failedSince]).toEqual(['answered', null]);
});

it.each([
	[401, 'unauthorized'],
	[403, 'forbidden'],
	[503, 'failed']
])('calls %i %s', async (status, name) => {
	const feed = new ProvinceFeed(() => Promise.resolve(Response.json({}, { status })));
	await feed.ask();
	expect([feed.status, feed.answer]).toEqual([name, null]);
});
