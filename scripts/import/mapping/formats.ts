/**
 * Formats of clock times, with the tokens of Unicode and Luxon, compiled once into one expression,
 * since they are read several times a row; zones are left to Luxon.
 */
export interface ClockTime {
	/** The clock's reading as if it were UTC, in epoch milliseconds. */
	local: number;
	/** From UTC, where the text says it; null: the mapping's zone holds. */
	offsetMs: number | null;
}

type Part = 'year' | 'shortYear' | 'month' | 'name' | 'day' | 'hour' | 'half' | 'minute';
type Token = Part | 'twelve' | 'second' | 'fraction' | 'offset';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const TOKENS: Record<string, readonly [Token, string]> = {
	yyyy: ['year', '(\\d{4})'],
	yy: ['shortYear', '(\\d{2})'],
	MMMM: ['name', '([A-Za-z]{3,9})'],
	MMM: ['name', '([A-Za-z]{3})\\.?'],
	MM: ['month', '(\\d{2})'],
	M: ['month', '(\\d{1,2})'],
	dd: ['day', '(\\d{2})'],
	d: ['day', '(\\d{1,2})'],
	HH: ['hour', '(\\d{2})'],
	H: ['hour', '(\\d{1,2})'],
	hh: ['twelve', '(\\d{2})'],
	h: ['twelve', '(\\d{1,2})'],
	mm: ['minute', '(\\d{2})'],
	m: ['minute', '(\\d{1,2})'],
	ss: ['second', '(\\d{2})'],
	s: ['second', '(\\d{1,2})'],
	S: ['fraction', '(\\d{1,9})'],
	a: ['half', '([AaPp]\\.?[Mm]\\.?|上午|下午)'],
	ZZ: ['offset', '([Zz]|[+-]\\d{2}:?\\d{2}|[+-]\\d{2})']
};
const SPLIT = /'([^']*)'|yyyy|yy|M{1,4}|dd?|HH?|hh?|mm?|ss?|S+|a|ZZ|./gsu;

/** Formats that are no pattern of tokens. */
export const NUMERIC_FORMATS = ['epoch-s', 'epoch-ms', 'excel-serial'] as const;
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);

/** What is wrong with a format; null if nothing is. */
export function formatProblem(format: string): string | null {
	if ((NUMERIC_FORMATS as readonly string[]).includes(format)) return null;
	const tokens = tokensOf(format).map(({ token }) => token);
	for (const token of tokens)
		if (token !== undefined && tokens.indexOf(token) !== tokens.lastIndexOf(token))
			return `"${format}" names the ${token} twice (M is the month, m the minute)`;
	if (tokens.includes('twelve') && !tokens.includes('half'))
		return `"${format}" has a 12-hour clock (h) without AM/PM (a); H is the 24-hour clock`;
	if (tokens.includes('half') && !tokens.includes('twelve'))
		return `"${format}" has AM/PM (a) on a 24-hour clock (H); write h, or afternoons are lost`;
	for (const [one, other, what] of [
		['year', 'shortYear', 'year (yyyy)'],
		['month', 'name', 'month (M)'],
		['day', 'day', 'day (d)']
	] as const)
		if (!tokens.includes(one) && !tokens.includes(other)) return `"${format}" has no ${what}`;
	return null;
}

function tokensOf(format: string): { token: Token | undefined; source: string }[] {
	return [...format.matchAll(SPLIT)].map(([text, quoted]) => {
		const known = TOKENS[text.startsWith('S') ? 'S' : text];
		if (known && quoted === undefined) return { token: known[0], source: known[1] };
		const literal = (quoted ?? text).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
		return { token: undefined, source: literal === ' ' ? '\\s+' : literal };
	});
}

/** Makes the reader of a format: null where the text is not of it or there is no such day. */
export function compileFormat(format: string): (text: string) => ClockTime | null {
	if (format === 'epoch-s') return numeric((value) => value * 1_000, 0);
	if (format === 'epoch-ms') return numeric((value) => value, 0);
	if (format === 'excel-serial')
		return numeric((value) => EXCEL_EPOCH + Math.round(value * 86_400) * 1_000, null);
	const tokens = tokensOf(format);
	const pattern = new RegExp(`^${tokens.map(({ source }) => source).join('')}$`, 'u');
	const order = tokens.flatMap(({ token }) => (token === undefined ? [] : [token]));
	const at = (token: Token) => order.indexOf(token) + 1;
	const [year, shortYear, month, name, day] = [
		at('year'),
		at('shortYear'),
		at('month'),
		at('name'),
		at('day')
	];
	const [hour, twelve, half] = [at('hour'), at('twelve'), at('half')];
	const [minute, second, fraction, offset] = [
		at('minute'),
		at('second'),
		at('fraction'),
		at('offset')
	];
	return (text) => {
		const match = pattern.exec(text);
		if (!match) return null;
		const y = year > 0 ? numberAt(match, year) : fullYear(numberAt(match, shortYear));
		const m = month > 0 ? numberAt(match, month) : monthOf(match[name] ?? '');
		const d = numberAt(match, day);
		const h =
			twelve > 0 ? fullHour(numberAt(match, twelve), match[half] ?? '') : numberAt(match, hour);
		const min = numberAt(match, minute);
		const s = numberAt(match, second);
		if (m < 1 || m > 12 || d < 1 || d > daysIn(y, m) || !(h >= 0 && h < 24)) return null;
		if (min > 59 || s > 59) return null;
		const ms = fraction > 0 ? Number((match[fraction] ?? '').slice(0, 3).padEnd(3, '0')) : 0;
		const local = Date.UTC(y, m - 1, d, h, min, s, ms);
		return { local, offsetMs: offset > 0 ? offsetOf(match[offset] ?? '') : null };
	};
}

/** Not a closure: it runs for every part of every time. */
function numberAt(match: RegExpExecArray, group: number): number {
	return group === 0 ? 0 : Number(match[group]);
}

function numeric(read: (value: number) => number, offsetMs: 0 | null) {
	return (text: string): ClockTime | null =>
		/^\d{1,16}(\.\d{1,12})?$/.test(text)
			? { local: Math.floor(read(Number(text))), offsetMs }
			: null;
}

/** Two digits lie between 1970 and 2069. */
function fullYear(short: number): number {
	return short < 70 ? 2_000 + short : 1_900 + short;
}

function monthOf(name: string): number {
	return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** Twelve o'clock is the zeroth hour of its half; NaN for 13 PM, which no such clock shows. */
function fullHour(hour: number, half: string): number {
	if (hour < 1 || hour > 12) return NaN;
	const isAfternoon = half === '下午' || half.startsWith('P') || half.startsWith('p');
	return (hour % 12) + (isAfternoon ? 12 : 0);
}

function daysIn(year: number, month: number): number {
	if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function offsetOf(text: string): number {
	if (text === 'Z' || text === 'z') return 0;
	const digits = text.replace(/\D/g, '').padEnd(4, '0');
	const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
	return (text.startsWith('-') ? -minutes : minutes) * 60_000;
}
