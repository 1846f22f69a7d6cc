/** Compiles the sources of fields into functions of rows. */
import { show } from '../describe.ts';
import { CellError } from './cellError.ts';
import { readCell, type Compiling, type Rows } from './compiling.ts';
import { compileCondition } from './conditions.ts';
import { isScientific } from './damage.ts';
import { readDuration } from './duration.ts';
import type { Constant, Expression, ValueMap } from './schema.ts';
import { compileTime, type Done } from './times.ts';

export type Value = Constant | null;
export type Read = (rows: Rows, done: Done) => Value;

/** `isId`: a text that names a fact, which a spreadsheet must not have rounded. */
export function compileExpression(compiling: Compiling, given: Expression, isId: boolean): Read {
	const source = compileSource(compiling, given, isId);
	const picked = compilePick(compiling, given, source);
	const guarded = given.when ? onlyWhen(compiling, given.when, picked) : picked;
	if (given.ifBad !== 'drop') return guarded;
	return (rows, done) => {
		try {
			return guarded(rows, done);
		} catch (error) {
			if (!(error instanceof CellError)) throw error;
			compiling.onNotice(`values left out by ifBad (${error.reason})`);
			return null;
		}
	};
}

function onlyWhen(compiling: Compiling, when: NonNullable<Expression['when']>, read: Read): Read {
	const test = compileCondition(compiling, when);
	return (rows, done) => (test(rows) ? read(rows, done) : null);
}

function compileSource(compiling: Compiling, given: Expression, isId: boolean): Read {
	if (given.value !== undefined) {
		const { value } = given;
		return () => value;
	}
	if (given.time) return compileTime(compiling, given);
	if (given.number !== undefined) return compileNumber(compiling, given, given.number);
	if (given.column !== undefined) return compileText(compiling, given, given.column, isId);
	const parts = (given.join ?? given.firstOf ?? []).map((part) =>
		compileExpression(compiling, part, isId)
	);
	if (given.firstOf)
		return (rows, done) => {
			for (const part of parts) {
				const value = part(rows, done);
				if (value !== null) return value;
			}
			return null;
		};
	const glue = given.with ?? '';
	return (rows, done) => {
		const values = parts.map((part) => part(rows, done));
		return values.includes(null) ? null : values.join(glue);
	};
}

function compileText(compiling: Compiling, given: Expression, name: string, isId: boolean): Read {
	const read = readCell(compiling, name);
	const nulls = new Set(['', ...(given.nulls ?? []), ...compiling.mapping.nulls]);
	const map = given.map === undefined ? undefined : compileMap(compiling, name, given.map);
	return (rows) => {
		const text = read(rows);
		if (nulls.has(text)) return null;
		if (isId && isScientific(text))
			throw new CellError('id_scientific', `${name}: got ${show(text)}`);
		return map ? map(text) : text;
	};
}

function compileMap(compiling: Compiling, name: string, given: string | ValueMap) {
	const map = typeof given === 'string' ? compiling.mapping.maps[given] : given;
	const values = new Map(Object.entries(map?.values ?? {}));
	const fallback = map?.default ?? null;
	return (text: string): Value => {
		const value = values.get(text);
		if (value !== undefined) return value;
		compiling.onUnmapped(name, text);
		if (fallback === 'reject')
			throw new CellError('value_unmapped', `${name}: ${show(text)} is in no map`);
		return fallback;
	};
}

/** A plain number, or a duration in seconds written h:mm:ss. */
function compileNumber(compiling: Compiling, given: Expression, name: string): Read {
	const read = readCell(compiling, name);
	const nulls = new Set(['', ...(given.nulls ?? []), ...compiling.mapping.nulls]);
	return (rows) => {
		const text = read(rows);
		return nulls.has(text) ? null : readDuration(name, text, given.unit ?? 's') / 1_000;
	};
}

/** Of a group's rows: the first, last, smallest or greatest value that is one. */
function compilePick(compiling: Compiling, given: Expression, read: Read): Read {
	const { pick } = given;
	const where = given.where ? compileCondition(compiling, given.where) : () => true;
	if (pick === undefined && !given.where) return read;
	return (rows, done) => {
		let best: Value = null;
		for (const row of rows) {
			const one = [row];
			if (!where(one)) continue;
			const value = read(one, done);
			if (value === null) continue;
			if (best === null || pick === 'last') best = value;
			else if (pick === 'min' ? value < best : pick === 'max' && value > best) best = value;
			if (pick === undefined || pick === 'first') break;
		}
		return best;
	};
}
