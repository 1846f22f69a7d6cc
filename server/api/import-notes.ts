/** `POST /v1/imports/:run/notes`: what an importer says of rows that became no event. */
import type { Context } from 'hono';
import { importNotesSchema, WORD_LENGTH, type ImportNotes } from '#contract/imports';
import { hideNumbers } from '#contract/numbers';
import { prefecture } from '#reference/prefectures';
import { cityForbidden } from '../access/gate.ts';
import { mayTouch } from '../access/roles.ts';
import type { Undoer } from '../ingest/undo.ts';
import type { Store } from '../store/store.ts';
import type { AppEnv } from './app.ts';
import { ApiError } from './errors.ts';
import { readRun } from './imports.ts';
import { badParameter } from './query.ts';

const LARGEST_BODY = 8 * 2 ** 20;

export interface NotesDeps {
	store: Store;
	undoer: Undoer;
	clock: () => number;
}

export async function takeNotes(deps: NotesDeps, c: Context<AppEnv>, run: string) {
	const { id, ...scope } = c.get('identity');
	const name = readRun(run, deps.undoer);
	const notes = await readNotes(c);
	if (notes.city !== null) {
		if (!prefecture(notes.city))
			throw badParameter('city', notes.city, 'a prefecture-level city code such as 420100');
		if (!mayTouch({ id, ...scope }, notes.city)) throw cityForbidden(notes.city);
	}
	await deps.store.insert(
		'import_notes',
		rowsOf(notes, { source: id, run: name, at: deps.clock() })
	);
	return c.body(null, 204);
}

async function readNotes(c: Context<AppEnv>): Promise<ImportNotes> {
	if (Number(c.req.header('content-length') ?? 0) > LARGEST_BODY) throw tooLarge();
	const text = await c.req.text();
	if (text.length > LARGEST_BODY) throw tooLarge();
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		throw new ApiError(400, 'body_unreadable', 'body: want the notes as JSON');
	}
	const parsed = importNotesSchema.safeParse(json);
	if (parsed.success) return parsed.data;
	const { path, message } = parsed.error.issues[0]!;
	throw new ApiError(400, 'notes_invalid', `${path.map(String).join('.') || 'body'}: ${message}`);
}

const tooLarge = () =>
	new ApiError(413, 'body_too_large', `want at most ${LARGEST_BODY} bytes of notes`);

/** Importers hide numbers already; what is kept does not rest on that. */
const word = (text: string) => hideNumbers(text).slice(0, WORD_LENGTH).toWellFormed();

function rowsOf(
	{ city, file, from_line, lines, rejected, unmapped }: ImportNotes,
	{ source, run, at }: { source: string; run: string; at: number }
) {
	const part = {
		source,
		run,
		city: Number(city ?? 0),
		file_key: file.key,
		file: file.name.toWellFormed(),
		from_line,
		noted_at: at
	};
	return [
		{ ...part, kind: 'part', name: '', value: '', n: lines },
		...rejected.map(({ reason, n }) => ({ ...part, kind: 'rejected', name: reason, value: '', n })),
		...summed(unmapped).map(({ column, value, n }) => ({
			...part,
			kind: 'unmapped',
			name: column,
			value,
			n
		}))
	];
}

/** Words that are equal once their numbers are hidden are one. */
function summed(unmapped: ImportNotes['unmapped']): ImportNotes['unmapped'] {
	const sums = new Map<string, ImportNotes['unmapped'][number]>();
	for (const note of unmapped) {
		const [column, value] = [word(note.column), word(note.value)];
		const key = JSON.stringify([column, value]);
		const before = sums.get(key);
		sums.set(key, { column, value, n: note.n + (before?.n ?? 0) });
	}
	return [...sums.values()];
}
