/** The import's options, from the command line. */
import { IANAZone } from 'luxon';
import { prefecture } from '#reference/prefectures';
import { OptionError, readArgs } from '../command.ts';
import { ENCODINGS, type Encoding } from './mapping/schema.ts';

export const FORMATS = ['ndjson', 'csv', 'xlsx', 'queue-log'] as const;
export type Format = (typeof FORMATS)[number];

export interface ImportOptions {
	files: string[];
	mapping: string | undefined;
	city: string | undefined;
	url: string;
	token: string | undefined;
	dryRun: boolean;
	run: string;
	undo: string | undefined;
	/** The first line, or row of a sheet, to import, in the first file. */
	fromLine: number;
	format: Format | undefined;
	encoding: Encoding | undefined;
	zone: string | undefined;
}

export const USAGE = `npm run import -- FILE... [options]
  --mapping <file>   how rows become events: a file, or one of scripts/import/mappings by name
  --city <code>      six digits of the prefecture that the rows belong to
  --format <name>    ${FORMATS.join(', ')} (told from the file)
  --encoding <name>  ${ENCODINGS.join(', ')} (the mapping's, else auto)
  --zone <name>      IANA zone of times without an offset (the mapping's, else Asia/Shanghai)
  --dry-run          shows the first events and the counts, sends nothing
  --from-line <n>    goes on at this line of the first file
  --run <id>         goes on under the id of an earlier run
  --undo <id>        withdraws what a run brought
  --url <address>    the server (http://127.0.0.1:12345)
  --token <token>    or REXIAN_TOKEN in the environment, which other users cannot see`;

const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Reads options; throws OptionError naming what is wrong. `newRun` makes an id. */
export function readOptions(
	args: readonly string[],
	tokenFromEnv: string | undefined,
	newRun: () => string
): ImportOptions {
	const { values, positionals } = parse(args);
	if (positionals.length === 0 && values.undo === undefined)
		throw new OptionError('name at least one file, or --undo with a run');
	for (const name of ['run', 'undo'] as const)
		if (values[name] !== undefined && !RUN_ID.test(values[name]))
			throw new OptionError(`--${name}: got "${values[name]}", want the id that the run printed`);
	if (values.city !== undefined && !prefecture(values.city))
		throw new OptionError(`--city: got "${values.city}", want a prefecture's code such as 420100`);
	if (values.zone !== undefined && !IANAZone.isValidZone(values.zone))
		throw new OptionError(`--zone: got "${values.zone}", want a name such as Asia/Shanghai`);
	return {
		files: positionals,
		mapping: values.mapping,
		city: values.city,
		url: urlOf(values.url),
		token: values.token ?? (tokenFromEnv === '' ? undefined : tokenFromEnv),
		dryRun: values['dry-run'],
		run: values.run ?? newRun(),
		undo: values.undo,
		fromLine: lineOf(values['from-line']),
		format: oneOf('format', values.format, FORMATS),
		encoding: oneOf('encoding', values.encoding, ENCODINGS),
		zone: values.zone
	};
}

function parse(args: readonly string[]) {
	const text = { type: 'string' } as const;
	return readArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			mapping: text,
			city: text,
			format: text,
			encoding: text,
			zone: text,
			'dry-run': { type: 'boolean', default: false },
			'from-line': { type: 'string', default: '1' },
			run: text,
			undo: text,
			url: { type: 'string', default: 'http://127.0.0.1:12345' },
			token: text
		}
	});
}

function oneOf<T extends string>(
	name: string,
	text: string | undefined,
	known: readonly T[]
): T | undefined {
	const found = known.find((value) => value === text);
	if (text !== undefined && found === undefined)
		throw new OptionError(`--${name}: got "${text}", want one of ${known.join(', ')}`);
	return found;
}

function lineOf(text: string): number {
	if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
	throw new OptionError(`--from-line: got "${text}", want a line number from 1 on`);
}

function urlOf(text: string): string {
	const url = URL.canParse(text) ? new URL(text) : null;
	if (url && /^https?:$/.test(url.protocol)) return text.replace(/\/+$/, '');
	throw new OptionError(`--url: got "${text}", want http://host:port`);
}
