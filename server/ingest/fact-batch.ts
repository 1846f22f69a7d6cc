/**
 * Facts of one insert, gathered as columns the moment they pass the door: texts go into bytes at once,
 * so that nothing of an event outlives its line in the collector's eyes, and nothing is left to
 * encode when the insert begins.
 */
import { EVENT_TYPES, type EventType } from '#contract/events';
import { MINUTE_MS } from '#contract/instant';
import type { AcceptedFact } from './door.ts';

const FIRST_ROWS = 256;
const FIRST_BYTES = 16 * 1024;
/** UTF-8 takes at most three bytes for a unit of UTF-16. */
const BYTES_A_UNIT = 3;

const TYPE_NUMBERS = Object.fromEntries(EVENT_TYPES.map((type, i) => [type, i + 1])) as Record<
	EventType,
	number
>;

/** A column of texts: where each ends in the bytes of all. */
class TextColumn {
	offsets = new Int32Array(FIRST_ROWS + 1);
	bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);

	add(row: number, text: string): void {
		const at = this.offsets[row]!;
		const most = at + BYTES_A_UNIT * text.length;
		if (most > this.bytes.length) {
			const longer = Buffer.allocUnsafeSlow(Math.max(most, 2 * this.bytes.length));
			this.bytes.copy(longer, 0, 0, at);
			this.bytes = longer;
		}
		this.offsets[row + 1] = at + this.bytes.write(text, at, 'utf8');
	}

	text(row: number): string {
		return this.bytes.toString('utf8', this.offsets[row], this.offsets[row + 1]);
	}
}

/** An event that comes so long after it happened is history, not the present. */
export const LATE_MS = 30 * MINUTE_MS;

/** What one source brought of a city, live or by an import (`run`), and how much of it is history. */
export interface Sent {
	source: string;
	run: string;
	facts: number;
	late: number;
}

/** A fact with who sent it, as it was added. */
export type SentFact = AcceptedFact & { source: string; run: string };

export class FactBatch {
	length = 0;
	/** Who sent facts of which city. */
	readonly sent = new Map<number, Sent[]>();
	readonly types = new Set<EventType>();
	readonly texts = {
		source: new TextColumn(),
		run: new TextColumn(),
		id: new TextColumn(),
		caller: new TextColumn(),
		content: new TextColumn()
	};
	city = new Int32Array(FIRST_ROWS);
	type = new Int32Array(FIRST_ROWS);
	void = new Int32Array(FIRST_ROWS);
	revision = new Float64Array(FIRST_ROWS);
	happenedAt = new Float64Array(FIRST_ROWS);
	readonly #openedAt: number;

	/** `openedAt` is when it begins to gather. */
	constructor(openedAt = 0) {
		this.#openedAt = openedAt;
	}

	add(source: string, run: string, fact: AcceptedFact): void {
		const row = this.length;
		if (row === this.city.length) this.#grow(2 * row);
		this.texts.source.add(row, source);
		this.texts.run.add(row, run);
		this.texts.id.add(row, fact.id);
		this.texts.caller.add(row, fact.caller);
		this.texts.content.add(row, fact.content);
		this.city[row] = fact.city;
		this.type[row] = TYPE_NUMBERS[fact.type];
		this.void[row] = fact.void;
		this.revision[row] = fact.revision;
		this.happenedAt[row] = fact.happened_at;
		this.#note(source, run, fact);
		this.length++;
	}

	#note(source: string, run: string, { city, type, happened_at }: AcceptedFact): void {
		this.types.add(type);
		const senders = this.sent.get(city) ?? [];
		if (senders.length === 0) this.sent.set(city, senders);
		let sent = senders.find((one) => one.source === source && one.run === run);
		if (!sent) senders.push((sent = { source, run, facts: 0, late: 0 }));
		sent.facts++;
		if (happened_at > 0 && this.#openedAt - happened_at > LATE_MS) sent.late++;
	}

	/** The facts one by one, for a store that takes rows. */
	*rows(): Generator<SentFact> {
		const { source, run, id, caller, content } = this.texts;
		for (let row = 0; row < this.length; row++)
			yield {
				source: source.text(row),
				run: run.text(row),
				city: this.city[row]!,
				type: EVENT_TYPES[this.type[row]! - 1]!,
				id: id.text(row),
				revision: this.revision[row]!,
				void: this.void[row] as 0 | 1,
				happened_at: this.happenedAt[row]!,
				caller: caller.text(row),
				content: content.text(row)
			};
	}

	#grow(rows: number): void {
		for (const column of Object.values(this.texts)) {
			const offsets = new Int32Array(rows + 1);
			offsets.set(column.offsets);
			column.offsets = offsets;
		}
		const int32 = (old: Int32Array) => {
			const longer = new Int32Array(rows);
			longer.set(old);
			return longer;
		};
		const float64 = (old: Float64Array) => {
			const longer = new Float64Array(rows);
			longer.set(old);
			return longer;
		};
		this.city = int32(this.city);
		this.type = int32(this.type);
		this.void = int32(this.void);
		this.revision = float64(this.revision);
		this.happenedAt = float64(this.happenedAt);
	}
}
