/** Durations in cells: a number, or h:mm:ss, or mm:ss. */
import { show } from '../describe.ts';
import { CellError } from './cellError.ts';

const CLOCK = /^(?:(\d{1,4}):)?(\d{1,3}):(\d{2}(?:\.\d+)?)$/;
const UNIT_MS = { ms: 1, s: 1_000, min: 60_000 } as const;

/** Milliseconds of a duration; throws with the column's name for anything else. */
export function readDuration(column: string, text: string, unit: keyof typeof UNIT_MS): number {
	const value = Number(text);
	if (Number.isFinite(value)) return Math.round(value * UNIT_MS[unit]);
	const match = CLOCK.exec(text);
	if (!match) throw new CellError('number_unreadable', `${column}: got ${show(text)}`);
	const minutes = Number(match[1] ?? 0) * 60 + Number(match[2]);
	return Math.round((minutes * 60 + Number(match[3])) * 1_000);
}
