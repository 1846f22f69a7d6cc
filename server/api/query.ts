/** Reads a query string: each parameter checked, a bad one named with what it got and what it wants. */
import { parseQueryInstant } from '#contract/instant';
import { prefecture } from '#reference/prefectures';
import { cityForbidden } from '../access/gate.ts';
import { mayTouch, type Identity } from '../access/roles.ts';
import { ApiError } from './errors.ts';

export type Query = Record<string, string>;

export function badParameter(name: string, got: string | undefined, want: string): ApiError {
	const shown = got === undefined ? 'nothing' : `"${got.slice(0, 60)}"`;
	return new ApiError(400, 'parameter_invalid', `${name}: got ${shown}; want ${want}`);
}

/** The city asked for: known, and within the reader's scope. */
export function readCity(query: Query, identity: Identity): string {
	const code = query.city;
	if (code === undefined || !prefecture(code))
		throw badParameter('city', code, 'a prefecture-level city code such as 420100');
	if (!mayTouch(identity, code)) throw cityForbidden(code);
	return code;
}

/** An instant; undefined where the parameter is absent. */
export function readInstant(query: Query, name: string): number | undefined {
	const text = query[name];
	if (text === undefined) return undefined;
	const instant = parseQueryInstant(text);
	if (instant === null || Math.abs(instant) > 8.64e15)
		throw badParameter(name, text, 'ISO 8601 with an offset, or epoch milliseconds');
	return instant;
}

/** One of a few words; undefined where the parameter is absent. */
export function readChoice<const T extends string>(
	query: Query,
	name: string,
	choices: readonly T[]
): T | undefined {
	const text = query[name];
	if (text === undefined) return undefined;
	const choice = choices.find((one) => one === text);
	if (choice === undefined) throw badParameter(name, text, choices.join(', '));
	return choice;
}

/** Some of a few words, with commas; none where the parameter is absent. */
export function readChoices<const T extends string>(
	query: Query,
	name: string,
	choices: readonly T[]
): T[] {
	const text = query[name];
	if (text === undefined) return [];
	const asked = text.split(',');
	if (!asked.every((word) => choices.some((one) => one === word)))
		throw badParameter(name, text, `some of ${choices.join(', ')}, with commas`);
	return choices.filter((one) => asked.includes(one));
}

/** An integer of a range; undefined where the parameter is absent. */
export function readInteger(
	query: Query,
	name: string,
	least: number,
	most: number
): number | undefined {
	const text = query[name];
	if (text === undefined) return undefined;
	const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
	if (!(value >= least && value <= most))
		throw badParameter(name, text, `an integer from ${least} to ${most}`);
	return value;
}

/** A half-open window; both ends are wanted. */
export function readWindow(query: Query): { from: number; to: number } {
	const from = readInstant(query, 'from');
	const to = readInstant(query, 'to');
	if (from === undefined) throw badParameter('from', undefined, 'the start of the window');
	if (to === undefined) throw badParameter('to', undefined, 'the end of the window');
	if (from >= to) throw badParameter('to', query.to, 'an instant after from');
	return { from, to };
}
