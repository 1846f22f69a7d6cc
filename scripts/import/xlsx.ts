/** Reads rows of a workbook's sheet as texts; the workbook is never held whole. */
import { Readable } from 'node:stream';
import { streamXlsxRows, type StreamRow } from 'hucre/xlsx';
import type { Pace, ReadEnd, RowSink } from './rows.ts';
import { SourceError, type SourceFile } from './sourceFile.ts';

const PACE_EVERY = 1_000;
const DAY_MS = 86_400_000;
/** Clock times without a date lie on the day before the first of Excel's days. */
const FIRST_DAY = Date.UTC(1900, 0, 1);

export async function readXlsx(
	file: SourceFile,
	sheet: string | undefined,
	onBytes: (bytes: number) => void,
	sink: RowSink,
	pace: Pace
): Promise<ReadEnd> {
	const stream = Readable.from(file.read(onBytes), { objectMode: false });
	let next = 1;
	const body = Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>;
	const rows = streamXlsxRows(body, sheet === undefined ? {} : { sheet });
	try {
		for (let row = await step(rows); row; row = await step(rows)) {
			const cells = row.values.map(cellText);
			if (row.index + 1 > next) sink.blank(row.index + 1 - next);
			next = row.index + 2;
			if (cells.every((cell) => cell === '')) sink.blank(1);
			else sink.row(cells, row.index + 1, false);
			if (next % PACE_EVERY === 0) await pace();
		}
	} finally {
		stream.destroy();
	}
	return { nextLine: next, unfinishedBytes: 0 };

	async function step(iterator: AsyncGenerator<StreamRow, void, undefined>) {
		try {
			return (await iterator.next()).value ?? null;
		} catch (error) {
			const why = error instanceof Error ? error.message : String(error);
			throw new SourceError(
				`${file.path}: row ${next}: the workbook is damaged or cut off, or is none: ${why}`
			);
		}
	}
}

/** A cell as text; dates as the clock shows them, `yyyy-MM-dd HH:mm:ss`, without what is not there. */
export function cellText(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (value instanceof Date) return dateText(value.getTime());
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return JSON.stringify(value);
}

function dateText(time: number): string {
	if (Number.isNaN(time)) return 'no date';
	// A sheet's fraction of a day is off by up to some milliseconds.
	const second = Math.round(time / 1_000) * 1_000;
	const exact = Math.abs(time - second) <= 5 ? second : time;
	const [date = '', clock = ''] = new Date(exact).toISOString().replace('Z', '').split('T');
	const shown = clock.replace(/\.000$/, '');
	if (exact < FIRST_DAY) return shown;
	return exact % DAY_MS === 0 ? date : `${date} ${shown}`;
}
