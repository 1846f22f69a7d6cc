/** The composition root: the only place that knows everybody. */
import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { itemRange } from '#assessment/item-range';
import { prefecture } from '#reference/prefectures';
import { createDisplays } from './access/displays.ts';
import { createGate } from './access/gate.ts';
import { readTokenBook } from './access/tokens.ts';
import { createAlertEngine, type AlertEngine } from './alerts/engine.ts';
import { createApp } from './api/app.ts';
import { createMetrics } from './api/metrics.ts';
import { forgetReadings } from './assessment/readings.ts';
import { createProfiles } from './assessment/profiles.ts';
import type { Env } from './env.ts';
import { createCommitter } from './ingest/commit.ts';
import { createDoor } from './ingest/door.ts';
import { openCallerKey } from './ingest/open-caller-key.ts';
import { createReceiver } from './ingest/receive.ts';
import { createSettler } from './ingest/settler.ts';
import { createUndoer } from './ingest/undo.ts';
import { createLastSigns } from './live/last-signs.ts';
import { createHub } from './live/hub.ts';
import { createLiveRate } from './measures/live-rate.ts';
import { createRecorder } from './history/record.ts';
import { createLiveLoop } from './live/loop.ts';
import { readIndex } from './live/snapshot.ts';
import { log } from './log.ts';
import { channelsOf, readLiveAlerts } from './notify/live-alerts.ts';
import { createNotifier } from './notify/notifier.ts';
import { openVault } from './notify/secrets.ts';
import { createBoard } from './province/board.ts';
import { readMonth, readNow } from './province/read-city.ts';
import { createSettings } from './settings/settings.ts';
import { createInsertPort, recordHeartbeat } from './store/insert.ts';
import { dayOf } from './rollup/parts-of-day.ts';
import { createRoller } from './rollup/roller.ts';
import { callersKeptFrom } from './store/expire-callers.ts';
import { migrate } from './store/migrate.ts';
import { startRetention } from './store/retain.ts';
import { keptFrom } from './store/retention.ts';
import { openStore } from './store/store.ts';
import { holdStore } from './store/tenancy.ts';

const BUILD_DIR = fileURLToPath(new URL('../build', import.meta.url));

/** How long requests that are under way may take to finish when the server closes. */
const CLOSE_GRACE_MS = 2_000;

export interface RunningServer {
	/** Where it listens; the port is chosen by the system when PORT is 0. */
	url: string;
	/** Names this process to sockets. */
	instance: string;
	/** Resolves when everything accepted so far is in the figures. */
	settled(): Promise<void>;
	/** Writes down what is shown of the index, as every minute does. */
	recordIndex(): Promise<void>;
	/** For tests: a pass now, and what was told. */
	alerts: AlertEngine;
	/** Resolves when the rollup holds every day that is over. */
	rolled(): Promise<void>;
	/** Lets go of what is kept no longer, as every hour does. */
	retain(): Promise<void>;
	close(): Promise<void>;
}

