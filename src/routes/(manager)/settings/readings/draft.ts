/** A reading as the form and the CSV hold it, and as the API takes it. Pure. */
import { itemRange } from '$lib/assessment/item-range.ts';
import { ITEM_CATALOGUE } from '$lib/assessment/profiles.ts';
import { READING_METHODS, type ReadingMethod } from '$lib/assessment/readings.ts';
import { DAY_MS, formatInstant, parseIsoInstant } from '$lib/contract/instant.ts';
import type { ReadingDraft } from '$lib/contract/readings.ts';

/** What people type: a day each, the last one included; a ratio in per cent. */
export interface Typed {
	item: string;
	value: string;
	method: string;
	from: string;
	to: string;
	n: string;
	note: string;
}

export const EMPTY: Typed = {
	item: '',
	value: '',
	method: 'survey',
	from: '',
	to: '',
	n: '',
	note: ''
};

/** What is wrong with a field, by its name. */
export type Faults = Partial<
	Record<keyof Typed, 'missing' | 'unknown' | 'number' | 'range' | 'reversed' | 'day' | 'count'>
>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isRatio = (item: string) => ITEM_CATALOGUE.get(item)?.unit === 'ratio';

/** Lowest and highest value as people type it; null for an unknown item. */
export function typedRange(item: string): readonly [number, number] | null {
	const range = itemRange(item);
	return range && (isRatio(item) ? [100 * range[0], 100 * range[1]] : range);
}

/** A day, or an instant of ISO 8601 with an offset, as epoch milliseconds. */
const instantOf = (text: string) => parseIsoInstant(DAY.test(text) ? `${text}T00:00+08:00` : text);

/** Everything that is wrong with what was typed; empty where it can be sent. */
export function faultsOf(typed: Typed): Faults {
	const faults: Faults = {};
	const range = typedRange(typed.item);
	if (typed.item === '') faults.item = 'missing';
	else if (!range) faults.item = 'unknown';
	const value = Number(typed.value);
	if (typed.value.trim() === '') faults.value = 'missing';
	else if (!Number.isFinite(value)) faults.value = 'number';
	else if (range && (value < range[0] || value > range[1])) faults.value = 'range';
	if (!READING_METHODS.some((method) => method === typed.method)) faults.method = 'unknown';
	const [from, to] = [instantOf(typed.from), instantOf(typed.to)];
	if (from === null) faults.from = typed.from === '' ? 'missing' : 'day';
	if (to === null) faults.to = typed.to === '' ? 'missing' : 'day';
	else if (from !== null && (DAY.test(typed.to) ? to + DAY_MS : to) <= from) faults.to = 'reversed';
	if (typed.n.trim() !== '' && !/^\d{1,9}$/.test(typed.n.trim())) faults.n = 'count';
	return faults;
}

/** What was typed, without faults, as the API takes it. */
export function draftOf(typed: Typed): ReadingDraft {
	const to = instantOf(typed.to)!;
	const value = Number(typed.value);
	return {
		item: typed.item,
		value: isRatio(typed.item) ? Number((value / 100).toPrecision(12)) : value,
		method: typed.method as ReadingMethod,
		from: formatInstant(instantOf(typed.from)!),
		to: formatInstant(DAY.test(typed.to) ? to + DAY_MS : to),
		n: typed.n.trim() === '' ? null : Number(typed.n),
		note: typed.note.trim() === '' ? null : typed.note.trim()
	};
}

const isMidnight = (instant: string) => instant.slice(11, 23) === '00:00:00.000';

/** The last day of a half-open period that ends at midnight; else its instant. */
export function lastDay(to: string): string {
	return isMidnight(to) ? formatInstant(Date.parse(to) - DAY_MS).slice(0, 10) : to;
}

/** A reading put back into the form. */
export function typedOf({ item, value, method, from, to, n, note }: ReadingDraft): Typed {
	return {
		item,
		value: String(isRatio(item) ? Number((100 * value).toPrecision(12)) : value),
		method,
		from: isMidnight(from) ? from.slice(0, 10) : from,
		to: lastDay(to),
		n: n === null ? '' : String(n),
		note: note ?? ''
	};
}

/** Whether the period lies wholly before the window that the index looks at: it no longer counts. */
export const hasEnded = ({ to }: Pick<ReadingDraft, 'to'>, windowFrom: number) =>
	Date.parse(to) <= windowFrom;
