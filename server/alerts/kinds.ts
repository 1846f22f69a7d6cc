/** The kinds of setting that alerts read, and what is in force of them in a city. */
import { z } from 'zod';
import { alertRuleSchema, DEFAULT_RULES, type AlertRule } from '#contract/alert-rules';
import type { Alert } from '#contract/alerts';
import type { Silence } from '#contract/settings';
import type { Day, DayOverrides } from '../../src/lib/alerts/day-kind.ts';
import type { Settings, SettingKind } from '../settings/settings.ts';

export const ALERT_RULE: SettingKind<AlertRule> = { kind: 'alert_rule', schema: alertRuleSchema };

const silenceSchema = z
	.object({
		/** Epoch milliseconds; a silence always ends. */
		from: z.int().min(0),
		until: z.int().min(0),
		/** What it covers; null: everything of the city. */
		rule: z.string().max(64).nullable().default(null),
		kind: z.string().max(32).nullable().default(null),
		reason: z.string().trim().min(1).max(500)
	})
	.refine(({ from, until }) => from < until, { error: 'until: want an instant after from' });
export const SILENCE: SettingKind<Silence> = { kind: 'silence', schema: silenceSchema };

const dayKindSchema = z.object({
	kind: z.enum(['workday', 'weekend', 'holiday', 'makeup']),
	name: z.string().max(64).nullable().default(null)
});
/** A city's own; the id is the Beijing date, `2027-02-06`. */
export const DAY_KIND: SettingKind<Day> = { kind: 'day_kind', schema: dayKindSchema };

/** Rules in force: those that people set, and the others as they come. */
export async function rulesOf(settings: Settings, city: string): Promise<Map<string, AlertRule>> {
	const rules = new Map(Object.entries(DEFAULT_RULES));
	for (const { id, value } of await settings.list(ALERT_RULE, city))
		if (value) rules.set(id, value);
	return rules;
}

/** Ids of rules that people set in a city. */
export async function ownRules(settings: Settings, city: string): Promise<ReadonlySet<string>> {
	const set = await settings.list(ALERT_RULE, city);
	return new Set(set.flatMap(({ id, value }) => (value ? [id] : [])));
}

export async function dayOverrides(settings: Settings, city: string): Promise<DayOverrides> {
	const set = await settings.list(DAY_KIND, city);
	return new Map(set.flatMap(({ id, value }) => (value ? [[id, value] as const] : [])));
}

export type Silences = { id: string; silence: Silence }[];

export async function silencesOf(settings: Settings, city: string): Promise<Silences> {
	const set = await settings.list(SILENCE, city);
	return set.flatMap(({ id, value }) => (value ? [{ id, silence: value }] : []));
}

/** The silence that covers an alert at an instant. */
export function silencedBy(silences: Silences, alert: Alert, now: number): string | null {
	const match = silences.find(
		({ silence }) =>
			now >= silence.from &&
			now < silence.until &&
			(silence.rule === null || silence.rule === alert.rule) &&
			(silence.kind === null || silence.kind === alert.kind)
	);
	return match?.id ?? null;
}