/** Starts the server. `clock` is injected in tests; everything that asks for the time asks it. */
export async function startServer(
	env: Env,
	clock: () => number = Date.now
): Promise<RunningServer> {
	const tokens = env.AUTH_FILE ? readTokenBook(env.AUTH_FILE) : null;
	const store = await openStore({ dataDir: env.DATA_DIR, url: env.CLICKHOUSE_URL });
	try {
		return await compose();
	} catch (error) {
		await store.close();
		throw error;
	}

	/** An external store has no lock of its own. */
	function takeStore(instance: string) {
		return holdStore({
			store,
			instance,
			onLost: () => {
				log('error', 'CLICKHOUSE_URL: another server took this store; one at a time: ending');
				process.kill(process.pid, 'SIGTERM');
			},
			onError: (error) => log('error', 'cannot see who holds the store', { error })
		});
	}

	async function compose(): Promise<RunningServer> {
		await migrate(store, env.DURABILITY);
		const callerKey = await openCallerKey(store, env.CALLER_KEY_FILE, env.SHARED_CALLERS);
		const config = {
			satisfiedFrom: env.SATISFIED_FROM,
			serviceLevelSeconds: env.SERVICE_LEVEL_SECONDS,
			repeatDays: env.REPEAT_DAYS,
			shortAbandonSeconds: env.SHORT_ABANDON_SECONDS,
			callerRetentionDays: env.CALLER_RETENTION_DAYS
		};
		const settings = createSettings({ store, clock });
		const displays = await createDisplays({ settings, clock });
		const gate = createGate(tokens, (cookie) => displays.identify(cookie));
		const profiles = createProfiles(settings);
		const roller = await createRoller({
			store,
			config,
			clock,
			// Nothing is asked before the settler stands.
			settledBatch: () => settler.settledBatch,
			onError: (error) => log('error', 'rolling up failed and is tried again', { error })
		});
		const vault = openVault(env.SECRETS_KEY_FILE);
		const notifier = await createNotifier({
			store,
			settings,
			vault,
			clock,
			publicUrl: env.PUBLIC_URL,
			stateOf: (city, alert) => alerts.stateOf(city, alert),
			// Nothing here is due before the loop stands.
			onChange: (city) => loop.touch(city === '' ? loop.watched() : [city]),
			screensOf: (cities) => hub.screensOf(cities)
		});
		/** What an earlier process left settles before anybody watches. */
		let takeNews: AlertEngine['take'] = () => Promise.resolve();
		const settler = await createSettler({
			store,
			clock,
			onSettled: (cities, { types, isUndo }) => {
				committer.wakeSenders();
				const codes = [...cities].map(String);
				if (types.has('reading')) forgetReadings(store, codes);
				recorder.add(codes);
				loop.touch(codes);
				alerts.touch(codes, isUndo);
			},
			derive: (types) => roller.settled(types, takeNews),
			onError: (error) => log('error', 'settling was disturbed and goes on', { error })
		});
		const retention = await startRetention({
			store,
			clock,
			months: env.RETENTION_MONTHS,
			callerDays: env.CALLER_RETENTION_DAYS,
			freezeRepeats: async (before) => {
				await roller.idle();
				return roller.freezeRepeats(dayOf(before));
			},
			onForgotten: () => roller.callersForgotten()
		});
		const lastSigns = createLastSigns(store);
		const committer = createCommitter({
			port: createInsertPort(store),
			clock,
			firstBatch: settler.nextBatch,
			maxPendingBytes: env.MAX_PENDING_BYTES,
			backlogFacts: () => settler.waitingFacts,
			onCommitted: (batch) => {
				// An undone import leaves the log as it was.
				if (batch.undoneRun === undefined)
					for (const listener of [lastSigns, alerts]) listener.received(batch);
				settler.push(batch);
			}
		});
		const undoer = await createUndoer({ store, committer, clock });
		const door = createDoor({
			isCity: (code) => prefecture(code) !== undefined,
			itemRange,
			callerKey,
			clock,
			keptFrom: (now) => keptFrom(now, env.RETENTION_MONTHS),
			callersKeptFrom: (now) => callersKeptFrom(now, env.CALLER_RETENTION_DAYS)
		});
		const receive = createReceiver({
			door,
			committer,
			maxEventBytes: env.MAX_EVENT_BYTES,
			maxBodyBytes: env.MAX_BODY_BYTES
		});
		const metrics = createMetrics({
			pendingBytes: () => committer.pendingBytes,
			unsettledFacts: () => settler.waitingFacts,
			unrolledDays: () => roller.waitingDays,
			liveClients: () => hub.clients
		});
		const recorder = await createRecorder({
			store,
			clock,
			assess: (city, now) => readIndex({ store, config, profiles }, city, now),
			onError: (error) => log('error', 'the index was not written down', { error })
		});
		const liveRate = createLiveRate({ store, config, clock });
		const instance = randomUUID();
		const tenancy = env.CLICKHOUSE_URL ? await takeStore(instance) : null;
		const isSettled = () => settler.isSettled;
		const loop = createLiveLoop({
			store,
			config,
			profiles,
			instance,
			clock,
			liveRate,
			lastSigns,
			isSettled,
			readAlerts: (city, now) => readLiveAlerts({ openAlerts: alerts.openOf, notifier }, city, now),
			expectedToday: (city, now) => alerts.expectedToday(city, now),
			hasListeners: (city) => hub.hasListeners(city),
			emit: (change) => hub.emit(change),
			onIndex: (city, index) => recorder.show(city, index),
			onError: (error) => log('error', 'a live tick failed', { error })
		});
		const alerts = createAlertEngine({
			store,
			settings,
			config,
			clock,
			notify: notifier.accept,
			onChange: (city) => loop.touch([city]),
			channelsOf: (city) => channelsOf(notifier, city),
			settledBatch: () => settler.settledBatch,
			onError: (error, city) => log('error', 'watching for alerts failed', { city, error })
		});
		takeNews = alerts.take;
		const reading = { lastSigns, store, config, profiles, openAlerts: alerts.openOf };
		const board = createBoard({
			readNow: (city, now) => readNow(reading, city, now),
			readMonth: (city, now) => readMonth(reading, city, now),
			clock,
			onError: (error, city) => log('error', 'a line of the province failed', { city, error })
		});
		const app = createApp({
			board,
			knownCities: recorder.cities,
			alerts,
			store,
			config,
			clock,
			liveRate,
			isSettled,
			gate,
			displays,
			settings,
			profiles,
			notifier,
			vault,
			loop,
			receive,
			committer,
			undoer,
			door,
			metrics,
			maxBodyBytes: env.MAX_BODY_BYTES,
			heartbeat: async (source) => {
				const at = clock();
				await recordHeartbeat(store, source, at);
				for (const listener of [lastSigns, alerts]) listener.beat(source, at);
			},
			buildDir: BUILD_DIR
		});
		const { http, url } = await listen(app.fetch, env).catch(async (error: unknown) => {
			// The process ends on this: with a statement under way in the engine it could hang in its exit.
			await Promise.all([retention.stop(), notifier.stop(), roller.stop()]);
			await settler.stop();
			throw error;
		});
		const hub = createHub(http, gate);
		hub.attach(loop);
		recorder.start();
		alerts.start();
		return {
			url,
			instance,
			alerts,
			settled: async () => {
				await committer.flush();
				await settler.idle();
			},
			recordIndex: () => recorder.run(),
			rolled: () => roller.idle(),
			retain: () => retention.run(),
			close: async () => {
				tenancy?.stop();
				// Together: a pass may wait for a notice to be durable, which a stopping notifier ends.
				await Promise.all([alerts.stop(), notifier.stop()]);
				await loop.stop();
				await board.stop();
				await recorder.stop();
				// Browsers hold connections open that never carried a request: they would hold us up.
				const grace = setTimeout(() => http.closeAllConnections(), CLOSE_GRACE_MS);
				await hub.close();
				clearTimeout(grace);
				await retention.stop();
				await committer.flush();
				await settler.stop();
				await roller.stop();
				await store.close();
			}
		};
	}
}

type Fetch = Parameters<typeof serve>[0]['fetch'];

function listen(fetch: Fetch, env: Env): Promise<{ http: HttpServer; url: string }> {
	return new Promise((resolve, reject) => {
		const http = serve({ fetch, hostname: env.HOST, port: env.PORT }, ({ port }) => {
			const host = env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST;
			resolve({ http, url: `http://${host}:${port}` });
		}) as HttpServer;
		http.once('error', reject);
	});
}
