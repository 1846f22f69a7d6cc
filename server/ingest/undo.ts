/** Takes an import back: what it brought no longer counts, and what stood before stands again. */
import { prefecture } from '#reference/prefectures';
import { runId } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import type { Committer } from './commit.ts';

export class UnknownRunError extends Error {}
export class ForeignRunError extends Error {}

export interface UndoneRun {
	run: string;
	/** Rows of the log that no longer count. */
	facts: number;
}

export interface UndoerOptions {
	store: Store;
	committer: Committer;
	clock: () => number;
}

/** Makes the undoer; it knows which runs were taken back, so that nothing more is sent under them. */
export async function createUndoer({ store, committer, clock }: UndoerOptions) {
	const known = await store.read<{ run: string }>('SELECT run FROM undone_runs FINAL');
	const undone = new Set(known.map(({ run }) => run));
	return {
		isUndone: (run: string) => undone.has(run),
		/** Throws `UnknownRunError`, or `ForeignRunError` where the run brought facts out of scope. */
		async undo(run: string, by: string, mayTouch: (city: string) => boolean): Promise<UndoneRun> {
			const rows = await store.read<{ city: number; facts: number }>(
				`SELECT city, count() AS facts FROM raw_events WHERE run = ${runId(run)} GROUP BY city`
			);
			// A run may have brought nothing but rejected lines: it can be taken back all the same.
			const noted = await store.read<{ city: number }>(
				`SELECT DISTINCT city FROM import_notes WHERE run = ${runId(run)}
UNION DISTINCT SELECT DISTINCT city FROM quarantine WHERE run = ${runId(run)} AND code != 'city_forbidden'`
			);
			const cities = new Set([...rows, ...noted].map(({ city }) => city));
			if (cities.size === 0) throw new UnknownRunError(`run: no import is called ${run}`);
			const foreign = [...cities]
				.map(String)
				.find((city) => prefecture(city) !== undefined && !mayTouch(city));
			if (foreign)
				throw new ForeignRunError(
					`run: it brought facts of ${prefecture(foreign)?.name ?? foreign}, which this token may not touch`
				);
			const facts = rows.reduce((sum, row) => sum + row.facts, 0);
			// From here on: what is still on its way must not count either.
			undone.add(run);
			await committer.undo(async (batch) => {
				const at = clock();
				await store.insert('undone_runs', [
					{ run, undone_batch: batch, undone_at: at, undone_by: by }
				]);
				const sent = new Map([...cities].map((city) => [city, []]));
				return { batch, receivedAt: at, sent, types: new Set(), facts, undoneRun: run };
			});
			return { run, facts };
		}
	};
}
export type Undoer = Awaited<ReturnType<typeof createUndoer>>;
