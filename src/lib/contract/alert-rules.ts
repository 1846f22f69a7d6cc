/** Rules as people set them: in days, points and seconds, never in raw thresholds. */
import { z } from 'zod';
import type { Words } from './alerts.ts';
import { MEASURES, type Measure } from './measures.ts';

/** What a rate rule can watch: each fact of it goes well or badly. */
export const WATCHED_MEASURES = [
	'connection_rate',
	'connection_rate_15s',
	'connection_rate_offered',
	'online_connection_rate',
	'online_response',
	'complaint_rate',
	'after_call_satisfaction',
	'callback_satisfaction'
] as const;
export type WatchedMeasure = (typeof WATCHED_MEASURES)[number];

/** Whether a measure is the share that goes badly: shown as that, and better when low. */
export const countsBad = (measure: string): boolean =>
	(MEASURES as Record<string, Measure>)[measure]?.better === 'lower';

const hourRange = z
	.tuple([z.int().min(0).max(23), z.int().min(1).max(24)])
	.refine(([from, to]) => from < to, { error: 'want [from, to) with from before to' });

const common = {
	enabled: z.boolean().default(true),
	severity: z.enum(['warning', 'critical']).default('warning'),
	/** Beijing hours [from, to) in which it watches: opening hours of the line it is about. */
	hours: z
		.array(hourRange)
		.min(1)
		.max(6)
		.default([[0, 24]]),
	/** Told once more when nobody acknowledged it for so long; null: never. */
	escalate_after_minutes: z.number().min(1).max(1440).nullable().default(null)
};
const rate = {
	...common,
	measure: z.enum(WATCHED_MEASURES),
	/** One line alone; null: all. */
	line: z.string().min(1).max(64).nullable().default(null),
	/** About one false alert in so many days. */
	false_alert_days: z.number().min(2).max(3650).default(30),
	/** The fall to be heard, as a ratio: 0.15 is 15 points below what is usual. */
	fall: z.number().min(0.005).max(0.8).default(0.15)
};

export const alertRuleSchema = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('fall'), ...rate }),
	z.object({ kind: z.literal('target'), ...rate, target: z.number().min(0.05).max(0.999) }),
	z.object({ kind: z.literal('sink'), ...common, measure: z.enum(WATCHED_MEASURES) }),
	z.object({ kind: z.literal('wait'), ...common, seconds: z.number().min(10).max(3600) }),
	z.object({ kind: z.literal('silence'), ...common, minutes: z.number().min(1).max(1440) })
]);

export type AlertRule = z.output<typeof alertRuleSchema>;
export type RateRule = Extract<AlertRule, { kind: 'fall' | 'target' }>;

/** What the built-in rules are called; people name their own by their id. */
export const RULE_NAMES: Record<string, Words> = {
	evening: { zh: '晚间接通率下降', en: 'Evening connection rate falls' },
	daytime: { zh: '白天接通率下降', en: 'Daytime connection rate falls' },
	online: { zh: '在线接通率下降', en: 'Online connection rate falls' },
	complaints: { zh: '投诉率上升', en: 'Complaints rise' },
	satisfaction: { zh: '满意度下降', en: 'Satisfaction falls' },
	sinking: { zh: '时段缓慢下滑', en: 'A slot sinks slowly' },
	waiting: { zh: '等待过久', en: 'Somebody waits too long' },
	feed: { zh: '数据中断', en: 'No data comes' }
};

/** What holds for every city until somebody sets a rule of the same id. */
export const DEFAULT_RULES: Record<string, AlertRule> = Object.fromEntries(
	(
		[
			[
				'evening',
				{
					kind: 'fall',
					measure: 'connection_rate',
					hours: [[17, 24]],
					severity: 'critical',
					escalate_after_minutes: 15
				}
			],
			['daytime', { kind: 'fall', measure: 'connection_rate', hours: [[0, 17]] }],
			['online', { kind: 'fall', measure: 'online_connection_rate', hours: [[9, 21]] }],
			['complaints', { kind: 'fall', measure: 'complaint_rate', fall: 0.06, false_alert_days: 90 }],
			[
				'satisfaction',
				{ kind: 'fall', measure: 'after_call_satisfaction', fall: 0.06, false_alert_days: 90 }
			],
			['sinking', { kind: 'sink', measure: 'connection_rate' }],
			['waiting', { kind: 'wait', seconds: 300 }],
			['feed', { kind: 'silence', minutes: 5, severity: 'critical' }]
		] as const
	).map(([id, rule]) => [id, alertRuleSchema.parse(rule)])
);

/** What a rate rule amounts to in a city: how often it cries wolf, how fast it hears its fall. */
export interface RuleWords {
	/** Days between false alerts. */
	false_alert_days: number | null;
	/** Good share: usual, and after the fall that the rule is set to hear. */
	usual: number | null;
	falls_to: number | null;
	delay_facts: number | null;
	delay_minutes: number | null;
	/** Good share after a fall twice as deep, and facts until that is heard. */
	deep_to: number | null;
	deep_facts: number | null;
	facts_a_day: number;
	dispersion: number;
	/** What is usual is already halfway to the fall that it looks for: it would nearly always fire. */
	always: boolean;
}

/** A rule in force, and what it amounts to here. */
export interface RuleView {
	id: string;
	/** 0 for a default that nobody changed. */
	version: number;
	author: string | null;
	at: string | null;
	value: AlertRule;
	/** Null for what is no rate, or is switched off. */
	words: RuleWords | null;
	/** What is wrong with it as the city is: it can never, hardly ever or nearly always fire; null: nothing. */
	unfit: Words | null;
	/** Share of the threshold that is reached now, 0 to 1. */
	tension: number | null;
}

/** `GET /v1/rules?city`. */
export interface RulesAnswer {
	city: string;
	rules: RuleView[];
}

/** What `PUT /v1/rules/:id?city` says beside the version. */
export interface SavedRule {
	words: RuleWords | null;
	warnings: Words[];
}
