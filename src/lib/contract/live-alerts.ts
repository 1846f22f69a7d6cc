/** What a wall shows of a city's alerts, and whether it sounds. */
import type { Acknowledgement, Alert, Words } from './alerts.ts';
import type { FailureReason } from './channels.ts';

/** An alert as a banner says it. */
export interface LiveAlert {
	id: string;
	severity: Alert['severity'];
	state: Alert['state'];
	since: string;
	/** What it is about, in a few words. */
	headline: Words;
	/** Since when, what was to be expected, what is, how many lost beyond it. */
	figures: Words;
	/** Without its note: people wrote it. */
	acknowledged: Omit<Acknowledgement, 'note'> | null;
	/** The latest message about it that was accepted somewhere. */
	delivered: { channel: string; at: string } | null;
}

export interface FailingChannel {
	name: string;
	since: string;
	reason: FailureReason;
}

/** Somebody tries out a channel of walls: its banner and its sound, for a moment. */
export interface WallTest {
	channel: string;
	at: string;
}

export interface LiveAlerts {
	/** Firing and acknowledged ones, the gravest first. */
	now: LiveAlert[];
	failing: FailingChannel[];
	/** Null unless somebody tries walls out right now. */
	test: WallTest | null;
	/** Whether walls sound now: something fires that nobody has acknowledged, outside of quiet hours, or a test. */
	sound: boolean;
}
