/** WeCom's group robot: no signature, the key is in the address; text of 2048 bytes, 20 a minute. */
import type { ChannelOf } from '#contract/channels';
import { partsThatFit } from './carrier.ts';
import { callsAll, plainText, robot } from './robot.ts';

const MAX_TEXT_BYTES = 2048;

/** Text and not markdown: WeChat shows no markdown, and only text can call everybody. */
export const wecom = robot<ChannelOf<'wecom'>>({
	limits: [{ messages: 20, windowMs: 60_000 }],
	parts(message, channel, link) {
		const { title, text } = plainText(message, channel.language, link, '');
		const mentioned_list = callsAll(channel.mention_all, message) ? ['@all'] : [];
		const size = (part: Record<string, unknown>) =>
			Buffer.byteLength((part.text as { content: string }).content);
		return partsThatFit(text, MAX_TEXT_BYTES, size, (part, counter) => ({
			msgtype: 'text',
			text: { content: `${title}${counter}\n${part}`, mentioned_list }
		}));
	},
	sign: (_address, part) => part,
	codeKeys: ['errcode'],
	verdict(code) {
		if (code === 93000) return { reason: 'wrong_address' };
		if (code === 45009) return { reason: 'rate_limited', retryAfterMs: 60_000 };
		if (code === 45002 || code === 40058) return { reason: 'too_large' };
		if (code === 60020) return { reason: 'ip_forbidden' };
		return { reason: code === -1 ? 'busy' : 'refused' };
	}
});
