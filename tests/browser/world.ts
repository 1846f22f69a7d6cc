/** An invented province that is the same on every run: a month until an evening on which agents are missing. */
import { vi } from 'vitest';
import { beijingMidnight, DAY_MS, MINUTE_MS } from '../../src/lib/contract/instant.ts';
import { Agenda } from '../../scripts/simulate/agenda.ts';
import type { HotlineEvent } from '../../scripts/simulate/events.ts';
import { factKey } from '../../scripts/simulate/factKey.ts';
import { createSimulator } from '../../scripts/simulate/simulator.ts';
import { startTestServer } from '../harness.ts';
import { wecomRobot } from '../robots.ts';

/** Of seed 24, whose agents are too few from 19 o'clock on. */
export const CITY = '420100';
export const MOMENT = Date.parse('2026-11-24T20:12:00+08:00');
/** What was before this is history, sent at once; from here on it comes in small steps, and alerts arise. */
const LIVED_MS = 90 * MINUTE_MS;
const STEP_MS = 3 * MINUTE_MS;
const BATCH = 5_000;

interface Place {
	city: string;
	seed: number;
	scale: number;
	days: number;
	/** Its feed falls silent so long before the moment. */
	silentMs?: number;
}
const PROVINCE: readonly Place[] = [
	{ city: CITY, seed: 24, scale: 1, days: 35 },
	{ city: '420600', seed: 2, scale: 0.3, days: 8 },
	{ city: '420500', seed: 3, scale: 0.25, days: 8 },
	{ city: '421000', seed: 5, scale: 0.2, days: 8, silentMs: 26 * MINUTE_MS }
];

/** What a place has newly reported when asked; of several revisions the last, as a batch would hold. */
function sourceOf({ days, silentMs, ...place }: Place): (to: number) => HotlineEvent[] {
	const simulator = createSimulator(place);
	const agenda = new Agenda();
	const today = beijingMidnight(MOMENT);
	for (let day = today - days * DAY_MS; day <= today; day += DAY_MS)
		agenda.add(simulator.bornOn(day).flat());
	const end = silentMs === undefined ? Infinity : MOMENT - silentMs;
	return (to) => {
		const newest = agenda.take(Math.min(to, end)).map(({ event }) => [factKey(event), event]);
		return [...new Map(newest as [string, HotlineEvent][]).values()];
	};
}

export interface World {
	server: Awaited<ReturnType<typeof startTestServer>>;
	/** Moves the server's clock; nothing more is sent. */
	moveTo(instant: number): void;
	/** May be called again. */
	close(): Promise<void>;
}

/** Starts it as it is at its moment; some half a minute. */
export async function startWorld(): Promise<World> {
	let now = MOMENT - LIVED_MS;
	let closing: Promise<void> | undefined;
	const server = await startTestServer({ clock: () => now });
	const robot = await wecomRobot(() => now, 'KEY');
	const sources = PROVINCE.map(sourceOf);
	const live = async () => {
		const events = sources.flatMap((report) => report(now));
		for (let from = 0; from < events.length; from += BATCH)
			await server.sendAll(events.slice(from, from + BATCH));
		await server.settled();
	};
	await live();
	await server.rolled();
	await addChannel(server.url, `${robot.url}/cgi-bin/webhook/send?key=KEY`);
	while (now < MOMENT) {
		now += STEP_MS;
		await live();
		await server.alerts.passNow();
		await allTold(server);
	}
	await server.recordIndex();
	return {
		server,
		moveTo: (instant) => (now = instant),
		close: () => (closing ??= server.close().then(() => robot.close()))
	};
}

/** Messages leave beside the clock: it does not move on before they have arrived. */
async function allTold(server: World['server']): Promise<void> {
	type Told = { alerts: { now: { state: string; delivered: unknown }[] } | null };
	await vi.waitFor(async () => {
		const { alerts } = await server.get<Told>(`/v1/live?city=${CITY}`);
		const open = alerts?.now.filter(({ state, delivered }) => state === 'firing' && !delivered);
		if (open && open.length > 0) throw new Error('an alert is not delivered');
	}, 90_000);
}

async function addChannel(url: string, address: string): Promise<void> {
	const value = { name: '值班群', kind: 'wecom', secrets: { address } };
	const body = JSON.stringify({ value });
	const response = await fetch(`${url}/v1/channels`, { method: 'POST', body });
	if (response.status !== 201) throw new Error(`channel: ${await response.text()}`);
}
