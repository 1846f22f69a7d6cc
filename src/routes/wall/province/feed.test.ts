import { expect, it } from 'vitest';
import { rate } from '$lib/statistics/wilson.ts';
import { ProvinceFeed } from './feed.svelte.ts';

const answer = (n: number) =>
	Response.json({
		as_of: '2026-11-24T08:00:00.000+08:00',
		measures: { connection_rate: rate(n, 10) }
	});

it('keeps the last figures of cities that no longer answer, and says since when', async () => {
	let now = 1_000;
	let isDown = false;
	const feed = new ProvinceFeed(
		() => (isDown ? Promise.reject(new TypeError('network')) : Promise.resolve(answer(9))),
		() => now
	);
	await feed.round(['420100', '420500']);
	expect(Object.keys(feed.figures)).toEqual(['420100', '420500']);
	isDown = true;
	now = 2_000;
	await feed.round(['420100', '420500']);
	expect(feed.failedSince).toBe(2_000);
	expect(feed.figures['420100']?.hour.value).toBe(0.9);
	isDown = false;
	await feed.round(['420100']);
	expect(feed.failedSince).toBeNull();
});
