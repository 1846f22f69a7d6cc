/** The channels that are set, and how each does: told from the log, at the start and with every step. */
import type { Channel } from '#contract/channels';
import type { Settings, SettingVersion } from '../settings/settings.ts';
import type { Store } from '../store/store.ts';
import type { Target } from './attempt.ts';
import { createLimiter, type Limiter } from './bucket.ts';
import { carrierOf } from './carriers/carriers.ts';
import { CHANNEL, openSecrets, type StoredChannel } from './channel.ts';
import { outcomesSince, type Step } from './deliveries.ts';
import { observeOutcome, UNTRIED, type Health } from './health.ts';
import type { Vault } from './secrets.ts';

const HEALTH_FROM_MS = 7 * 86_400_000;

export type ChannelSetting = SettingVersion<StoredChannel> & { value: StoredChannel };
type Noted = Pick<Step, 'channel' | 'at' | 'step' | 'reason' | 'code' | 'clock_ahead_ms' | 'alert'>;

export interface Roster {
	read(): Promise<ChannelSetting[]>;
	/** Null for a wall, which nothing is sent to. */
	targetOf(setting: ChannelSetting): Target | null;
	healthOf(id: string): Health;
	/** The others have been told that it fails. */
	markTold(id: string): void;
	note(step: Noted): void;
	/** The latest message about an alert that was accepted somewhere; null where none was. */
	deliveredOf(alert: string): { channel: string; at: number } | null;
}

export async function openRoster(
	{ store, settings, vault }: { store: Store; settings: Settings; vault: Vault },
	now: number
): Promise<Roster> {
	const earlier = await outcomesSince(store, now - HEALTH_FROM_MS);
	const health = new Map<string, Health>();
	const limiters = new Map<string, Limiter>();
	const delivered = new Map<string, { channel: string; at: number }>();
	let names = new Map<string, string>();

	function note(step: Noted): void {
		health.set(step.channel, observeOutcome(health.get(step.channel) ?? UNTRIED, step));
		if (step.step === 'sent' && step.alert !== '')
			delivered.set(step.alert, { channel: step.channel, at: step.at });
	}

	function limiterOf(id: string, channel: Channel): Limiter {
		const known = limiters.get(`${id} ${channel.kind}`);
		if (known) return known;
		const attempts = earlier.filter((step) => step.channel === id && step.step === 'attempt');
		const limiter = createLimiter(
			carrierOf(channel)?.limits ?? [],
			attempts.map(({ at }) => at)
		);
		limiters.set(`${id} ${channel.kind}`, limiter);
		return limiter;
	}

	async function read(): Promise<ChannelSetting[]> {
		const all = await settings.list(CHANNEL, '');
		const inForce = all.filter((one): one is ChannelSetting => one.value !== null);
		names = new Map(inForce.map(({ id, value }) => [id, value.channel.name]));
		return inForce;
	}

	for (const step of earlier) note(step);
	await read();
	return {
		read,
		note,
		targetOf({ id, value }) {
			const { channel } = value;
			const carrier = carrierOf(channel);
			if (!carrier) return null;
			return {
				channel,
				carrier,
				secrets: openSecrets(value, vault),
				limiter: limiterOf(id, channel)
			};
		},
		healthOf: (id) => health.get(id) ?? UNTRIED,
		markTold: (id) => void health.set(id, { ...(health.get(id) ?? UNTRIED), told: true }),
		deliveredOf(alert) {
			const brief = delivered.get(alert);
			return brief ? { ...brief, channel: names.get(brief.channel) ?? brief.channel } : null;
		}
	};
}
