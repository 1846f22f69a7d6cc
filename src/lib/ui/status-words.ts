/** What the state of the live data is called. */
import type { LiveStatus } from '../live/status.ts';
import { m } from '../words/m.ts';

export const STATUS_WORDS: Record<LiveStatus, () => string> = {
	connecting: m.common_state_connecting,
	live: m.common_state_live,
	stale: m.common_state_stale,
	disconnected: m.common_state_disconnected,
	quiet: m.common_state_quiet,
	empty: m.common_state_empty,
	refused: m.common_state_refused
};
