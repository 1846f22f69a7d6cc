import { expect, it } from 'vitest';
import { NO_OFFSET, observe } from './offset.ts';

it('takes the least delayed of the recent messages, not the latest', () => {
	const offset = [100, 40, 900].reduce(
		(known, delay) => observe(known, 5000 - delay, 0),
		NO_OFFSET
	);
	expect(offset.ms).toBe(4960);
});

it('forgets old messages, so that a clock set right is followed', () => {
	let offset = observe(NO_OFFSET, 60_000, 0);
	for (let message = 0; message < 20; message += 1) offset = observe(offset, 0, 0);
	expect(offset.ms).toBe(0);
});
