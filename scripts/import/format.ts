/** Tells what a file is, from its name and its first bytes. */
import { extname } from 'node:path';
import iconv from 'iconv-lite';
import { sniffEncoding } from './decode.ts';
import type { Format } from './options.ts';
import { SourceError, type SourceFile } from './sourceFile.ts';

const QUEUE_LOG_LINE = /^\d{9,11}(\.\d+)?\|[^|\n]*\|[^|\n]*\|[^|\n]*\|[A-Za-z_0-9]+/m;
const QUEUE_LOG_TABLE = /^(?=[^\n]*\bcallid\b)(?=[^\n]*\bevent\b)(?=[^\n]*\bagent\b)/i;

export function formatOf({ path, head }: SourceFile, hasMapping: boolean): Format {
	if (head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return 'xlsx';
	if (extname(path).toLowerCase() === '.xlsx')
		throw new SourceError(`${path}: is no .xlsx inside; is it an .xls or a CSV that was renamed?`);
	if (hasMapping) return 'csv';
	const text = iconv.decode(head, sniffEncoding(head)).trimStart();
	if (text.startsWith('{') || /^\.(ndjson|jsonl)$/i.test(extname(path))) return 'ndjson';
	if (text.startsWith('['))
		throw new SourceError(`${path}: is a JSON array; want one event a line (NDJSON)`);
	if (QUEUE_LOG_LINE.test(text) || QUEUE_LOG_TABLE.test(text)) return 'queue-log';
	throw new SourceError(
		`${path}: is no NDJSON and no queue_log; a table needs --mapping (see docs/import.md)`
	);
}
