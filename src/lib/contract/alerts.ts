/**
 * Alerts as they travel: `GET /v1/alerts`, and what a channel is asked to say. Instants are written
 * as in every answer (Beijing time with its offset), ratios are 0 to 1.
 */
import type { Rate } from '../statistics/wilson.ts';

/** What an alert is about; each has one detector or watch behind it. */
export const ALERT_KINDS = {
	/** A rate is below what this city has at this hour of this kind of day. */
	fall: { zh: '低于常态', en: 'Below its usual level' },
	/** A rate is below a set target. */
	target: { zh: '低于目标', en: 'Below target' },
	/** A slot or a day sinks slowly, over days. */
	sink: { zh: '缓慢下滑', en: 'Sinking slowly' },
	/** Somebody waits too long right now. */
	wait: { zh: '等待过久', en: 'Waiting too long' },
	/** A source sends nothing in service hours: figures can neither be good nor bad. */
	silence: { zh: '数据中断', en: 'No data' },
	/** Next year's public holidays are not known. */
	calendar: { zh: '缺少节假日安排', en: 'Holiday calendar missing' },
	/** A rule that can never fire, or always does. */
	rule: { zh: '规则不可用', en: 'Rule unfit' },
	/** A channel could not deliver. */
	channel: { zh: '通知渠道故障', en: 'Channel failed' }
} as const satisfies Record<string, { zh: string; en: string }>;
export type AlertKind = keyof typeof ALERT_KINDS;

/** `pending` is near its threshold and tells nobody yet. */
export type AlertState = 'pending' | 'firing' | 'acknowledged' | 'resolved';

export interface AlertScope {
	/** Catalogue id, such as `connection_rate`; null for what is no measure. */
	measure: string | null;
	/** Phone or online slot in which it began; null where slots do not matter. */
	slot: string | null;
	/** A hotline's line where the rule is about one. */
	line: string | null;
	/** The source of `silence`, the channel of `channel`, the rule of `rule`. */
	subject: string | null;
}

export interface Acknowledgement {
	/** Id of the token that acknowledged. */
	by: string;
	at: string;
	note: string;
}

/** Why nobody is told of an alert though it fires. */
export type Muted = { by: 'silence'; id: string } | { by: 'inhibition'; id: string };

export interface Alert {
	/** Stable for its whole life; unique in the store. */
	id: string;
	city: string;
	rule: string;
	kind: AlertKind;
	/** Alerts of one group are told together: the city's quality at one time. */
	group: string;
	scope: AlertScope;
	state: AlertState;
	severity: 'warning' | 'critical';
	/** When what it tells of began, estimated from the events themselves. */
	since: string;
	fired_at: string | null;
	resolved_at: string | null;
	/** Last time that state or figures moved. */
	updated_at: string;
	/** Rate (0 to 1) or seconds to be expected, and why; null where nothing is expected. */
	expected: number | null;
	/** What was seen since `since`, with n and interval; null for what is no rate. */
	observed: Rate | null;
	/** Longest wait, or silence, in seconds; null for rates. */
	observed_seconds: number | null;
	/** The lowest rate (greatest seconds) over about 20 facts while it fired; null before. */
	depth: number | null;
	/** Facts lost beyond what was to be expected since `since`, 0 or more; null for what is no rate. */
	excess_lost: number | null;
	/** Facts between `since` and the moment it fired: how late it was heard. */
	delay_facts: number | null;
	acknowledged: Acknowledgement | null;
	/** When it was told once more because nobody acknowledged it. */
	escalated_at: string | null;
	muted: Muted | null;
	/** Why it ended: it `recovered`, its rule or channel was changed (`rule_changed`), or nothing came any more to judge by (`expired`). */
	resolution: 'recovered' | 'rule_changed' | 'expired' | null;
}

export type NoticeKind =
	'firing' | 'resolved' | 'escalated' | 'digest' | 'channel_failed' | 'channel_works' | 'test';

/** One text in both languages. No personal data ever. */
export interface Words {
	zh: string;
	en: string;
}

/** What a channel renders. The same `id` is never to be delivered twice by a channel. */
export interface AlertNotice {
	/** De-duplication key: alert id and what happened to it. */
	id: string;
	kind: NoticeKind;
	city: string;
	at: string;
	/** Null for tests. A grouped notice names the gravest here. */
	alert: Alert | null;
	/** All alerts of the group that this notice speaks of, the gravest first. */
	alerts: Alert[];
	/** One line. */
	title: Words;
	/** A few lines of plain text: what, since when, how deep, what was expected, what to do. */
	text: Words;
}

/** The port into the channels: resolves when the notice is durable; delivery and retries are theirs. */
export type Notify = (notice: AlertNotice) => void | Promise<void>;

/** A source's life, by the server's clock. */
export interface FeedState {
	source: string;
	state: 'alive' | 'quiet' | 'silent';
	last_received_at: string | null;
	last_heartbeat_at: string | null;
}

/** Why quality alerts are held back for the moment. */
export interface Inhibition {
	reason: 'feed_silent' | 'import' | 'late_events';
	since: string;
	subject: string | null;
}

/** One step of the day's curve with what was expected of it and why. */
export interface ExpectedStep {
	from: string;
	numerator: number;
	denominator: number;
	/** Null where history is too thin. */
	expected: number | null;
	/** Variance of losses over the binomial one: how far from that it may usually lie. */
	dispersion: number;
}

/** What a rule expects of a slot of this kind of day, and what that rests on. */
export interface Expectation {
	rule: string;
	measure: string;
	slot: string;
	day_kind: DayKind;
	/** 0 to 1; null while history is too thin. */
	value: number | null;
	/** Days and facts that it rests on; days with alerts are left out. */
	days: number;
	n: number;
	/** Variance of the city's own losses over the binomial one: 1 if losses fell independently. */
	dispersion: number;
}

export const DAY_KINDS = {
	workday: { zh: '工作日', en: 'Workday' },
	weekend: { zh: '周末', en: 'Weekend' },
	holiday: { zh: '法定节假日', en: 'Public holiday' },
	makeup: { zh: '调休工作日', en: 'Make-up workday' }
} as const;
export type DayKind = keyof typeof DAY_KINDS;

/** `GET /v1/alerts?city`. */
export interface AlertsAnswer {
	as_of: string;
	city: string;
	/** Pending, firing and acknowledged, the gravest first. */
	now: Alert[];
	/** Those that ended within the window, the latest first. */
	history: Alert[];
	feeds: FeedState[];
	inhibitions: Inhibition[];
	day: { date: string; kind: DayKind; name: string | null };
	expectations: Expectation[];
	/** Connection rate of the day by 15 minutes beside what was expected. */
	curve: ExpectedStep[];
	warnings: Words[];
}
