/**
 * Readings as people set them: the list with its revisions, and changes. A change is an event like any
 * other, by the same door and log, under the id of whoever sets it and the next revision.
 */
import type { Context } from 'hono';
import type { ReadingEntry, ReadingsAnswer } from '#contract/readings';
import type { Identity } from '../access/roles.ts';
import { readingLog, settledRevision } from '../assessment/reading-log.ts';
import type { Committer } from '../ingest/commit.ts';
import { RejectionError, type AcceptedFact, type Door } from '../ingest/door.ts';
import type { Store } from '../store/store.ts';
import type { AppEnv } from './app.ts';
import { readChange, type ChangeBody } from './change.ts';
import { ApiError } from './errors.ts';
import { readCity, type Query } from './query.ts';

export interface ReadingsDeps {
	store: Store;
	door: Door;
	committer: Committer;
}

export async function answerReadings(
	{ store }: ReadingsDeps,
	query: Query,
	identity: Identity
): Promise<ReadingsAnswer> {
	const city = readCity(query, identity);
	return { city, readings: await readingLog(store, city) };
}

/** Sets a reading, or with a null value withdraws it. */
export async function setReading(
	deps: ReadingsDeps,
	c: Context<AppEnv>,
	id: string
): Promise<ReadingEntry> {
	const identity = c.get('identity');
	const city = readCity(c.req.query(), identity);
	const change = await readChange(c);
	// One at a time: two at once would both take the next revision and conflict.
	const turn = last.then(() => commitChange(deps, change, { city, id, author: identity.id }));
	last = turn.catch(() => undefined);
	return turn;
}

let last: Promise<unknown> = Promise.resolve();

async function commitChange(
	deps: ReadingsDeps,
	change: ChangeBody,
	{ city, id, author }: { city: string; id: string; author: string }
): Promise<ReadingEntry> {
	const before = await entryOf(deps.store, city, id);
	const newest = before?.revisions[0];
	const inForce = newest?.value ? newest.revision : 0;
	if (change.expectedVersion !== undefined && change.expectedVersion !== inForce)
		throw new ApiError(
			409,
			'version_conflict',
			`reading ${id}: revision ${inForce} holds, this changes ${change.expectedVersion}; load it again`
		);
	if (change.value === null && inForce === 0)
		throw new ApiError(404, 'reading_unknown', `reading ${id}: there is none to withdraw`);
	// Of a reading that was withdrawn the log may be gone, but not how far it had come.
	const settled = await settledRevision(deps.store, city, id);
	const revision = Math.max(newest?.revision ?? 0, settled) + 1;
	if (!Number.isSafeInteger(revision))
		throw new ApiError(
			409,
			'reading_final',
			`reading ${id}: it was withdrawn for good; use another id`
		);
	const fact = admit(deps.door, eventOf(change, { city, id, revision }));
	await deps.committer.submit({
		source: author,
		request: fact,
		run: '',
		facts: [fact],
		rejections: []
	});
	const after = await entryOf(deps.store, city, id);
	if (!after) throw new Error(`reading ${id} was committed and is not there`);
	return after;
}

async function entryOf(store: Store, city: string, id: string) {
	return (await readingLog(store, city)).find((entry) => entry.reading_id === id);
}

function eventOf(
	{ value }: ChangeBody,
	{ city, id, revision }: { city: string; id: string; revision: number }
): Record<string, unknown> {
	const fields = typeof value === 'object' ? value : { value };
	return {
		...fields,
		type: 'reading',
		city,
		reading_id: id,
		revision,
		...(value === null && { void: true })
	};
}

/** The door's verdict, as a 422 that names the field. */
function admit(door: Door, event: Record<string, unknown>): AcceptedFact {
	try {
		return door.admit(event, () => true);
	} catch (error) {
		if (!(error instanceof RejectionError)) throw error;
		const [path = '', ...rest] = error.message.split(': ');
		throw new ApiError(422, 'value_invalid', error.message, {
			fields: [{ path, message: rest.join(': ') || error.message }]
		});
	}
}
