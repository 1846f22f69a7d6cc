/** Chooses what takes the rows of a file: a mapping, or the story of queue_log. */
import type { CsvOptions } from './csv.ts';
import { createZone } from './mapping/zone.ts';
import type { ImportFileOptions } from './importFile.ts';
import type { Intake } from './intake.ts';
import { compileMapping, type CompileOptions } from './mapping/compile.ts';
import { HeaderError } from './mapping/header.ts';
import type { Encoding, Mapping } from './mapping/schema.ts';
import { createHeaderSeeker } from './mapping/seekHeader.ts';
import { createTableSink } from './mapping/tableSink.ts';
import { OptionError } from '../command.ts';
import type { Format } from './options.ts';
import { readTableEntries, type ReadEntry } from './queueLog/entry.ts';
import { createQueueLogSink } from './queueLog/sink.ts';
import type { RowSink } from './rows.ts';
import { bump } from './tally.ts';

export interface SinkPlan extends ImportFileOptions {
	format: Format;
	encoding: Encoding;
	intake: Intake;
}

export interface PlannedSink {
	sink: RowSink;
	dialect: Omit<CsvOptions, 'isGrowing'>;
	/** Throws when the file has ended and no row was the header. */
	checkHeader: () => void;
}

const CHINA = 'Asia/Shanghai';

export function createSink(plan: SinkPlan): PlannedSink {
	if (plan.mapping && plan.format !== 'queue-log') return tableSink(plan, plan.mapping);
	if (plan.format !== 'queue-log')
		throw new OptionError(`--mapping: ${plan.file.path} is a table and needs one`);
	if (plan.city === undefined) throw new OptionError('--city: queue_log names no city');
	return queueLogSink(plan, plan.city);
}

function queueLogSink(plan: SinkPlan, city: string): PlannedSink {
	const { file, tally, intake, fromLine } = plan;
	const isPipe = /^\s*[\d.]+\|/.test(file.head.toString('utf8'));
	const toUtc = createZone(plan.zone ?? CHINA, {
		ambiguous: 'earlier',
		onDoubt: (doubt) => bump(tally.notices, `times of the clock change (${doubt})`)
	});
	const onHeader = (cells: readonly string[], line: number): ReadEntry => {
		const read = readTableEntries(cells, toUtc);
		if (read) return read;
		throw new HeaderError(
			`${file.path}:${line}: want a header with time, callid, queuename, agent, event and data1 to data5`
		);
	};
	const common = { file: file.path, city, fromLine, tally, intake };
	return {
		sink: createQueueLogSink(isPipe ? common : { ...common, onHeader }),
		dialect: isPipe ? { delimiter: '|', quote: null } : { delimiter: ',', quote: '"' },
		checkHeader: () => undefined
	};
}

function tableSink(plan: SinkPlan, mapping: Mapping): PlannedSink {
	const { file, tally, intake, fromLine, format } = plan;
	const options: CompileOptions = {
		city: cityOf(plan, mapping),
		zone: plan.zone ?? mapping.zone,
		isWorkbook: format === 'xlsx',
		tally
	};
	const { header, delimiter, quote } = mapping.source;
	const seeker = createHeaderSeeker(mapping, {
		...options,
		file: file.path,
		say: plan.say,
		head: format === 'xlsx' ? Buffer.alloc(0) : file.head,
		encoding: plan.encoding
	});
	const named = Array.isArray(header) ? compileMapping(mapping, header, options) : null;
	if (named && 'missing' in named)
		throw new HeaderError(
			`source.header lacks ${named.missing.map((name) => `"${name}"`).join(', ')}, which the mapping reads`
		);
	let isFound = named !== null;
	const sink = createTableSink({
		file: file.path,
		compiled: named,
		onHeader: (cells, line) => {
			const compiled = seeker.seek(cells, line);
			isFound = compiled !== null;
			return compiled;
		},
		fromLine,
		window: mapping.group?.window ?? 1,
		tally,
		intake,
		mayBeShort: format === 'xlsx'
	});
	return {
		sink,
		dialect: { delimiter, quote },
		checkHeader: () => {
			if (!isFound) throw seeker.failed();
		}
	};
}

function cityOf({ city }: SinkPlan, mapping: Mapping): string {
	const own = city ?? mapping.city;
	if (own !== undefined) return own;
	if (mapping.events.every(({ fields }) => 'city' in fields)) return '';
	throw new OptionError('--city: the mapping names none, and the rows must belong to one');
}
