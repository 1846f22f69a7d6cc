/** The delivery log: every step of every message to every channel, appended and never changed. */
import { createHash } from 'node:crypto';
import type { DeliveryStep, FailureReason } from '#contract/channels';
import { cityCode, hexId, int, settingId } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import type { Message } from './message.ts';

/** One row: where a delivery stood from then on. */
export interface Step {
	id: string;
	n: number;
	at: number;
	step: DeliveryStep;
	channel: string;
	/** Empty where the message is about no city. */
	city: string;
	alert: string;
	notice: string;
	due_at: number;
	attempts: number;
	/** Parts that the other side has accepted. */
	parts_done: number;
	reason: FailureReason | '';
	code: string;
	clock_ahead_ms: number | null;
	digest: string;
}

/** A delivery as it stands. */
export interface Standing extends Step {
	queued_at: number;
	message: Message;
}

/** The same notice to the same channel is the same delivery: that is what de-duplicates. */
export function deliveryId(channel: string, notice: string): string {
	return createHash('sha256').update(`${channel}\n${notice}`).digest('hex').slice(0, 32);
}

const LATEST = `
	id,
	max(n) AS last,
	argMax(at, n) AS step_at,
	argMax(step, n) AS last_step,
	any(channel) AS its_channel,
	any(city) AS its_city,
	any(alert) AS its_alert,
	any(notice) AS its_notice,
	argMax(due_at, n) AS due,
	argMax(attempts, n) AS tries,
	argMax(parts_done, n) AS parts,
	argMax(reason, n) AS why,
	argMax(code, n) AS what,
	argMax(clock_ahead_ms, n) AS ahead,
	max(digest) AS its_digest,
	min(at) AS queued,
	argMin(message, n) AS text`;

interface LatestRow extends Record<string, unknown> {
	id: string;
	last: number;
	step_at: number;
	last_step: DeliveryStep;
	its_channel: string;
	its_city: number;
	its_alert: string;
	its_notice: string;
	due: number;
	tries: number;
	parts: number;
	why: FailureReason | '';
	what: string;
	ahead: number | null;
	its_digest: string;
	queued: number;
	text: string;
}

const standing = (row: LatestRow): Standing => ({
	id: row.id,
	n: row.last,
	at: row.step_at,
	step: row.last_step,
	channel: row.its_channel,
	city: row.its_city === 0 ? '' : String(row.its_city),
	alert: row.its_alert,
	notice: row.its_notice,
	due_at: row.due,
	attempts: row.tries,
	parts_done: row.parts,
	reason: row.why,
	code: row.what,
	clock_ahead_ms: row.ahead,
	digest: row.its_digest,
	queued_at: row.queued,
	message: JSON.parse(row.text) as Message
});

/** Appends steps in one insert: all of them are in, or none. `queued` ones carry their message. */
export async function appendSteps(
	store: Store,
	steps: readonly (Step & { message?: Message })[]
): Promise<void> {
	await store.insert(
		'deliveries',
		steps.map(({ message, ...step }) => ({
			...step,
			city: Number(step.city || 0),
			message: message && step.step === 'queued' ? JSON.stringify(message) : ''
		}))
	);
}

/** Deliveries begun since an instant that have not come to an end, oldest first. */
export async function openDeliveries(store: Store, since: number): Promise<Standing[]> {
	const rows = await store.read<LatestRow>(`
SELECT ${LATEST}
FROM deliveries
WHERE at >= ${int(since)}
GROUP BY id
HAVING last_step IN ('queued', 'attempt', 'retry') AND text != ''
ORDER BY queued, id`);
	return rows.map(standing);
}

/** Which of these are known already. */
export async function knownDeliveries(store: Store, ids: readonly string[]): Promise<Set<string>> {
	if (ids.length === 0) return new Set();
	const rows = await store.read<{ id: string }>(
		`SELECT DISTINCT id FROM deliveries WHERE id IN (${ids.map(hexId).join(', ')})`
	);
	return new Set(rows.map(({ id }) => id));
}

/** Where the messages about one alert stand, by channel. */
export async function deliveriesOfAlert(store: Store, alert: string): Promise<Standing[]> {
	const rows = await store.read<LatestRow>(
		`
SELECT ${LATEST}
FROM deliveries
WHERE alert = {alert: String}
GROUP BY id
HAVING text != ''`,
		{ alert }
	);
	return rows.map(standing);
}

/** Ends of attempts since an instant, oldest first: what health and rate limits are told from. */
export async function outcomesSince(store: Store, since: number): Promise<Step[]> {
	const rows = await store.read<Step & Record<string, unknown>>(`
SELECT id, n, at, step, channel, alert, notice, attempts, parts_done, reason, code, clock_ahead_ms
FROM deliveries
WHERE at >= ${int(since)} AND step IN ('attempt', 'retry', 'sent', 'gave_up')
ORDER BY at, id, n`);
	return rows;
}

export interface DeliveryQuestion {
	/** Null: of all cities. */
	cities: readonly string[] | null;
	from: number;
	to: number;
	channel?: string | undefined;
	alert?: string | undefined;
	limit: number;
}

/** Deliveries queued in a window, the latest first. */
export async function listDeliveries(
	store: Store,
	question: DeliveryQuestion
): Promise<Standing[]> {
	const { cities, from, to, channel, alert, limit } = question;
	const conditions = [
		// What concerns no city (tests, digests of channels) is everybody's.
		...(cities === null ? [] : [`city IN (${['0', ...cities.map(cityCode)].join(', ')})`]),
		...(channel === undefined ? [] : [`channel = ${settingId(channel)}`]),
		...(alert === undefined ? [] : ['alert = {alert: String}'])
	];
	const rows = await store.read<LatestRow>(
		`
SELECT ${LATEST}
FROM deliveries
${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
GROUP BY id
HAVING text != '' AND queued >= ${int(from)} AND queued < ${int(to)}
ORDER BY queued DESC, id
LIMIT ${int(limit)}`,
		alert === undefined ? undefined : { alert }
	);
	return rows.map(standing);
}
