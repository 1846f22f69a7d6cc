import { describe, expect, it } from 'vitest';
import { channelSchema } from '#contract/channels';
import { channelMessage } from './message.ts';
import { isFor } from './route.ts';

const FAILING = { id: 'ding', name: 'Duty', city: '420100' };
const AT = '2026-11-24T20:00:00.000+08:00';

describe('what the other channels are told of one', () => {
	it.each([
		['wrong_secret', 'channel_failed', 'Channel “Duty” fails'],
		[null, 'channel_works', 'Channel “Duty” works again']
	] as const)('is by its kind whether it fails: %s is %s', (reason, kind, title) => {
		const message = channelMessage(FAILING, 7, reason, AT);
		expect(message).toMatchObject({ notice: `${kind}:ding:7`, kind, title: { en: title } });
	});

	it.each([null, 'wrong_secret'] as const)(
		'goes to who wants to hear of channels (%s)',
		(reason) => {
			const message = channelMessage(FAILING, 7, reason, AT);
			const channel = (alert_kinds: 'all' | string[]) =>
				channelSchema.parse({ kind: 'wecom', name: 'Other', cities: 'all', alert_kinds });
			expect(isFor(channel('all'), message)).toBe(true);
			expect(isFor(channel(['channel']), message)).toBe(true);
			expect(isFor(channel(['fall']), message)).toBe(false);
		}
	);
});
