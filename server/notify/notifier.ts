/**
 * The notifier: takes notices, decides whom they are for, and sees each one delivered once. The log
 * is the memory: what a process leaves open the next one takes up.
 */
import type { AlertNotice, AlertState } from '#contract/alerts';
import type { Channel, ChannelHealth, TestResult } from '#contract/channels';
import { log } from '../log.ts';
import type { Settings } from '../settings/settings.ts';
import type { Store } from '../store/store.ts';
import { CHANNEL } from './channel.ts';
import { dispatch, type DispatchDeps } from './dispatch.ts';
import { hasGivenOut, shownHealth } from './health.ts';
import { takeIn } from './intake.ts';
import { messageOf, type Message } from './message.ts';
import { openOutbox } from './outbox.ts';
import { openRoster } from './roster.ts';
import type { Vault } from './secrets.ts';
import { sendTest } from './test-send.ts';
import { createWallTests } from './wall-tests.ts';

const LONGEST_SLEEP_MS = 60_000;
const STORE_RETRY_MS = 1_000;

export interface NotifierDeps {
	store: Store;
	settings: Settings;
	vault: Vault;
	clock: () => number;
	/** Where people open the pages; messages link there. */
	publicUrl?: string | undefined;
	fetch?: typeof fetch;
	random?: () => number;
	/** How an alert stands now; null for one that nobody knows. Escalation asks it. */
	stateOf?: (city: string, alert: string) => Promise<AlertState | null>;
	/** Real time; null in tests, which call `pump` themselves. */
	wake?: ((run: () => void, delayMs: number) => () => void) | null;
	/** Something that walls show has changed; the empty city: of all. */
	onChange?: (city: string) => void;
	/** How many screens look at these cities. */
	screensOf?: (cities: Channel['cities']) => number;
}

const realWake = (run: () => void, delayMs: number) => {
	const timer = setTimeout(run, delayMs);
	return () => clearTimeout(timer);
};

export async function createNotifier(deps: NotifierDeps) {
	const { store, settings, clock, onChange } = deps;
	const random = deps.random ?? Math.random;
	const wake = deps.wake === undefined ? realWake : deps.wake;
	const running = new Map<string, Promise<void>>();
	let lane: Promise<unknown> = Promise.resolve();
	let cancelWake: () => void = () => undefined;
	let stopped = false;

	const roster = await openRoster(deps, clock());
	const outbox = await openOutbox(store, clock, (step) => {
		roster.note(step);
		onChange?.(step.city);
	});
	const dispatchDeps: DispatchDeps = {
		outbox,
		roster,
		clock,
		random,
		fetch: deps.fetch ?? ((...request) => fetch(...request)),
		stateOf: deps.stateOf,
		link: ({ city }) =>
			deps.publicUrl === undefined
				? null
				: `${deps.publicUrl}/alerts${city === '' ? '' : `?city=${city}`}`,
		tell: (message, except) => void accept(message, except).catch(complain)
	};
	const wallTests = createWallTests(clock);
	const stopListening = settings.onChange(({ kind, id }) => {
		if (kind === CHANNEL.kind) void retryNow(id);
	});

	function complain(error: unknown): void {
		log('error', 'a notice could not be queued', { error });
	}

	/** One at a time, and again until the store takes it: a notice is not lost while we live. */
	function accept(message: Message, except?: string): Promise<void> {
		const turn = lane.then(async () => {
			for (;;) {
				try {
					return await takeIn({ store, outbox, roster, clock, random }, message, except);
				} catch (error) {
					if (stopped || wake === null) throw error;
					complain(error);
					await new Promise<void>((resolve) => void wake(resolve, STORE_RETRY_MS));
				}
			}
		});
		lane = turn.catch(() => undefined);
		return turn.then(kick);
	}

	/** Sends everything that is due now; a channel sends one thing at a time. */
	async function pump(): Promise<void> {
		const due = [...outbox.open.values()].filter(({ due_at }) => due_at <= clock());
		if (due.length === 0) return;
		const settingOf = new Map((await roster.read()).map((setting) => [setting.id, setting]));
		const runs = [...new Set(due.map(({ channel }) => channel))].map((id) => {
			const run =
				running.get(id) ??
				dispatch(dispatchDeps, id, settingOf.get(id)).finally(() => running.delete(id));
			running.set(id, run);
			return run;
		});
		await Promise.all(runs);
	}

	/** Sets the alarm for whatever is due next. */
	function kick(): void {
		cancelWake();
		const next = outbox.nextDue();
		if (stopped || wake === null || next === null) return;
		const delay = Math.min(LONGEST_SLEEP_MS, Math.max(0, next - clock()));
		cancelWake = wake(() => {
			pump().then(kick, (error: unknown) => {
				log('error', 'sending notices failed and is tried again', { error });
				if (!stopped) cancelWake = wake(kick, STORE_RETRY_MS);
			});
		}, delay);
	}

	/** A changed channel is tried at once: perhaps somebody has mended it. */
	async function retryNow(id: string): Promise<void> {
		await running.get(id)?.catch(() => undefined);
		for (const delivery of [...outbox.open.values()])
			if (delivery.channel === id && delivery.step === 'retry') outbox.postpone(delivery, clock());
		onChange?.('');
		kick();
	}

	/** Sends a message, or shows it on walls; says what came of it. Null for a channel that is not there. */
	async function test(id: string): Promise<TestResult | null> {
		const channel = (await settings.current(CHANNEL, '', id))?.value?.channel;
		if (channel?.kind !== 'wall') return sendTest(dispatchDeps, settings, id);
		wallTests.start(id, channel);
		onChange?.('');
		return { ok: true, clock_ahead_seconds: null, screens: deps.screensOf?.(channel.cities) ?? 0 };
	}

	kick();
	return {
		/** Takes a notice; returns at once. */
		notify: (notice: AlertNotice): void => void accept(messageOf(notice)).catch(complain),
		/** The same; resolves when it is durable. */
		accept: (notice: AlertNotice): Promise<void> => accept(messageOf(notice)),
		/** Sends what is due, and queues what that leads to. */
		async pump(): Promise<void> {
			await lane;
			await pump();
			await lane;
		},
		test,
		/** Whether somebody tries out a city's walls. */
		wallTest: (city: string, now: number) => wallTests.of(city, now),
		healthOf(id: string): ChannelHealth {
			const waiting = [...outbox.open.values()].filter(({ channel }) => channel === id);
			return shownHealth(roster.healthOf(id), waiting.length);
		},
		/** Whether a channel has failed so often, or for such a reason, that the others are told. */
		isTold: (id: string) => hasGivenOut(roster.healthOf(id)),
		deliveredOf: (alert: string) => roster.deliveredOf(alert),
		/** Channels that are set. */
		channels: () => roster.read(),
		/** Stops; what is under way ends first, the rest stays in the log. */
		async stop(): Promise<void> {
			stopped = true;
			cancelWake();
			stopListening();
			await lane;
			await Promise.allSettled(running.values());
		}
	};
}
export type Notifier = Awaited<ReturnType<typeof createNotifier>>;
