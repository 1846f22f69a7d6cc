import { beijingMidnight, DAY_MS, HOUR_MS } from '#contract/instant';
import { describe, expect, it } from 'vitest';
import { Agenda } from '../simulate/agenda.ts';
import type { HotlineEvent } from '../simulate/events.ts';
import { factKey } from '../simulate/factKey.ts';
import { createSimulator } from '../simulate/simulator.ts';
import { loadHistory } from './history.ts';
import { streamLive } from './live.ts';
import type { Loaded } from './marker.ts';

const TODAY = beijingMidnight(Date.parse('2025-11-24T00:00:00+08:00'));
const TEN = TODAY + 10 * HOUR_MS;
const simulator = createSimulator({ seed: 5, city: '420100', scale: 0.05 });

/** The latest revision of each fact, as a store that takes events in any order would hold it. */
function createStore() {
	const facts = new Map<string, HotlineEvent>();
	let received = 0;
	return {
		facts,
		received: () => received,
		send(events: readonly HotlineEvent[]) {
			for (const event of events) {
				received++;
				const key = factKey(event);
				const before = facts.get(key);
				const newer = 'revision' in event && before && 'revision' in before;
				if (!newer || event.revision >= before.revision) facts.set(key, event);
			}
			return Promise.resolve();
		}
	};
}

async function load(store: ReturnType<typeof createStore>, now: number, loaded: Loaded | null) {
	const agenda = new Agenda();
	const order: number[] = [];
	await loadHistory({
		simulator,
		today: beijingMidnight(now),
		oldestDay: TODAY - 3 * DAY_MS,
		loaded,
		agenda,
		sender: store,
		now: () => now,
		onDay: (midnight) => order.push(midnight)
	});
	return { agenda, order };
}

/** Streams with a clock that jumps by a minute at each sleep. */
async function stream(
	store: ReturnType<typeof createStore>,
	agenda: Agenda,
	from: number,
	to: number
) {
	let clock = from;
	let delivered = from;
	const streaming = streamLive({
		simulator,
		agenda,
		sender: store,
		nextDay: beijingMidnight(from) + DAY_MS,
		signal: new AbortController().signal,
		now: () => clock,
		sleep: () => {
			clock += 60_000;
			return clock > to ? Promise.reject(new Error('over')) : Promise.resolve();
		},
		onDelivered: (instant) => (delivered = instant)
	});
	await expect(streaming).rejects.toThrow('over');
	return delivered;
}

describe('loading history', () => {
	it('begins with the newest day', async () => {
		const { order } = await load(createStore(), TEN, null);
		expect(order).toEqual([0, 1, 2, 3].map((back) => TODAY - back * DAY_MS));
	});

	it('and then streaming leaves what loading later would have left', async () => {
		const streamed = createStore();
		const { agenda } = await load(streamed, TEN, null);
		const until = await stream(streamed, agenda, TEN, TEN + 20 * HOUR_MS);
		const loadedLater = createStore();
		await load(loadedLater, until, null);
		expect(streamed.facts).toEqual(loadedLater.facts);
	});

	it('goes on after a break without losing or repeating', async () => {
		const store = createStore();
		await load(store, TEN, null);
		const before = store.received();
		await load(store, TEN + HOUR_MS, { oldestDay: TODAY - 3 * DAY_MS, deliveredTo: TEN });
		const whole = createStore();
		await load(whole, TEN + HOUR_MS, null);
		expect(store.facts).toEqual(whole.facts);
		expect(store.received() - before).toBeLessThan(before / 5);
	});
});
