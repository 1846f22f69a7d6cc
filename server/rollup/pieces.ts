/**
 * Facts by time, summed in pieces of minutes: a question that cuts nothing in a piece takes its sum,
 * one that does takes its facts.
 */
import { MINUTE_MS } from '#contract/instant';
import type { TimeRow } from './cell-cache.ts';
import type { Span } from './spans.ts';

/** Divides every step and every part of the day. */
const PIECE_MS = 5 * MINUTE_MS;

/** A fact, and until when it changes by itself. */
export interface TimedFact {
	row: TimeRow;
	matureAt: number;
}

interface Piece {
	facts: Map<string, TimedFact>;
	/** Made when it is asked for. */
	sum: TimedFact | null;
}

export interface PieceQuestion {
	/** Times that are wanted. */
	spans: readonly Span[];
	/** No row may span one of these. */
	cuts: readonly number[];
	/** What is later is not wanted. */
	now: number;
}

const startOf = (t: number) => Math.floor(t / PIECE_MS) * PIECE_MS;

export class Pieces {
	readonly #pieces = new Map<number, Piece>();

	put(key: string, fact: TimedFact): void {
		const start = startOf(fact.row.t);
		let piece = this.#pieces.get(start);
		if (!piece) this.#pieces.set(start, (piece = { facts: new Map(), sum: null }));
		piece.facts.set(key, fact);
		piece.sum = null;
	}

	remove(key: string, { row }: TimedFact): void {
		const start = startOf(row.t);
		const piece = this.#pieces.get(start);
		if (!piece?.facts.delete(key)) return;
		piece.sum = null;
		if (piece.facts.size === 0) this.#pieces.delete(start);
	}

	/** Lets go of what changes by itself after an instant. */
	removeAfter(matureAt: number): void {
		for (const piece of this.#pieces.values())
			if (sumOf(piece).matureAt > matureAt)
				for (const [key, fact] of [...piece.facts])
					if (fact.matureAt > matureAt) this.remove(key, fact);
	}

	/** Rows of what is wanted; null where one of these facts is not yet what it will be. */
	rows(asked: PieceQuestion): TimeRow[] | null {
		const { spans, now } = asked;
		const cuts = [...asked.cuts, now + 1];
		const rows: TimeRow[] = [];
		for (const [from, piece] of this.#pieces) {
			const to = from + PIECE_MS;
			if (from > now || !spans.some((span) => span.from < to && from < span.to)) continue;
			const isWhole =
				spans.some((span) => span.from <= from && span.to >= to) &&
				!cuts.some((cut) => cut > from && cut < to);
			const wanted = isWhole
				? [sumOf(piece)]
				: [...piece.facts.values()].filter(
						({ row: { t } }) => t <= now && spans.some((span) => t >= span.from && t < span.to)
					);
			for (const { row, matureAt } of wanted) {
				if (matureAt > now) return null;
				rows.push(row);
			}
		}
		return rows;
	}
}

function sumOf(piece: Piece): TimedFact {
	if (piece.sum) return piece.sum;
	const facts = [...piece.facts.values()] as [TimedFact, ...TimedFact[]];
	const [first] = facts;
	const counters = first.row.counters.map(() => 0);
	for (const { row } of facts)
		for (let i = 0; i < counters.length; i++) counters[i]! += row.counters[i]!;
	piece.sum = {
		matureAt: facts.reduce((latest, { matureAt }) => Math.max(latest, matureAt), 0),
		row: {
			t: startOf(first.row.t),
			counters,
			lists: Object.fromEntries(
				Object.keys(first.row.lists).map((name) => [
					name,
					facts.flatMap(({ row }) => row.lists[name]!)
				])
			)
		}
	};
	return piece.sum;
}
