/** Compiles a time: columns joined, read by the first format that fits, in a zone, plus durations. */
import { parseIsoInstant } from '#contract/instant';
import { CellError } from './cellError.ts';
import { readCell, type Compiling, type Rows } from './compiling.ts';
import { timeError } from './damage.ts';
import { readDuration } from './duration.ts';
import { compileFormat, type ClockTime } from './formats.ts';
import type { Expression } from './schema.ts';
import { createZone } from './zone.ts';

const WORKBOOK_FORMATS = ['yyyy-MM-dd HH:mm:ss', 'yyyy-MM-dd HH:mm:ss.S', 'yyyy-MM-dd'];
const DAY_MS = 86_400_000;

/** Fields of the event that were worked out before. */
export type Done = Readonly<Record<string, unknown>>;
export type ReadTime = (rows: Rows, done: Done) => number | null;

/** The instant in epoch milliseconds; null where a column of it has no value. */
export function compileTime(compiling: Compiling, given: Expression): ReadTime {
	const columns = given.time ?? [];
	const nulls = new Set(['', ...(given.nulls ?? []), ...compiling.mapping.nulls]);
	const parts = columns.map((name) => readCell(compiling, name));
	const named = columns.join(' + ');
	const toInstant = instantOf(compiling, given, named);
	const shift = compileShift(compiling, given, nulls);
	const { notBefore } = given;
	const [only] = parts;
	const joined = (rows: Rows): string | null => {
		if (parts.length === 1 && only) {
			const text = only(rows);
			return nulls.has(text) ? null : text;
		}
		const texts = parts.map((part) => part(rows));
		return texts.some((text) => nulls.has(text)) ? null : texts.join(' ');
	};
	return (rows, done) => {
		const text = joined(rows);
		if (text === null) return null;
		const moved = shift(rows);
		if (moved === null) return null;
		const instant = toInstant(text) + moved;
		const floor = notBefore === undefined ? undefined : done[notBefore];
		return typeof floor === 'number' ? nextDay(instant, floor) : instant;
	};
}

/** A date from before midnight with a clock from after it: the day after, if that is less than 12 h on. */
function nextDay(instant: number, floor: number): number {
	const late = instant < floor && instant + DAY_MS - floor < DAY_MS / 2;
	return late ? instant + DAY_MS : instant;
}

function instantOf(compiling: Compiling, given: Expression, named: string) {
	const { mapping } = compiling;
	const formats = given.formats ?? [...mapping.formats];
	const readers = [...formats, ...(compiling.isWorkbook ? WORKBOOK_FORMATS : [])].map(
		compileFormat
	);
	const toUtc = createZone(given.zone ?? compiling.zone, {
		ambiguous: mapping.ambiguous === 'later' ? 'later' : 'earlier',
		onDoubt: (doubt) => {
			if (doubt === 'gap' && mapping.gap === 'reject')
				throw new CellError('time_in_gap', `${named}: a time that clocks left out`);
			if (doubt === 'ambiguous' && mapping.ambiguous === 'reject')
				throw new CellError('time_ambiguous', `${named}: a time that came twice`);
			compiling.onNotice(
				doubt === 'gap'
					? 'times that clocks left out when they went forward, moved on by the change'
					: `times that came twice when clocks went back, taken as the ${mapping.ambiguous}`
			);
		}
	});
	let last = 0;
	return (text: string): number => {
		// Rows of a file are alike: the format that fitted last is tried first.
		let clock: ClockTime | null = readers[last]?.(text) ?? null;
		for (let i = 0; clock === null && i < readers.length; i++) {
			clock = readers[i]?.(text) ?? null;
			if (clock !== null) last = i;
		}
		if (clock !== null)
			return clock.offsetMs === null ? toUtc(clock.local) : clock.local - clock.offsetMs;
		const instant = parseIsoInstant(text);
		if (instant === null) throw timeError(named, text);
		return instant;
	};
}

/** Durations to add and to take away, in milliseconds; null where one has no value. */
function compileShift(compiling: Compiling, given: Expression, nulls: ReadonlySet<string>) {
	const unit = given.unit ?? 's';
	const terms = [
		...(given.plus ?? []).map((column) => ({ column, sign: 1 })),
		...(given.minus ?? []).map((column) => ({ column, sign: -1 }))
	].map((term) => ({ ...term, read: readCell(compiling, term.column) }));
	return (rows: Rows): number | null => {
		let sum = 0;
		for (const { column, sign, read } of terms) {
			const text = read(rows);
			if (nulls.has(text)) return null;
			sum += sign * readDuration(column, text, unit);
		}
		return sum;
	};
}
