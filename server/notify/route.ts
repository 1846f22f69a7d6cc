/** Which channels a message goes to, and from when. Pure. */
import type { Alert } from '#contract/alerts';
import type { Channel } from '#contract/channels';
import { MINUTE_MS } from '#contract/instant';
import type { Message } from './message.ts';
import { quietUntil, roundTimeJitter } from './timing.ts';

/** Whether a channel is for a city; the empty one is all of them. */
export const touches = (channel: Channel, city: string) =>
	city === '' || channel.cities === 'all' || channel.cities.includes(city);

/** Whether a message is this channel's. */
export function isFor(channel: Channel, message: Message): boolean {
	if (!channel.enabled || channel.kind === 'wall' || !touches(channel, message.city)) return false;
	// A channel with a wait of its own has its escalation in that.
	if (message.kind === 'escalated' && channel.after_minutes !== null) return false;
	if (message.kind === 'resolved' && !channel.resolved) return false;
	if (channel.from_severity === 'critical' && message.severity !== 'critical') return false;
	const isOfChannel = message.kind === 'channel_failed' || message.kind === 'channel_works';
	const kinds = isOfChannel ? ['channel'] : message.alerts.map(({ kind }) => kind);
	const wanted = channel.alert_kinds;
	return wanted === 'all' || kinds.some((kind) => wanted.includes(kind));
}

/** When it may go: after the escalation's wait, outside quiet hours, beside round times. */
export function dueAt(channel: Channel, message: Message, now: number, chance: number): number {
	const isDelayed = message.kind === 'firing' && channel.after_minutes !== null;
	const wanted = now + (isDelayed ? (channel.after_minutes ?? 0) * MINUTE_MS : 0);
	const held = message.severity === 'critical' ? null : quietUntil(channel.quiet, wanted);
	if (held !== null) return held;
	return wanted + (channel.kind === 'feishu' ? roundTimeJitter(wanted, chance) : 0);
}

/** Whether walls sound for an alert now: always, unless somebody has set a wall that says otherwise. */
export function soundsFor(channels: readonly Channel[], alert: Alert, now: number): boolean {
	const walls = channels.filter(
		(channel) => channel.kind === 'wall' && channel.enabled && touches(channel, alert.city)
	);
	return walls.length === 0 || walls.some((wall) => wallSounds(wall, alert, now));
}

function wallSounds(wall: Channel, { kind, severity }: Alert, now: number): boolean {
	if (wall.kind !== 'wall' || !wall.sound) return false;
	if (wall.from_severity === 'critical' && severity !== 'critical') return false;
	if (wall.alert_kinds !== 'all' && !wall.alert_kinds.includes(kind)) return false;
	return severity === 'critical' || quietUntil(wall.quiet, now) === null;
}
