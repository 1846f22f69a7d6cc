import { describe, expect, it, test } from 'vitest';
import { CHANNEL_KINDS, channelSchema, type ChannelView } from '$lib/contract/channels.ts';
import { draftOf, newDraft, valueOf, withKind } from './draft.ts';

const filled = (kind: (typeof CHANNEL_KINDS)[number]) => ({
	...newDraft(kind),
	name: '值班群',
	host: 'mail.gov.cn',
	from: 'a@gov.cn',
	to: 'b@gov.cn，c@gov.cn'
});

describe('the form of a channel', () => {
	test.each(CHANNEL_KINDS)('sends what the contract takes: %s', (kind) => {
		const channel = channelSchema.parse(valueOf(filled(kind)));
		expect(channel.kind).toBe(kind);
		const view = { ...channel, id: 'x', secrets: {} } as unknown as ChannelView;
		expect(valueOf(draftOf(view))).toEqual(channel);
	});

	it('sends a secret only when one was typed', () => {
		expect(valueOf(filled('wecom'))).not.toHaveProperty('secrets');
		expect(valueOf({ ...filled('wecom'), address: 'https://x/?key=k' })).toMatchObject({
			secrets: { address: 'https://x/?key=k' }
		});
	});

	it('chooses kinds of alerts, all of them being "all"', () => {
		const every = ['fall', 'wait', 'silence'] as const;
		expect(withKind('all', 'wait', false, every)).toEqual(['fall', 'silence']);
		expect(withKind(['fall', 'silence'], 'wait', true, every)).toBe('all');
	});
});
