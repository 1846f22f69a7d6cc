import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCsv, readFully, type CsvOptions } from './csv.ts';
import { decodeLines } from './decode.ts';

const OPTIONS: CsvOptions = { delimiter: ',', quote: '"', isGrowing: () => false };

/** What a reader tells of a text that comes in such chunks; blank lines are counted together. */
async function told(read: typeof readCsv, text: string, size: number, options = OPTIONS) {
	async function* chunks() {
		const bytes = Buffer.from(text);
		for (let at = 0; at < bytes.length; at += size) {
			await Promise.resolve();
			yield bytes.subarray(at, at + size);
		}
	}
	const rows: unknown[] = [];
	let blank = 0;
	const sink = {
		row: (cells: readonly string[], line: number) => rows.push([line, ...cells]),
		blank: (count: number) => (blank += count),
		// Blank lines before it are no part of the open row; the full parser takes them for one.
		unreadable: (reason: string) => rows.push(reason),
		end: () => undefined,
		oldestOpen: () => null
	};
	const end = await read(decodeLines(chunks(), 'utf-8'), options, sink, () => Promise.resolve());
	return { rows, blank, end: rows.at(-1) === 'quote_unclosed' ? null : end };
}

const piece = fc.constantFrom(
	'a',
	'bc',
	'中',
	',',
	',',
	'"',
	'"x"',
	'"x,\ny"',
	'"a""b"',
	'\n',
	'\n',
	'\r\n',
	'\r',
	' ',
	'|'
);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

it('rows are those of the full parser, whatever the text and wherever it is cut', async () => {
	await fc.assert(
		fc.asyncProperty(text, fc.integer({ min: 1, max: 40 }), async (content, size) => {
			expect(await told(readCsv, content, size)).toEqual(await told(readFully, content, size));
		}),
		{ numRuns: 500 }
	);
});

it('without quotes a quote is a letter, and another delimiter divides', async () => {
	const options = { ...OPTIONS, delimiter: '|', quote: null };
	await fc.assert(
		fc.asyncProperty(text, fc.integer({ min: 1, max: 40 }), async (content, size) => {
			expect(await told(readCsv, content, size, options)).toEqual(
				await told(readFully, content, size, options)
			);
		}),
		{ numRuns: 200 }
	);
});
