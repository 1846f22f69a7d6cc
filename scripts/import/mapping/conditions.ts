/** Compiles conditions into functions of rows. */
import type { Condition } from './conditionSchema.ts';
import { readCell, type Compiling, type Rows } from './compiling.ts';

export type Test = (rows: Rows) => boolean;

export function compileCondition(compiling: Compiling, condition: Condition): Test {
	const inner = (given: Condition) => compileCondition(compiling, given);
	const { not, all, any, some, every, none } = condition;
	if (not) {
		const test = inner(not);
		return (rows) => !test(rows);
	}
	if (all) {
		const tests = all.map(inner);
		return (rows) => tests.every((test) => test(rows));
	}
	if (any) {
		const tests = any.map(inner);
		return (rows) => tests.some((test) => test(rows));
	}
	const ofRows = some ?? every ?? none;
	if (ofRows) {
		const test = inner(ofRows);
		if (every) return (rows) => rows.every((row) => test([row]));
		const found = (rows: Rows) => rows.some((row) => test([row]));
		return none ? (rows) => !found(rows) : found;
	}
	return compileTest(compiling, condition);
}

function compileTest(compiling: Compiling, condition: Condition): Test {
	const { is, in: list, matches, empty, above, below, sameAs } = condition;
	const read = readCell(compiling, condition.column ?? '');
	if (is !== undefined) return (rows) => read(rows) === is;
	if (list) {
		const values = new Set(list);
		return (rows) => values.has(read(rows));
	}
	if (matches !== undefined) {
		const pattern = new RegExp(matches, 'u');
		return (rows) => pattern.test(read(rows));
	}
	if (empty !== undefined) {
		const nulls = new Set(['', ...compiling.mapping.nulls]);
		return (rows) => nulls.has(read(rows)) === empty;
	}
	if (sameAs !== undefined) {
		const other = readCell(compiling, sameAs);
		return (rows) => read(rows) === other(rows);
	}
	// An empty cell is no number, so it is neither above nor below one.
	const numberOf = (rows: Rows) => Number(read(rows) || NaN);
	if (above !== undefined) return (rows) => numberOf(rows) > above;
	return (rows) => numberOf(rows) < (below ?? NaN);
}
