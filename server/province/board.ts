/**
 * The province's board: each city is computed once for all who look, one after the other in a bounded
 * share of the time, and only while somebody looks. With many cities figures grow older, each with its
 * own `as_of`; nothing else grows slower.
 */
import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProvinceMonth, ProvinceNow } from '#contract/province';

/** How old figures may become before they are computed anew. */
const NOW_MS = 4_000;
const MONTH_MS = 30_000;
/** A city that nobody has asked about for so long is left alone. */
const WATCHED_MS = 20_000;
/** An answer waits so long for cities that have no figures yet. */
const FIRST_ANSWER_MS = 2_000;
/** Renewing may take this share of the time; figures that are not there yet are computed at once. */
const SHARE = 0.25;

type Reader<T> = (city: string, now: number) => Promise<T>;

export interface BoardOptions {
	readNow: Reader<ProvinceNow>;
	readMonth: Reader<ProvinceMonth>;
	clock: () => number;
	onError: (error: unknown, city: string) => void;
}

interface Kept<T> {
	value: T | null;
	/** Of this machine's running time; a failed attempt counts, so that it is not repeated at once. */
	triedAt: number;
}
interface Line {
	askedAt: number;
	now: Kept<ProvinceNow>;
	month: Kept<ProvinceMonth>;
}
interface Task {
	urgency: number;
	run: () => Promise<void>;
}

/** Makes the board; one a process. */
export function createBoard(options: BoardOptions) {
	const { readNow, readMonth, clock, onError } = options;
	const lines = new Map<string, Line>();
	const ending = new AbortController();
	/** Says `tried` after every task; any number of answers may be waiting for it. */
	const turns = new EventEmitter().setMaxListeners(0);
	let rest = new AbortController();
	let working: Promise<void> | undefined;

	function lineOf(city: string): Line {
		const known = lines.get(city);
		if (known) return known;
		const nothing = { value: null, triedAt: -Infinity };
		const line = { askedAt: -Infinity, now: { ...nothing }, month: { ...nothing } };
		lines.set(city, line);
		return line;
	}

	function taskOf<T>(city: string, kept: Kept<T>, longest: number, read: Reader<T>): Task {
		return {
			urgency: (performance.now() - kept.triedAt) / longest,
			run: async () => {
				try {
					kept.value = await read(city, clock());
				} catch (error) {
					onError(error, city);
				}
				kept.triedAt = performance.now();
			}
		};
	}

	/** What is most overdue; figures of now before those of the month where both are missing. */
	function mostUrgent(): Task | undefined {
		const watchedFrom = performance.now() - WATCHED_MS;
		const watched = [...lines].filter(([, { askedAt }]) => askedAt >= watchedFrom);
		const tasks = [
			...watched.map(([city, { now }]) => taskOf(city, now, NOW_MS, readNow)),
			...watched.map(([city, { month }]) => taskOf(city, month, MONTH_MS, readMonth))
		];
		const first = tasks.reduce<Task | undefined>(
			(best, task) => (best && best.urgency >= task.urgency ? best : task),
			undefined
		);
		return first && first.urgency >= 1 ? first : undefined;
	}

	async function work(): Promise<void> {
		for (let task = mostUrgent(); task && !ending.signal.aborted; task = mostUrgent()) {
			const started = performance.now();
			await task.run();
			turns.emit('tried');
			if (mostUrgent()?.urgency === Infinity) continue;
			const cost = performance.now() - started;
			rest = new AbortController();
			await sleep((cost * (1 - SHARE)) / SHARE, undefined, { signal: rest.signal }).catch(
				() => undefined
			);
		}
	}

	/** Until each of these lines was tried, or the time for it is over. */
	async function untilTried(wanted: readonly Line[]): Promise<void> {
		const over = AbortSignal.timeout(FIRST_ANSWER_MS);
		const isWaiting = () => wanted.some((line) => isMissing(line.now) || isMissing(line.month));
		while (isWaiting() && !over.aborted && !ending.signal.aborted)
			await once(turns, 'tried', { signal: over }).catch(() => undefined);
	}

	return {
		/** Lines of these cities as they are known; those that nobody has looked at for a while are waited for briefly. */
		async read(cities: readonly string[]) {
			const wanted = cities.map((city): [string, Line] => [city, lineOf(city)]);
			const asked = performance.now();
			for (const [, line] of wanted) {
				// What was left alone is computed like what was never there; until then it stands with its age.
				if (line.askedAt < asked - WATCHED_MS) line.now.triedAt = line.month.triedAt = -Infinity;
				line.askedAt = asked;
			}
			const first = wanted
				.map(([, line]) => line)
				.filter(({ now, month }) => isMissing(now) || isMissing(month));
			if (first.length > 0) rest.abort();
			working ??= work().finally(() => (working = undefined));
			await untilTried(first);
			return new Map(
				wanted.map(([city, { now, month }]) => [city, { now: now.value, month: month.value }])
			);
		},
		async stop(): Promise<void> {
			ending.abort();
			rest.abort();
			turns.emit('tried');
			await working;
		}
	};
}
export type Board = ReturnType<typeof createBoard>;

const isMissing = ({ triedAt }: Kept<unknown>) => triedAt === -Infinity;
