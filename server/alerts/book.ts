/**
 * The open alerts of one city and what was told of them: fires, follows, mutes, groups, escalates,
 * resolves. What it says is in the log, so that a restart goes on and tells nothing twice.
 */
import type { Alert, Inhibition, Notify } from '#contract/alerts';
import { DAY_MS, formatInstant, MINUTE_MS } from '#contract/instant';
import type { AlertRule } from '#contract/alert-rules';
import { ApiError } from '../api/errors.ts';
import type { Store } from '../store/store.ts';
import { appendAlert, loggedAlerts } from './alert-log.ts';
import { silencedBy, type Silences } from './kinds.ts';
import { noticeOf } from './words.ts';

interface Entry {
	alert: Alert;
	seq: number;
	told: Set<string>;
}

/** Alerts about figures; the others are about the means of knowing them. */
const QUALITY_KINDS = ['fall', 'target', 'sink', 'wait'];
const SEVERITY = { critical: 0, warning: 1 } as const;

export type AlertDraft = Pick<
	Alert,
	| 'rule'
	| 'kind'
	| 'scope'
	| 'severity'
	| 'since'
	| 'expected'
	| 'observed'
	| 'observed_seconds'
	| 'depth'
	| 'excess_lost'
	| 'delay_facts'
>;

export interface BookDeps {
	store: Store;
	notify: Notify;
	/** Something that is shown of a city's alerts has changed. */
	onChange?: ((city: string) => void) | undefined;
}

/** An end that nobody was told of because the process died is told by the next one, within a day. */
const UNTOLD_MS = DAY_MS;

export async function openBook({ store, notify, onChange }: BookDeps, city: string, now: number) {
	const entries = new Map<string, Entry>();
	/** Ended since the last telling. */
	let ended: Entry[] = [];
	for (const { alert, seq, told } of await loggedAlerts(store, city, now - UNTOLD_MS)) {
		const entry = { alert, seq, told: new Set(told) };
		if (alert.state !== 'resolved') entries.set(keyOf(alert.rule, alert.scope.subject), entry);
		else if (entry.told.has('firing') && !entry.told.has('resolved')) ended.push(entry);
	}

	async function log(entry: Entry, now: number, told = ''): Promise<void> {
		entry.seq++;
		if (told) entry.told.add(told);
		entry.alert.updated_at = formatInstant(now);
		await appendAlert(store, entry.alert, entry.seq, now, told);
		onChange?.(city);
	}

	async function tell(
		kind: 'firing' | 'resolved' | 'escalated',
		told: Entry[],
		now: number
	): Promise<void> {
		const groups = new Map<string, Entry[]>();
		for (const entry of told)
			groups.set(entry.alert.group, [...(groups.get(entry.alert.group) ?? []), entry]);
		for (const group of groups.values()) {
			group.sort((a, b) => SEVERITY[a.alert.severity] - SEVERITY[b.alert.severity]);
			const alerts = group.map(({ alert }) => structuredClone(alert)) as [Alert, ...Alert[]];
			// Told first, logged then: a crash between repeats the same notice id, which channels know.
			await notify(noticeOf(kind, alerts, now));
			for (const entry of group) await log(entry, now, kind);
		}
	}

	return {
		get: (rule: string, subject: string | null = null) =>
			entries.get(keyOf(rule, subject))?.alert ?? null,
		open: (): Alert[] =>
			[...entries.values()]
				.map(({ alert }) => alert)
				.sort(
					(a, b) => SEVERITY[a.severity] - SEVERITY[b.severity] || b.since.localeCompare(a.since)
				),
		async fire(draft: AlertDraft, firedAt: number, now: number): Promise<void> {
			const subject = draft.scope.subject;
			const alert: Alert = {
				...unborn(city, draft, now),
				id: [city, draft.rule, ...(subject === null ? [] : [subject]), firedAt].join('-'),
				state: 'firing',
				fired_at: formatInstant(firedAt)
			};
			const entry = { alert, seq: 0, told: new Set<string>() };
			entries.set(keyOf(draft.rule, subject), entry);
			await log(entry, now);
		},
		/** Its figures moved; they are logged with its next step. */
		follow(rule: string, subject: string | null, figures: Partial<AlertDraft>, now: number): void {
			const alert = entries.get(keyOf(rule, subject))?.alert;
			if (alert) Object.assign(alert, figures, { updated_at: formatInstant(now) });
		},
		async resolve(
			rule: string,
			subject: string | null,
			endedAt: number,
			resolution: NonNullable<Alert['resolution']>,
			now: number
		): Promise<void> {
			const entry = entries.get(keyOf(rule, subject));
			if (!entry) return;
			entries.delete(keyOf(rule, subject));
			Object.assign(entry.alert, {
				state: 'resolved',
				resolved_at: formatInstant(endedAt),
				resolution
			});
			await log(entry, now);
			if (entry.told.has('firing')) ended.push(entry);
		},
		async acknowledge(id: string, by: string, note: string, now: number): Promise<Alert> {
			const entry = [...entries.values()].find(({ alert }) => alert.id === id);
			if (!entry) throw new ApiError(404, 'alert_unknown', `alert: there is no open alert ${id}`);
			Object.assign(entry.alert, {
				state: 'acknowledged',
				acknowledged: { by, at: formatInstant(now), note }
			});
			await log(entry, now);
			return entry.alert;
		},
		/** Tells what is new, unless silenced or inhibited; escalates what nobody acknowledged. */
		async tellAll(
			now: number,
			silences: Silences,
			inhibitions: readonly Inhibition[],
			ruleOf: (id: string) => AlertRule | undefined
		): Promise<void> {
			const firing: Entry[] = [];
			const escalated: Entry[] = [];
			for (const entry of entries.values()) {
				const { alert, told } = entry;
				const silence = silencedBy(silences, alert, now);
				const before = JSON.stringify(alert.muted);
				const inhibitor = QUALITY_KINDS.includes(alert.kind) ? inhibitions[0] : undefined;
				alert.muted = silence
					? { by: 'silence', id: silence }
					: inhibitor
						? { by: 'inhibition', id: inhibitor.reason }
						: null;
				if (JSON.stringify(alert.muted) !== before) onChange?.(city);
				if (alert.muted) continue;
				if (!told.has('firing')) firing.push(entry);
				const minutes = ruleOf(alert.rule)?.escalate_after_minutes ?? null;
				const due = Date.parse(alert.fired_at ?? alert.since) + (minutes ?? 0) * MINUTE_MS;
				if (
					minutes !== null &&
					alert.state === 'firing' &&
					told.has('firing') &&
					!told.has('escalated') &&
					now >= due
				) {
					alert.escalated_at = formatInstant(now);
					escalated.push(entry);
				}
			}
			await tell('firing', firing, now);
			await tell('escalated', escalated, now);
			const over = ended;
			ended = [];
			await tell('resolved', over, now);
		}
	};
}
export type Book = Awaited<ReturnType<typeof openBook>>;

/** An alert that is near its threshold: for those who look, not in the book. */
export function unborn(city: string, draft: AlertDraft, now: number): Alert {
	return {
		id: [city, draft.rule, 'pending'].join('-'),
		city,
		...draft,
		group: QUALITY_KINDS.includes(draft.kind) ? 'quality' : draft.kind,
		state: 'pending',
		fired_at: null,
		resolved_at: null,
		updated_at: formatInstant(now),
		acknowledged: null,
		escalated_at: null,
		muted: null,
		resolution: null
	};
}

function keyOf(rule: string, subject: string | null): string {
	return `${rule}|${subject ?? ''}`;
}
