/** The section `alerts` of a live snapshot: what fires, who was told, what fails, whether walls sound. */
import type { Alert, AlertKind } from '#contract/alerts';
import type { FailingChannel, LiveAlert, LiveAlerts } from '#contract/live-alerts';
import { formatInstant } from '#contract/instant';
import { figures, headline } from '../../src/lib/alerts/headline.ts';
import type { CityChannel } from '../alerts/conditions.ts';
import type { Notifier } from './notifier.ts';
import type { ChannelSetting } from './roster.ts';
import { soundsFor } from './route.ts';

/** Alerts of a city that have not ended, the gravest first. */
export type OpenAlerts = (city: string) => Promise<Alert[]>;

/** What somebody has to set at a desk; channels that fail have a line of their own on walls. */
const OF_DESKS: readonly AlertKind[] = ['calendar', 'rule', 'channel'];

/** Walls show, and sound for, what happens to the service and to its data. */
export const isOnWalls = ({ kind, state, muted }: Pick<Alert, 'kind' | 'state' | 'muted'>) =>
	!OF_DESKS.includes(kind) && (state === 'firing' || state === 'acknowledged') && muted === null;

export async function readLiveAlerts(
	{ openAlerts, notifier }: { openAlerts: OpenAlerts; notifier: Notifier },
	city: string,
	now: number
): Promise<LiveAlerts> {
	const [open, channels] = await Promise.all([openAlerts(city), notifier.channels()]);
	const shown = open.filter(isOnWalls);
	const asOf = formatInstant(now);
	const test = notifier.wallTest(city, now);
	return {
		now: shown.map((alert) => briefOf(alert, asOf, notifier)),
		failing: failingChannels(channels, city, notifier),
		test: test.shown,
		sound:
			test.sounds ||
			shown.some(
				(alert) =>
					alert.state === 'firing' &&
					soundsFor(
						channels.map(({ value }) => value.channel),
						alert,
						now
					)
			)
	};
}

function briefOf(alert: Alert, asOf: string, notifier: Notifier): LiveAlert {
	const delivered = notifier.deliveredOf(alert.id);
	return {
		id: alert.id,
		severity: alert.severity,
		state: alert.state,
		since: alert.since,
		headline: headline(alert),
		figures: figures(alert, asOf),
		acknowledged: alert.acknowledged && {
			by: alert.acknowledged.by,
			at: alert.acknowledged.at
		},
		delivered: delivered && { channel: delivered.channel, at: formatInstant(delivered.at) }
	};
}

/** Channels of a city that cannot deliver. */
export function failingChannels(
	channels: readonly ChannelSetting[],
	city: string,
	notifier: Notifier
): FailingChannel[] {
	return channels
		.filter((channel) => isOf(channel, city))
		.flatMap(({ id, value }) => {
			const failing = failingOf(id, notifier);
			return failing ? [{ name: value.channel.name, ...failing }] : [];
		});
}

/** The same as whoever raises alerts asks for them, with those that deliver. */
export async function channelsOf(notifier: Notifier, city: string): Promise<CityChannel[]> {
	const channels = await notifier.channels();
	return channels
		.filter((channel) => isOf(channel, city))
		.map(({ id, value }) => ({
			name: value.channel.name,
			failingSince: failingOf(id, notifier)?.since ?? null,
			isTold: notifier.isTold(id)
		}));
}

function isOf({ value: { channel } }: ChannelSetting, city: string): boolean {
	return channel.enabled && (channel.cities === 'all' || channel.cities.includes(city));
}

function failingOf(id: string, notifier: Notifier): Omit<FailingChannel, 'name'> | null {
	const { state, failing_since, failure } = notifier.healthOf(id);
	return state === 'failing' && failing_since && failure
		? { since: failing_since, reason: failure.reason }
		: null;
}
