/** Tells the server a file's notes: now and then while it is read, and at its end, whichever that is. */
import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import type { ImportNotes } from '#contract/imports';
import type { Notes } from './notes.ts';
import type { ImportOptions } from './options.ts';
import { postUntilTaken } from './post.ts';

const EVERY_MS = 15_000;
/** After a failure the server may be gone: what it was not told, the next part tells. */
const LAST_WORD_MS = 3_000;
const MOST_TRIES = 20;

export interface TellerOptions {
	options: ImportOptions;
	headers: Record<string, string>;
	path: string;
	/** Of the rows; null where each names its own. */
	city: string | null;
	notes: Notes;
	signal: AbortSignal;
	warn: (text: string) => void;
	now: () => number;
}

export interface Teller {
	/** Between rows: tells what there is when it is time. */
	tick: () => Promise<void>;
	/** All of it, at the end. */
	end: () => Promise<void>;
	/** After a failure: what can be told at once; never throws. */
	fail: () => Promise<void>;
}

export function createTeller(given: TellerOptions): Teller {
	const { options, notes, now, signal, warn, headers } = given;
	const { url, run } = options;
	let toldAt = now();
	const tell = async (until: AbortSignal, mostTries: number, isEnd = false) => {
		const body: ImportNotes = { city: given.city, file: nameOf(given), ...notes.tell(isEnd) };
		toldAt = now();
		await postUntilTaken(`${url}/v1/imports/${run}/notes`, JSON.stringify(body), {
			signal: until,
			headers: { ...headers, 'content-type': 'application/json' },
			mostTries,
			warn
		});
	};
	return {
		tick: async () => {
			if (now() - toldAt >= EVERY_MS) await tell(signal, MOST_TRIES);
		},
		end: () => tell(signal, MOST_TRIES, true),
		fail: () => tell(AbortSignal.timeout(LAST_WORD_MS), 1).catch(() => undefined)
	};
}

/** The same file, read by the same mapping for the same city, has the same key. */
function nameOf({ path, options, city }: TellerOptions): ImportNotes['file'] {
	const { mapping = '', format = '' } = options;
	const key = createHash('sha256')
		.update([resolve(path), mapping === '' ? '' : resolve(mapping), format, city].join('\0'))
		.digest('hex')
		.slice(0, 32);
	return { key, name: basename(path).slice(0, 255) };
}
