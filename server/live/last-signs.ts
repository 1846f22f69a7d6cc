/**
 * When a city last sent anything and when its sources last said that they live, by the server's clock:
 * read from the store once, then followed as batches and heartbeats come in.
 */
import { formatInstant } from '#contract/instant';
import type { Feed } from '#contract/live';
import type { CommittedBatch } from '../ingest/commit.ts';
import { cityCode } from '../store/literal.ts';
import { once } from '../store/once.ts';
import type { Store } from '../store/store.ts';

interface Signs {
	receivedAt: number;
	sources: Set<string>;
}

/** Makes it; one a process, told of all that comes in. */
export function createLastSigns(store: Store) {
	const cities = new Map<number, Signs>();
	/** Cities whose log was read, and whether the heartbeats were. */
	const known = new Map<number | 'beats', Promise<void>>();
	const beats = new Map<string, number>();

	const later = (times: Map<string, number>, source: string, at: number) =>
		void times.set(source, Math.max(at, times.get(source) ?? 0));

	function note(city: number, receivedAt: number, sources: Iterable<string>): void {
		const signs = cities.get(city) ?? { receivedAt: 0, sources: new Set() };
		cities.set(city, signs);
		signs.receivedAt = Math.max(signs.receivedAt, receivedAt);
		for (const source of sources) signs.sources.add(source);
	}

	async function readCity(city: number): Promise<void> {
		const [row] = await store.read<{ at: number; sources: string[] }>(
			`SELECT max(received_at) AS at, groupUniqArray(toString(source)) AS sources FROM raw_events WHERE city = ${cityCode(String(city))}`
		);
		if (row) note(city, row.at, row.sources);
	}

	async function readBeats(): Promise<void> {
		const rows = await store.read<{ source: string; at: number }>(
			'SELECT source, max(received_at) AS at FROM heartbeats GROUP BY source'
		);
		for (const { source, at } of rows) later(beats, source, at);
	}

	return {
		/** A batch is in the log. */
		received({ receivedAt, sent }: Pick<CommittedBatch, 'receivedAt' | 'sent'>): void {
			for (const [city, own] of sent)
				note(
					city,
					receivedAt,
					own.map(({ source }) => source)
				);
		},
		/** A source lives though it has nothing to say. */
		beat: (source: string, at: number) => later(beats, source, at),
		/** A heartbeat names no city: it counts for those that its source has sent facts of. */
		async of(city: string): Promise<Pick<Feed, 'last_received_at' | 'last_heartbeat_at'>> {
			const code = Number(city);
			await Promise.all([once(known, code, () => readCity(code)), once(known, 'beats', readBeats)]);
			const { receivedAt, sources } = cities.get(code)!;
			const beat = Math.max(0, ...[...sources].map((source) => beats.get(source) ?? 0));
			const said = (at: number) => (at > 0 ? formatInstant(at) : null);
			return { last_received_at: said(receivedAt), last_heartbeat_at: said(beat) };
		}
	};
}
export type LastSigns = ReturnType<typeof createLastSigns>;
