/** Posts JSON to a robot or webhook and says what came of it, with the other side's clock. */
import type { FailureReason } from '#contract/channels';

const TIMEOUT_MS = 5_000;
const LONGEST_ANSWER = 64 * 1024;

export interface Posted {
	/** Null where no answer came. */
	status: number | null;
	body: unknown;
	trouble: { reason: FailureReason; code: string } | null;
	retryAfterMs: number | null;
	clockAheadMs: number | null;
}

export async function postJson(
	url: string,
	body: string,
	headers: Record<string, string>,
	{ fetch: send, clock }: { fetch: typeof fetch; clock: () => number }
): Promise<Posted> {
	const asked = clock();
	try {
		const response = await send(url, {
			method: 'POST',
			body,
			headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
			// A redirect would carry the token to somebody else.
			redirect: 'manual',
			signal: AbortSignal.timeout(TIMEOUT_MS)
		});
		const text = (await response.text()).slice(0, LONGEST_ANSWER);
		const { status } = response;
		const redirected = status >= 300 && status < 400;
		return {
			status,
			body: parse(text),
			trouble: redirected ? { reason: 'redirected', code: `HTTP ${status}` } : null,
			retryAfterMs: retryAfter(response.headers.get('retry-after')),
			clockAheadMs: ahead(response.headers.get('date'), asked, clock())
		};
	} catch (error) {
		const trouble = troubleOf(error);
		return { status: null, body: null, trouble, retryAfterMs: null, clockAheadMs: null };
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

function retryAfter(header: string | null): number | null {
	return header !== null && /^\d{1,5}$/.test(header) ? Number(header) * 1_000 : null;
}

/** The Date header is cut to seconds, so its middle is meant. */
function ahead(header: string | null, asked: number, answered: number): number | null {
	const theirs = header === null ? NaN : Date.parse(header);
	return Number.isNaN(theirs) ? null : Math.round((asked + answered) / 2 - theirs - 500);
}

/** Codes of the system and of TLS only: messages hold the address. */
function troubleOf(error: unknown): { reason: FailureReason; code: string } {
	const { name } = error as Error;
	if (name === 'TimeoutError' || name === 'AbortError') return { reason: 'timeout', code: '5 s' };
	const code = (error as { cause?: { code?: unknown } }).cause?.code;
	const text = typeof code === 'string' ? code : 'network';
	if (/CERT|SIGNED|VERIFY|ERR_TLS|SSL/.test(text)) return { reason: 'certificate', code: text };
	if (/TIMEDOUT|TIMEOUT/.test(text)) return { reason: 'timeout', code: text };
	return { reason: 'unreachable', code: text };
}
