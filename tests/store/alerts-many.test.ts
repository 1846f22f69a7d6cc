/** Many cities in one pass: each has its own facts and its own alerts, once, whatever befalls the others. */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAlertEngine } from '../../server/alerts/engine.ts';
import { createSettings } from '../../server/settings/settings.ts';
import { openStore } from '../../server/store/store.ts';
import type { AlertsAnswer } from '../../src/lib/contract/alerts.ts';
import { makeFolder, startTestServer } from '../harness.ts';

const CITIES = ['110000', '310000', '420100'] as const;
const [BEIJING, SHANGHAI, WUHAN] = CITIES;
const MINUTE = 60_000;
const DAY = 86_400_000;
const MIDNIGHT = Date.parse('2026-11-24T00:00+08:00');
const OPENS = 17 * 60 * MINUTE;

let now = MIDNIGHT + OPENS + 60 * MINUTE;
const folder = makeFolder();
let server: Awaited<ReturnType<typeof startTestServer>>;
let count = 0;

/** A call a minute, decided within ten seconds; every `lossEach`th is lost. */
function calls(city: string, from: number, minutes: number, lossEach: number) {
	return Array.from({ length: minutes }, (_, index) => {
		const at = from + index * MINUTE;
		const lost = index % lossEach === lossEach - 1;
		return {
			type: 'call',
			city,
			call_id: `m${count++}`,
			revision: 1,
			arrived_at: at,
			queued_at: at,
			ended_at: at + 10_000,
			...(lost ? {} : { answered_at: at + 5_000 })
		};
	});
}

async function pass(): Promise<void> {
	await server.settled();
	await server.alerts.passNow();
}
/** What happens in the minutes to come, in all cities with one body. */
async function live(minutes: number, lossEach: (city: string) => number): Promise<void> {
	const events = CITIES.flatMap((city) => calls(city, now, minutes, lossEach(city)));
	now += minutes * MINUTE;
	await server.sendAll(events);
	await pass();
}
async function open(city: string, kind: string) {
	const { now: alerts } = await server.get<AlertsAnswer>(`/v1/alerts?city=${city}`);
	return alerts.filter((alert) => alert.kind === kind && alert.state !== 'pending');
}
const openOf = (kind: string) =>
	Promise.all(CITIES.map(async (city) => (await open(city, kind)).length));
const onFalling = (city: string) => (city === SHANGHAI ? 20 : 2);

beforeAll(async () => {
	server = await startTestServer({ clock: () => now, folder });
	await live(10, () => 20);
});
afterAll(async () => {
	await rm(folder, { recursive: true, force: true });
});

describe('cities that are watched together', () => {
	it('know what is usual soon after their history came in', async () => {
		const usual = async () =>
			(await server.get<AlertsAnswer>(`/v1/alerts?city=${WUHAN}`)).expectations.find(
				({ slot }) => slot === 'evening'
			)?.value;
		expect(await usual()).toBeNull();
		for (let back = 20; back >= 1; back--)
			await server.sendAll(
				CITIES.flatMap((city) => calls(city, MIDNIGHT - back * DAY + OPENS, 240, 20))
			);
		// A pass of the engine's own may have read while some of it was still on its way.
		await expect
			.poll(async () => {
				now += MINUTE;
				await pass();
				return (await usual()) ?? 0;
			})
			.toBeCloseTo(0.95, 1);
		now += 3 * MINUTE;
	});

	it('each raise their own alert of facts that come in one pass, once', async () => {
		await live(20, onFalling);
		expect(await openOf('fall')).toEqual([1, 0, 1]);
		await live(5, onFalling);
		await pass();
		expect(await openOf('fall')).toEqual([1, 0, 1]);
		const [alert] = await open(WUHAN, 'fall');
		const told = await server.alerts.toldOf(WUHAN);
		expect(told.filter((notice) => notice === `${alert!.id}/firing`)).toHaveLength(1);
		// Between the clock's leap and what is sent then, a feed is silent.
		const others = await server.alerts.toldOf(SHANGHAI);
		expect(others.filter((notice) => !notice.includes('-feed-'))).toEqual([]);
	});

	it('each know who waits too long, also where nothing more comes of that city', async () => {
		const waiting = { ...calls(SHANGHAI, now, 1, 20)[0]!, answered_at: null, ended_at: null };
		await server.sendAll([waiting]);
		await pass();
		expect(await openOf('wait')).toEqual([0, 0, 0]);
		now += 6 * MINUTE;
		await pass();
		expect(await openOf('wait')).toEqual([0, 1, 0]);
		await server.sendAll([{ ...waiting, revision: 2, answered_at: now, ended_at: now }]);
		await pass();
		expect(await openOf('wait')).toEqual([0, 0, 0]);
	});
});

describe('a city that cannot be told of', () => {
	it('holds back no other, and is told of as soon as that goes', async () => {
		await live(60, () => 20);
		now += 10 * MINUTE;
		await live(20, () => 2);
		await server.close();
		now += DAY;
		const store = await openStore({ dataDir: folder });
		const told: string[] = [];
		const failures: string[] = [];
		let broken: string | null = BEIJING;
		const engine = createAlertEngine({
			store,
			settings: createSettings({ store, clock: () => now }),
			config: {
				satisfiedFrom: 3,
				serviceLevelSeconds: 15,
				repeatDays: 7,
				shortAbandonSeconds: 0,
				callerRetentionDays: 0
			},
			clock: () => now,
			notify: ({ city }) => {
				if (city === broken) return Promise.reject(new Error(city));
				told.push(city);
				return Promise.resolve();
			},
			settledBatch: () => 1_000_000,
			onError: (_, city) => failures.push(city)
		});
		await engine.passNow();
		expect(failures).toEqual([BEIJING]);
		expect([...new Set(told)].sort()).toEqual([SHANGHAI, WUHAN]);
		broken = null;
		await engine.passNow();
		expect(new Set(told)).toEqual(new Set(CITIES));
		await engine.stop();
		await store.close();
	});
});
