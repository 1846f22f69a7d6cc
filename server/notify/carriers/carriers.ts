/** The carrier of every kind of channel that sends; walls are reached by their own socket. */
import type { Channel, ChannelKind } from '#contract/channels';
import type { Carrier } from './carrier.ts';
import { dingtalk } from './dingtalk.ts';
import { email } from './email.ts';
import { feishu } from './feishu.ts';
import { webhook } from './webhook.ts';
import { wecom } from './wecom.ts';

const CARRIERS: Record<Exclude<ChannelKind, 'wall'>, Carrier> = {
	webhook: webhook,
	dingtalk: dingtalk,
	wecom: wecom,
	feishu: feishu,
	email: email
};

/** Null for a wall. */
export function carrierOf({ kind }: Pick<Channel, 'kind'>): Carrier | null {
	return kind === 'wall' ? null : CARRIERS[kind];
}
