/** Whether a source lives: pure, as of an instant of the server's clock. */
import { SOURCE_FRESH_MS, type SourceState } from '#contract/quality';

export interface LifeSigns {
	kind: 'token' | 'import';
	/** Epoch milliseconds; null where there never was one. */
	lastReceived: number | null;
	lastHeartbeat: number | null;
}

export function sourceState(
	{ kind, lastReceived, lastHeartbeat }: LifeSigns,
	now: number
): SourceState {
	if (kind === 'import') return 'import';
	const isFresh = (at: number | null) => at !== null && now - at <= SOURCE_FRESH_MS;
	if (isFresh(lastReceived)) return 'alive';
	return isFresh(lastHeartbeat) ? 'quiet' : 'silent';
}
