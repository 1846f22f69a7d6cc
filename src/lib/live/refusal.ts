/** Whether a failed connection was turned away rather than merely broken, and in whose words. */
import type { SocketRefusal } from '../contract/live.ts';

type Refusal = SocketRefusal['error'];

/**
 * Reads the error of a failed handshake: the server's gate answers it with HTTP 401 or 403, which
 * Socket.IO hands over as `description`, and the body as `context.responseText`.
 */
export function handshakeRefusal(error: Error): Refusal | null {
	const { description, context } = error as Error & {
		description?: unknown;
		context?: { responseText?: string };
	};
	if (description !== 401 && description !== 403) return null;
	return { code: 'unauthorized', message: messageOf(context?.responseText) };
}

function messageOf(body: string | undefined): string {
	try {
		return (JSON.parse(body ?? '') as { message?: string }).message ?? '';
	} catch {
		return '';
	}
}

/** Whether a person has to settle a refused join; any other error is the server's trouble and passes. */
export function isForbidding({ code }: Refusal): boolean {
	return /unauthori[sz]ed|forbidden|city_unknown/.test(code);
}
