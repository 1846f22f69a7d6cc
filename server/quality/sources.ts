/** Puts together what the questions say of each source, and of all of them. Pure. */
import { formatInstant } from '#contract/instant';
import type { LogCounts, SourceQuality } from '#contract/quality';
import { groupBy } from '../../src/lib/group-by.ts';
import type { CorrectionsCell } from './corrections.ts';
import type { Heartbeat } from './heartbeats.ts';
import type { NotedBySource } from './import-notes.ts';
import { sourceKey, type SentBy } from './log-window.ts';
import type { ReceivedCell } from './received.ts';
import type { RejectedBySource } from './rejected.ts';
import type { RepeatedCell } from './repeated.ts';
import { sourceState } from './source-state.ts';
import type { WithdrawalsCell } from './withdrawals.ts';

export interface SourceFacts {
	received: readonly ReceivedCell[];
	repeated: readonly RepeatedCell[];
	corrections: readonly CorrectionsCell[];
	withdrawals: readonly WithdrawalsCell[];
	rejected: readonly RejectedBySource[];
	heartbeats: readonly Heartbeat[];
	noted: readonly NotedBySource[];
}

const NOBODY = { source: '', run: '' };

const instant = (at: number | undefined) =>
	at === undefined || at <= 0 || at === Infinity ? null : formatInstant(at);

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** Counts of one source, or of all where `who` is nobody. */
function countsOf(cells: readonly ReceivedCell[], who: SentBy, facts: SourceFacts): LogCounts {
	const of = <C extends SentBy>(cell: C) => sourceKey(cell) === sourceKey(who);
	const total = (column: keyof ReceivedCell) => sum(cells.map((cell) => cell[column] as number));
	const all = who.source === '';
	const noted = facts.noted.filter((cell) => (all ? !cell.past : of(cell)));
	const n = total('timed');
	const ahead = total('ahead');
	const types = groupBy(cells, ({ type }) => type);
	return {
		events: total('events'),
		by_type: Object.fromEntries(
			[...types].map(([type, ofType]) => [type, sum(ofType.map(({ events }) => events))])
		),
		repeats: facts.repeated.find(of)?.repeats ?? 0,
		conflicts: facts.repeated.find(of)?.conflicts ?? 0,
		corrections: all
			? sum(facts.corrections.map((cell) => cell.corrections))
			: (facts.corrections.find(of)?.corrections ?? 0),
		withdrawals: facts.withdrawals.find(of)?.withdrawals ?? 0,
		rejected: sum(
			facts.rejected.filter((cell) => (all ? !cell.past : of(cell))).map(({ rejected }) => rejected)
		),
		rows_rejected: sum(noted.map((cell) => cell.rows_rejected)),
		unmapped: sum(noted.map((cell) => cell.unmapped)),
		late: { n, over_1h: total('over_1h'), over_1d: total('over_1d'), over_7d: total('over_7d') },
		skew: {
			n,
			ahead,
			max_seconds: ahead > 0 ? Math.max(...cells.map((cell) => cell.ahead_ms)) / 1000 : null
		},
		first_received_at: instant(Math.min(...cells.map((cell) => cell.first_received))),
		last_received_at: instant(Math.max(...cells.map((cell) => cell.last_received))),
		last_event_at: instant(Math.max(...cells.map((cell) => cell.last_event)))
	};
}

/** Who sent no event: rejected lines alone, an import's notes, or for no city but a heartbeat. */
function withoutEvents(facts: SourceFacts, everyCity: boolean): SentBy[] {
	const { received, rejected, heartbeats, noted } = facts;
	const known = new Set(received.map(sourceKey));
	const importers = new Set(received.map(({ source }) => source));
	const beating = heartbeats
		.filter(({ source, sends }) => importers.has(source) || (everyCity && !sends))
		.map(({ source }) => ({ source, run: '' }));
	const others = [...rejected, ...noted, ...beating].map(({ source, run }) => ({ source, run }));
	return [...new Map(others.map((who) => [sourceKey(who), who])).values()].filter(
		(who) => !known.has(sourceKey(who))
	);
}

/** Each source, the busiest first; `now` is the server's clock. */
export function sourcesOf(facts: SourceFacts, everyCity: boolean, now: number): SourceQuality[] {
	const groups = groupBy(facts.received, sourceKey);
	const senders: [SentBy, readonly ReceivedCell[]][] = [
		...[...groups.values()].map((cells): [SentBy, ReceivedCell[]] => [cells[0]!, cells]),
		...withoutEvents(facts, everyCity).map((who): [SentBy, []] => [who, []])
	];
	return senders
		.map(([who, cells]): SourceQuality => {
			const kind = who.run === '' ? 'token' : 'import';
			const counts = countsOf(cells, who, facts);
			const own = facts.noted.filter((cell) => sourceKey(cell) === sourceKey(who));
			const undone = cells[0]?.undone === 1 || own.some((cell) => cell.undone === 1);
			const beat = kind === 'token' && facts.heartbeats.find(({ source }) => source === who.source);
			const lastHeartbeat = beat ? beat.at : null;
			const lastReceived = counts.last_received_at && Date.parse(counts.last_received_at);
			return {
				id: kind === 'token' ? who.source : who.run,
				kind,
				via: kind === 'token' ? null : who.source,
				undone,
				repeated: !undone && own.length > 0 && own.every(({ past }) => past === 1),
				files: own.flatMap(({ files }) => files),
				state: sourceState({ kind, lastReceived: lastReceived || null, lastHeartbeat }, now),
				last_heartbeat_at: instant(lastHeartbeat ?? undefined),
				...counts
			};
		})
		.sort((a, b) => b.events - a.events || a.id.localeCompare(b.id, 'en'));
}

/** All sources together, without imports that were taken back. */
export function totalOf(facts: SourceFacts): LogCounts {
	return countsOf(
		facts.received.filter(({ undone }) => undone === 0),
		NOBODY,
		facts
	);
}
