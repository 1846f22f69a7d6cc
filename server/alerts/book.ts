/**
 * The open alerts of one city and what was told of them: fires, follows, mutes, groups, escalates,
 * resolves. What it says is in the log, so that a restart goes on and tells nothing twice.
 */
import type { Alert, Inhibition, Notify } from '#contract/alerts';
import { DAY_MS, formatInstant, MINUTE_MS } from '#contract/instant';
import type { AlertRule } from '#contract/alert-rules';
import { ApiError } from '../api/errors.ts';
import type { Store } from '../store/store.ts';
import { appendAlert } from './alert-log.ts';
import { QUALITY_KINDS, unborn, type AlertDraft } from './draft.ts';
import { HISTORY_DAYS, type Stretch } from './history.ts';
import { silencedBy, type Silences } from './kinds.ts';
import type { Readings } from './readings.ts';
import { noticeOf } from './words.ts';

interface Entry {
	alert: Alert;
	seq: number;
	/** Notices that went out, and when. */
	told: Map<string, number>;
}

const SEVERITY = { critical: 0, warning: 1 } as const;

export interface BookDeps {
	store: Store;
	readings: Pick<Readings, 'alerts'>;
	notify: Notify;
	/** Something that is shown of a city's alerts has changed. */
	onChange?: ((city: string) => void) | undefined;
}

/** An end that nobody was told of because the process died is told by the next one, within a day. */
const UNTOLD_MS = DAY_MS;

/** What is usual rests on days of which no incident is forgotten. */
const KNOWN_MS = (HISTORY_DAYS + 2) * DAY_MS;

export async function openBook(
	{ store, readings, notify, onChange }: BookDeps,
	city: string,
	now: number
) {
	const entries = new Map<string, Entry>();
	/** Ended, and nobody was told of it yet. */
	let ended: Entry[] = [];
	/** Falls of these weeks that are over. */
	let past: Stretch[] = [];
	for (const { alert, seq, told } of await readings.alerts(city, now - KNOWN_MS)) {
		const entry = { alert, seq, told: new Map(told) };
		if (alert.state !== 'resolved') {
			entries.set(keyOf(alert.rule, alert.scope.subject), entry);
			continue;
		}
		if (isIncident(alert)) past.push(stretchOf(alert));
		const isUntold = entry.told.has('firing') && !entry.told.has('resolved');
		if (isUntold && Date.parse(alert.updated_at) >= now - UNTOLD_MS) ended.push(entry);
	}

	async function log(entry: Entry, now: number, told = ''): Promise<void> {
		entry.seq++;
		if (told) entry.told.set(told, now);
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
		/** When figures fell in these weeks: not what is usual. */
		incidents: (): Stretch[] => [
			...past,
			...[...entries.values()]
				.map(({ alert }) => alert)
				.filter(isIncident)
				.map(stretchOf)
		],
		async fire(draft: AlertDraft, firedAt: number, now: number): Promise<void> {
			const subject = draft.scope.subject;
			const alert: Alert = {
				...unborn(city, draft, now),
				id: [city, draft.rule, ...(subject === null ? [] : [subject]), firedAt].join('-'),
				state: 'firing',
				fired_at: formatInstant(firedAt)
			};
			const entry = { alert, seq: 0, told: new Map<string, number>() };
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
			past = past.filter(({ to }) => to > now - KNOWN_MS);
			if (isIncident(entry.alert)) past.push(stretchOf(entry.alert));
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
				// The notifier tells the other channels of it, once for all cities.
				if (alert.kind === 'channel') continue;
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
				const toldAt = told.get('firing');
				if (toldAt === undefined) firing.push(entry);
				else if (isUnheeded(entry, ruleOf(alert.rule), now - toldAt)) {
					alert.escalated_at = formatInstant(now);
					escalated.push(entry);
				}
			}
			await tell('firing', firing, now);
			await tell('escalated', escalated, now);
			// Those that could not be told last time are told now.
			ended = ended.filter(({ told }) => !told.has('resolved'));
			await tell('resolved', ended, now);
		}
	};
}
export type Book = Awaited<ReturnType<typeof openBook>>;

/** Told so long ago that its rule asks for more people, and nobody has taken it. */
function isUnheeded({ alert, told }: Entry, rule: AlertRule | undefined, since: number): boolean {
	const minutes = rule?.escalate_after_minutes ?? null;
	if (minutes === null || alert.state !== 'firing' || told.has('escalated')) return false;
	return since >= minutes * MINUTE_MS;
}

function keyOf(rule: string, subject: string | null): string {
	return `${rule}|${subject ?? ''}`;
}

const isIncident = ({ kind }: Alert) => kind === 'fall' || kind === 'target';

function stretchOf({ since, resolved_at }: Alert): Stretch {
	return { from: Date.parse(since), to: resolved_at ? Date.parse(resolved_at) : Infinity };
}
