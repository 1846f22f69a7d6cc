/** Sends what somebody set, and says what the server made of it. */
import { sayFault } from '../faults/messages.ts';
import { sayRefusal, type RefusalBody } from '../faults/refusal.ts';

export interface FieldFault {
	path: string;
	message: string;
}

export type ChangeOutcome<Answer> =
	| { ok: true; answer: Answer }
	/** In the page's words; `status` is 0 where the server could not be reached. */
	| { ok: false; status: number; message: string; fields: FieldFault[] };

export interface Change {
	value: unknown;
	note?: string;
	expected_version?: number;
}

type Fetcher = typeof fetch;

/** PUTs `{value, note, expected_version}`; never throws. */
export function sendChange<Answer>(
	path: string,
	change: Change,
	fetcher?: Fetcher
): Promise<ChangeOutcome<Answer>> {
	return sendJson('PUT', path, change, fetcher);
}

/** Sends JSON, and says what the server made of it; never throws. */
export async function sendJson<Answer>(
	method: 'PUT' | 'POST',
	path: string,
	sent: unknown,
	fetcher: Fetcher = (...request) => fetch(...request)
): Promise<ChangeOutcome<Answer>> {
	try {
		const response = await fetcher(path, {
			method,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(sent)
		});
		const body = (await response.json()) as Answer & { error?: RefusalBody };
		if (response.ok) return { ok: true, answer: body };
		const fields = (body.error?.fields ?? []).map(({ path, message }) => ({
			path,
			message: sayFault(message)
		}));
		return { ok: false, status: response.status, message: sayRefusal(body.error), fields };
	} catch {
		return { ok: false, status: 0, message: '', fields: [] };
	}
}
