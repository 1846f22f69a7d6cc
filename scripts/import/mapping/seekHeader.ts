/** Finds the row that holds the mapping's columns, which need not be the first. */
import { otherEncodings } from '../decode.ts';
import { compileMapping, type CompileOptions, type Compiled } from './compile.ts';
import type { Row } from './compiling.ts';
import { explainMissing, HeaderError } from './header.ts';
import type { Encoding, Mapping } from './schema.ts';

const ROWS_TO_LOOK_AT = 20;

export interface SeekOptions extends CompileOptions {
	file: string;
	say: (text: string) => void;
	/** To say under which encoding or delimiter the header would be readable. */
	head: Buffer;
	encoding: Encoding;
}

/** Takes rows one by one; null means that the header is still to come. */
export function createHeaderSeeker(mapping: Mapping, options: SeekOptions) {
	const { file, say } = options;
	const wanted = mapping.source.header;
	let seen = 0;
	let best: { cells: Row; line: number; missing: string[] } | undefined;
	const seek = (cells: Row, line: number): Compiled | null => {
		if (typeof wanted === 'number' && line < wanted) return null;
		const compiled = compileMapping(mapping, cells, options);
		if (!('missing' in compiled)) {
			if (++seen > 1)
				say(`${file}: the header is in line ${line}; what stands before it is skipped`);
			return compiled;
		}
		const { missing } = compiled;
		if (!best || missing.length < best.missing.length) best = { cells, line, missing };
		if (++seen >= ROWS_TO_LOOK_AT || typeof wanted === 'number') throw failed();
		return null;
	};
	/** What to tell when no row had all columns. */
	const failed = (): HeaderError => {
		if (!best) return new HeaderError(`${file}: holds no row`);
		return new HeaderError(
			[
				`${file}:${best.line}: the mapping does not fit this header`,
				explainMissing(best.missing, best.cells),
				...hints(best.cells)
			].join('\n')
		);
	};
	const hints = (cells: Row): string[] => {
		const lines: string[] = [];
		if (cells.length === 1 && options.head.length > 0)
			for (const [delimiter, name] of [
				[';', ';'],
				['\t', '\\t'],
				['|', '|'],
				[',', ',']
			] as const)
				if (cells[0]?.includes(delimiter))
					lines.push(`  the row has one column only; is source.delimiter "${name}"?`);
		if (options.head.includes('\r') && !options.head.includes('\n'))
			lines.push('  its lines end with \\r alone, as old Macs wrote them: convert them to \\n');
		const others = otherEncodings(options.head, options.encoding);
		if (others.length > 0 && /[^\x20-\x7e]/.test(cells.join('')))
			lines.push(
				`  it was read as ${options.encoding}; the bytes would also be ${others.join(' or ')}: set source.encoding, or --encoding`
			);
		return lines;
	};
	return { seek, failed };
}
