/**
 * Opens the cities' watches and keeps their history fresh, a few cities at a time, which share
 * their readings: those for which somebody waits at once, the others in a bounded share of the time.
 */

/** Cities that share a reading: the fewest, and as many as the event loop takes the rows of at once. */
const LEAST_GROUP = 8;
const LARGEST_GROUP = 24;
/** Quicker work costs the same for more cities. */
const QUICK_MS = 1_000;
/** What nobody waits for may take this share of the time. */
const SHARE = 0.2;

export interface KeeperOptions {
	/** Cities for which facts wait. */
	urgent: () => Iterable<string>;
	/** Cities for which there is something to do. */
	due: () => Iterable<string>;
	/** Does all of it for these cities; no failure gets out. */
	work: (cities: readonly string[]) => Promise<void>;
	/** Waits; replaced in tests. */
	rest?: (ms: number) => Promise<void>;
	/** Running time, in ms. */
	time?: () => number;
}

const sleep = (ms: number) => new Promise<void>((wake) => setTimeout(wake, ms).unref());

export function createKeeper(options: KeeperOptions) {
	const { urgent, due, work, rest = sleep, time = () => performance.now() } = options;
	let group = LEAST_GROUP;
	let running: Promise<void> | undefined;
	let stopped = false;
	/** Somebody waits for the round's end. */
	let hurried = false;
	let wake: () => void = () => undefined;

	/** A city comes up once a round, so that one that fails holds up nobody. */
	function next(done: ReadonlySet<string>): { cities: string[]; isUrgent: boolean } {
		const some = (cities: Iterable<string>) =>
			[...cities].filter((city) => !done.has(city)).slice(0, group);
		const first = some(urgent());
		return first.length > 0
			? { cities: first, isUrgent: true }
			: { cities: some(due()), isUrgent: false };
	}

	async function pause(ms: number): Promise<void> {
		const woken = new Promise<void>((resolve) => (wake = resolve));
		if (!hurried) await Promise.race([rest(ms), woken]);
	}

	async function round(): Promise<void> {
		const done = new Set<string>();
		for (let turn = next(done); turn.cities.length > 0 && !stopped; turn = next(done)) {
			const started = time();
			for (const city of turn.cities) done.add(city);
			await work(turn.cities);
			const took = time() - started;
			group = took < QUICK_MS ? Math.min(2 * group, LARGEST_GROUP) : LEAST_GROUP;
			if (!turn.isUrgent) await pause((took * (1 - SHARE)) / SHARE);
		}
	}

	function run(): Promise<void> {
		running ??= round().finally(() => (running = undefined));
		return running;
	}

	return {
		/** One round; whoever asks meanwhile shares it. */
		run,
		/** Everything that is due, without rest. */
		async finish(): Promise<void> {
			hurried = true;
			wake();
			await running;
			await run().finally(() => (hurried = false));
		},
		async stop(): Promise<void> {
			stopped = true;
			hurried = true;
			wake();
			await running;
		}
	};
}
