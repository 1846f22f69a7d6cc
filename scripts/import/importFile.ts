/** One file, from its bytes to the last acknowledged event. */
import { readCsv } from './csv.ts';
import { decodeLines, sniffEncoding } from './decode.ts';
import type { Delivery } from './delivery.ts';
import { formatOf } from './format.ts';
import { createIntake } from './intake.ts';
import type { Encoding, Mapping } from './mapping/schema.ts';
import { readLines } from './ndjsonLines.ts';
import { createNdjsonSink } from './ndjsonSink.ts';
import type { Format } from './options.ts';
import type { ReadEnd, RowSink } from './rows.ts';
import { createSink, type SinkPlan } from './sinks.ts';
import type { SourceFile } from './sourceFile.ts';
import type { Tally } from './tally.ts';
import { readXlsx } from './xlsx.ts';

export interface ImportFileOptions {
	file: SourceFile;
	mapping: Mapping | undefined;
	format: Format | undefined;
	encoding: Encoding | undefined;
	zone: string | undefined;
	city: string | undefined;
	fromLine: number;
	tally: Tally;
	delivery: Delivery;
	signal: AbortSignal;
	onBytes: (bytes: number) => void;
	/** Called between chunks, when everything so far may be told of. */
	onPace?: () => Promise<void> | undefined;
	say: (text: string) => void;
}

export interface ImportedFile {
	/** Resolves when all of it has been taken. */
	run: () => Promise<ReadEnd>;
	/** The line to go on from after a failure: everything before it has been taken. */
	resumeLine: () => number;
}

export function importFile(options: ImportFileOptions): ImportedFile {
	const { file, mapping, delivery, signal, onBytes, fromLine } = options;
	const given = options.encoding ?? mapping?.source.encoding ?? 'auto';
	const encoding = given === 'auto' ? sniffEncoding(file.head) : given;
	let reached = fromLine;
	let sink: RowSink | undefined;
	const pace = async () => {
		signal.throwIfAborted();
		await delivery.room();
		await options.onPace?.();
	};
	const isGrowing = () => file.grownBy() > 0;
	const lines = () => decodeLines(file.read(onBytes), encoding);

	async function read(): Promise<ReadEnd> {
		const format = options.format ?? formatOf(file, mapping !== undefined);
		if (format === 'ndjson') {
			const lineSink = createNdjsonSink({
				file: file.path,
				fromLine,
				tally: options.tally,
				delivery
			});
			const line: typeof lineSink.line = (text, number, damaged) => {
				lineSink.line(text, number, damaged);
				reached = Math.max(fromLine, number + 1);
			};
			return readLines(lines(), isGrowing, { ...lineSink, line }, pace);
		}
		const plan: SinkPlan = {
			...options,
			format,
			encoding,
			intake: createIntake(options.tally, delivery)
		};
		const made = createSink(plan);
		sink = {
			...made.sink,
			row: (cells, number, damaged) => {
				made.sink.row(cells, number, damaged);
				reached = Math.max(fromLine, number + 1);
			}
		};
		const end =
			format === 'xlsx'
				? await readXlsx(file, mapping?.source.sheet, onBytes, sink, pace)
				: await readCsv(lines(), { ...made.dialect, isGrowing }, sink, pace);
		made.checkHeader();
		sink.end();
		return end;
	}

	return {
		run: async () => {
			const end = await read();
			reached = Math.max(fromLine, end.nextLine);
			await delivery.drain();
			return end;
		},
		resumeLine: () =>
			Math.min(reached, sink?.oldestOpen() ?? Infinity, delivery.oldestUntaken() ?? Infinity)
	};
}
