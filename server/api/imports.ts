/** `POST /v1/imports/:run/undo`: takes an import back. */
import { mayTouch, type Identity } from '../access/roles.ts';
import { ForeignRunError, UnknownRunError, type Undoer, type UndoneRun } from '../ingest/undo.ts';
import { RUN_ID } from '../store/literal.ts';
import { ApiError } from './errors.ts';
import { badParameter } from './query.ts';

/** The header by which an importer names its run. */
export const RUN_HEADER = 'x-rexian-run';

/** The run that a request belongs to; empty for live events. */
export function readRun(header: string | undefined, undoer: Undoer): string {
	if (header === undefined) return '';
	if (!RUN_ID.test(header))
		throw badParameter('X-Rexian-Run', header, '1 to 64 letters, digits, _ . -');
	if (undoer.isUndone(header))
		throw new ApiError(
			409,
			'run_undone',
			'X-Rexian-Run: this import was taken back; use another id'
		);
	return header;
}

export async function undoImport(
	undoer: Undoer,
	run: string,
	identity: Identity
): Promise<UndoneRun> {
	if (!RUN_ID.test(run)) throw badParameter('run', run, '1 to 64 letters, digits, _ . -');
	try {
		return await undoer.undo(run, identity.id, (city) => mayTouch(identity, city));
	} catch (error) {
		if (error instanceof UnknownRunError) throw new ApiError(404, 'run_unknown', error.message);
		if (error instanceof ForeignRunError) throw new ApiError(403, 'city_forbidden', error.message);
		throw error;
	}
}
