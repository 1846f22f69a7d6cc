/** What came in lately, by source: whether each lives, and whether history is being brought in. */
import type { FeedState, Inhibition } from '#contract/alerts';
import { formatInstant, DAY_MS, MINUTE_MS } from '#contract/instant';
import type { CommittedBatch } from '../ingest/commit.ts';
import { LATE_MS } from '../ingest/fact-batch.ts';
import { sourceState } from '../quality/source-state.ts';
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';

/** An import or a replay is over when nothing of it came for so long. */
const IMPORT_REST_MS = 2 * MINUTE_MS;
const LEAST_LATE = 20;
const KNOWN_MS = 7 * DAY_MS;

interface Intake {
	lastReceived: number;
	/** Since when nothing but history comes, and its last; 0 while the present comes. */
	historySince: number;
	lastHistory: number;
	reason: 'import' | 'late_events';
	run: string;
}

type Received = Pick<CommittedBatch, 'batch' | 'receivedAt' | 'sent'>;

interface Row extends Record<string, unknown> {
	city: number;
	source: string;
	run: string;
	last_batch: number;
	last: number;
	n: number;
	late: number;
}

/** What the log says of a week, read once, and after that what is told as it comes in. */
export function createFeeds(store: Store) {
	const cities = new Map<string, Map<string, Intake>>();
	const beats = new Map<string, number>();
	/** The latest batch that brought or took history, by city. */
	const historyBatches = new Map<string, number>();
	/** What came in since the last look, by who sent it. */
	let incoming = new Map<number, Row[]>();
	let isRead = false;

	function note(row: Row): void {
		const code = String(row.city);
		const sources = cities.get(code) ?? new Map<string, Intake>();
		cities.set(code, sources);
		const known = sources.get(row.source);
		const intake: Intake = known ?? {
			lastReceived: 0,
			historySince: 0,
			lastHistory: 0,
			reason: 'import',
			run: ''
		};
		sources.set(row.source, intake);
		const isHistory = row.run !== '' || (row.late >= LEAST_LATE && row.late > row.n / 2);
		if (isHistory) {
			if (row.last - intake.lastHistory > IMPORT_REST_MS) intake.historySince = row.last;
			intake.lastHistory = Math.max(intake.lastHistory, row.last);
			intake.reason = row.run !== '' ? 'import' : 'late_events';
			intake.run = row.run;
			noteHistory(code, row.last_batch);
		}
		// An import says nothing about whether the switchboard lives.
		if (row.run === '') intake.lastReceived = Math.max(intake.lastReceived, row.last);
	}

	function noteHistory(city: string, at: number): void {
		historyBatches.set(city, Math.max(at, historyBatches.get(city) ?? 0));
	}

	async function readWeek(now: number): Promise<void> {
		const since = int(now - KNOWN_MS);
		const rows = await store.read<Row>(`
SELECT city, source, run, max(batch) AS last_batch, max(received_at) AS last, count() AS n,
	countIf(happened_at > 0 AND received_at - happened_at > ${int(LATE_MS)}) AS late
FROM raw_events
WHERE received_at >= ${since}
GROUP BY city, source, run`);
		for (const row of rows) note(row);
		for (const { source, at } of await store.read<{ source: string; at: number }>(
			`SELECT source, max(received_at) AS at FROM heartbeats WHERE received_at >= ${since} GROUP BY source`
		))
			beat(source, at);
		isRead = true;
	}

	const beat = (source: string, at: number) =>
		void beats.set(source, Math.max(at, beats.get(source) ?? 0));

	/** A batch is in the log. */
	function received({ batch, receivedAt, sent }: Received): void {
		for (const [city, senders] of sent) {
			const rows = incoming.get(city) ?? [];
			incoming.set(city, rows);
			for (const { source, run, facts, late } of senders) {
				let row = rows.find((one) => one.source === source && one.run === run);
				if (!row) rows.push((row = { city, source, run, last_batch: 0, last: 0, n: 0, late: 0 }));
				row.last_batch = batch;
				row.last = receivedAt;
				row.n += facts;
				row.late += late;
			}
		}
	}

	return {
		received,
		/** A source lives though it has nothing to say. */
		beat,
		/** Looks at what came in since the last time; the first time, at a week of the log. */
		async read(now: number): Promise<void> {
			if (!isRead) await readWeek(now);
			const rows = incoming;
			incoming = new Map();
			for (const own of rows.values()) for (const row of own) note(row);
		},
		/** History of these cities was taken back. */
		noteHistory,
		historyBatch: (city: string) => historyBatches.get(city) ?? 0,
		cities: (): string[] => [...cities.keys()],
		/** Sources that report this city live, and when each last gave a sign of life. */
		of(city: string, now: number): (FeedState & { lastSign: number; beats: boolean })[] {
			return [...(cities.get(city) ?? [])]
				.filter(([, { lastReceived }]) => lastReceived > 0)
				.map(([source, { lastReceived }]) => {
					const lastHeartbeat = beats.get(source) ?? null;
					return {
						source,
						state: sourceState(
							{ kind: 'token', lastReceived, lastHeartbeat },
							now
						) as FeedState['state'],
						last_received_at: formatInstant(lastReceived),
						last_heartbeat_at: lastHeartbeat === null ? null : formatInstant(lastHeartbeat),
						lastSign: Math.max(lastReceived, lastHeartbeat ?? 0),
						beats: lastHeartbeat !== null
					};
				});
		},
		/** Imports and replays under way. */
		inhibitions(city: string, now: number): Inhibition[] {
			return [...(cities.get(city) ?? [])].flatMap(([source, intake]) =>
				intake.lastHistory > 0 && now - intake.lastHistory <= IMPORT_REST_MS
					? [
							{
								reason: intake.reason,
								since: formatInstant(intake.historySince),
								subject: intake.run || source
							}
						]
					: []
			);
		}
	};
}
export type Feeds = ReturnType<typeof createFeeds>;
