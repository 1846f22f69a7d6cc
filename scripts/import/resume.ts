/** The command that goes on after a failure, exactly. */
import type { ImportOptions } from './options.ts';

/** `files` are those that are left, the first of them from `fromLine` on. The token is not in it. */
export function resumeCommand(
	options: ImportOptions,
	files: readonly string[],
	fromLine: number
): string {
	const { mapping, city, format, encoding, zone, url, run } = options;
	const flags = Object.entries({
		mapping,
		city,
		format,
		encoding,
		zone,
		url: url === 'http://127.0.0.1:12345' ? undefined : url,
		run,
		'from-line': fromLine > 1 ? String(fromLine) : undefined
	}).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, quote(value)]));
	return ['npm run import --', ...files.map(quote), ...flags].join(' ');
}

function quote(text: string): string {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
