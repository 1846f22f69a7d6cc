/** The wire shapes that the simulator writes: definitions, section 1. Instants are epoch milliseconds. */
import type { TICKET_EVENTS } from '#contract/events';

export interface CallEvent {
	type: 'call';
	city: string;
	call_id: string;
	revision: number;
	arrived_at: number;
	queued_at?: number;
	answered_at?: number;
	ended_at?: number;
	answered_by?: 'agent' | 'robot';
	caller?: string;
	line?: string;
	queue?: string;
	agent_id?: string;
	welcome_seconds?: number;
	menu_depth?: number;
	/** Mean opinion score of the audio, 1 to 5. */
	mos?: number;
	resolved_on_contact?: boolean;
}

export interface SessionEvent {
	type: 'session';
	city: string;
	session_id: string;
	revision: number;
	channel: 'web' | 'wechat' | 'app';
	requested_at: number;
	responded_at?: number;
	ended_at?: number;
	responder?: 'agent' | 'robot';
	citizen?: string;
}

export type TicketStep = (typeof TICKET_EVENTS)[number];

export type TicketChannel = 'phone' | 'web' | 'app' | 'wechat' | 'mini_program';

export interface TicketEvent {
	type: 'ticket';
	city: string;
	event_id: string;
	ticket_id: string;
	event: TicketStep;
	at: number;
	channel?: TicketChannel;
	self_service?: boolean;
	call_id?: string;
	category?: string;
	respond_due_at?: number;
	resolve_due_at?: number;
	department?: string;
}

export interface RatingEvent {
	type: 'rating';
	city: string;
	rating_id: string;
	revision: number;
	kind: 'after_call' | 'callback';
	about: string;
	rated_at: number;
	/** 1 to 5, 5 best; null: asked, no answer. */
	score: number | null;
}

export interface ReadingEvent {
	type: 'reading';
	city: string;
	reading_id: string;
	revision: number;
	item: string;
	value: number;
	method: 'inspection' | 'survey';
	from: number;
	to: number;
	n: number;
}

export type HotlineEvent = CallEvent | SessionEvent | TicketEvent | RatingEvent | ReadingEvent;

/** An event and the instant at which its source would know and report it. */
export interface Emission {
	at: number;
	event: HotlineEvent;
}

/** All revisions of one fact, in the order in which they are reported. */
export type Fact = readonly [Emission, ...Emission[]];
