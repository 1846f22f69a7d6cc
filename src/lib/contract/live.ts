/** What the wall shows and how it travels: one typed file for both ends of the socket. */
import type {
	Measures,
	MeasureId,
	OnlineSlotMeasures,
	PhoneSlotMeasures,
	Provisional
} from './measures.ts';
import type { LiveAlerts } from './live-alerts.ts';
import type { LiveExpected } from './live-expected.ts';
import type { OnlineSlotId, PhoneSlotId, SlotMedium } from './slots.ts';
import type { IndexSummary } from '../assessment/types.ts';

/** Rolling windows `[now − w, now)`; `today` and `slot` start on the Beijing clock. */
export const ROLLING_IDS = ['15m', '60m', '7d', '30d', '90d', '365d'] as const;
export const ROLLING_MS: Readonly<Record<(typeof ROLLING_IDS)[number], number>> = {
	'15m': 15 * 60_000,
	'60m': 60 * 60_000,
	'7d': 7 * 86_400_000,
	'30d': 30 * 86_400_000,
	'90d': 90 * 86_400_000,
	'365d': 365 * 86_400_000
};
export type RollingId = (typeof ROLLING_IDS)[number] | 'today' | 'slot';

/** Measures over one window, and how many of its young facts can still change each slow one. */
export interface WindowFigures {
	as_of: string;
	from: string;
	to: string;
	measures: Measures & Partial<Provisional>;
	maturing: Partial<Record<MeasureId, number>>;
}

export interface WaitingNow {
	/** Calls that asked for a person less than 60 minutes ago and are neither answered nor ended. */
	waiting_now: number;
	/** Of these, the longest wait so far; null when nobody waits. */
	longest_wait_seconds: number | null;
	/** Calls open for 60 minutes or longer: their end event was lost. */
	undecided: number;
}

/** Connection rate (`connection_rate`) of today by 15 minutes, up to now; counts, aligned by index. */
export interface TodayCurve {
	from: string;
	step_seconds: number;
	numerators: number[];
	denominators: number[];
}

export interface Feed {
	/** Latest event accepted for this city, by the server's clock; null when none ever was. */
	last_received_at: string | null;
	/** Latest heartbeat (an empty POST) of a source that has sent facts of this city. */
	last_heartbeat_at: string | null;
	/** False while an accepted event is not yet in these figures. */
	settled: boolean;
}

export interface LiveSections {
	now: WaitingNow;
	rolling: Record<RollingId, WindowFigures>;
	slots: {
		phone: Record<PhoneSlotId, PhoneSlotMeasures>;
		online: Record<OnlineSlotId, OnlineSlotMeasures>;
	};
	curve: TodayCurve;
	index: IndexSummary;
	feed: Feed;
	alerts: LiveAlerts;
	/** Null while nothing watches the connection rate. */
	expected: LiveExpected | null;
}

/** `GET /v1/live`, and what a joiner to a city receives. */
export interface LiveSnapshot extends LiveSections {
	city: string;
	name: string;
	name_en: string;
	as_of: string;
	/** Names the server process: a client that sees another one asks for the whole. */
	instance: string;
	/** Counts this city's messages from 1; a gap means that one was missed. */
	seq: number;
}

/** A rolling window that moved, with those of its measures that did. */
export type ChangedWindow = Omit<WindowFigures, 'measures'> & {
	measures: Partial<WindowFigures['measures']>;
};

/**
 * Changed sections, each whole; but of the rolling windows those that moved, with their changed
 * measures, and of the slots those that changed. What is absent still stands.
 */
export type ChangedSections = Partial<Omit<LiveSections, 'rolling' | 'slots'>> & {
	rolling?: Partial<Record<RollingId, ChangedWindow>>;
	slots?: { [Medium in SlotMedium]?: Partial<LiveSections['slots'][Medium]> };
};

/** What changed since `seq − 1`. */
export interface LiveChange {
	city: string;
	as_of: string;
	instance: string;
	seq: number;
	sections: ChangedSections;
}

export type SocketRefusal = { error: { code: string; message: string } };

export interface ServerToClient {
	'live:whole': (snapshot: LiveSnapshot) => void;
	'live:change': (change: LiveChange) => void;
}

export interface ClientToServer {
	/** Joins a city's room; answers the whole snapshot or a refusal. Asking again is how a client recovers. */
	'live:join': (city: string, reply: (answer: LiveSnapshot | SocketRefusal) => void) => void;
	'live:leave': (city: string) => void;
}
