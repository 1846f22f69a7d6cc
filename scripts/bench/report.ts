/** Medians and ranges, and the page that they go to, a marked part a section. */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';

const PAGE = new URL('../../docs/bench.md', import.meta.url);

export interface Section {
	title: string;
	text: string;
	headings: string[];
	rows: string[][];
	/** Bars beside each other, drawn where the page is read. */
	plots?: Plot[];
	/** What the figures mean, where they fall short and why. */
	remarks?: string;
}

export interface Plot {
	title: string;
	/** Of the values. */
	unit: string;
	bars: readonly (readonly [name: string, value: number])[];
}

export type SectionBench = (runs: number) => Promise<Section>;

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const half = sorted.length / 2;
	return sorted.length % 2 === 1
		? sorted[Math.floor(half)]!
		: (sorted[half - 1]! + sorted[half]!) / 2;
}

/** `median (least–greatest)`. */
export function range(values: readonly number[], decimals: number): string {
	const show = (value: number) =>
		value.toLocaleString('en', {
			minimumFractionDigits: decimals,
			maximumFractionDigits: decimals
		});
	return `${show(median(values))} (${show(Math.min(...values))}–${show(Math.max(...values))})`;
}

const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
const opening = (id: string) => `<!-- section ${id} -->`;
const CLOSING = '<!-- end of section -->';

const HEAD = `# Bench

Written by \`npm run bench\`, each section by itself (\`npm run bench -- SECTION\`). The load generator runs on the same machine as what it measures, and the machine is shared: ratios within a run mean more than figures. Figures are the median (range) of interleaved runs.

The sections \`read\`, \`flow\` and \`fresh\` make large stores first: \`BENCH_STORES=FOLDER\` keeps them for the next time, \`BENCH_SIZES\`, \`BENCH_FLOW\` and \`BENCH_FRESH\` name how many calls they hold, \`BENCH_RIVALS\` at which of them the other engines are asked. A kept store is written to: \`read\` adds 600 calls a city and run. DuckDB is asked too where \`npm install --no-save @duckdb/node-api\` put it, PostgreSQL where Debian’s package is installed.
`;

/** Mermaid, which the usual viewers of Markdown draw; values with two significant digits. */
export function plotOf({ title, unit, bars }: Plot): string {
	const names = bars.map(([name]) => `"${name}"`).join(', ');
	const values = bars.map(([, value]) => Number(value.toPrecision(2))).join(', ');
	return `\`\`\`mermaid\nxychart-beta\n	title "${title}"\n	x-axis [${names}]\n	y-axis "${unit}"\n	bar [${values}]\n\`\`\``;
}

function render(
	{ title, text, headings, rows, plots = [], remarks }: Section,
	runs: number
): string {
	const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}; load average ${loadavg()[1]!.toFixed(1)}`;
	const date = new Date().toISOString().slice(0, 10);
	return [
		`## ${title}`,
		`${date}, ${runs} runs; ${machine}.`,
		text,
		[line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n'),
		...plots.map(plotOf),
		...(remarks === undefined ? [] : [remarks])
	].join('\n\n');
}

/** The parts of the page by section; a page of an older kind has none. */
export function partsOf(page: string): Map<string, string> {
	const parts = new Map<string, string>();
	for (const [, id, text] of page.matchAll(
		/<!-- section ([\w-]+) -->\n([\s\S]*?)\n<!-- end of section -->/g
	))
		parts.set(id!, text!.trim());
	return parts;
}

/** The whole page from its parts, known sections in their order and others after them. */
export function pageOf(parts: ReadonlyMap<string, string>, order: readonly string[]): string {
	const ids = [...order.filter((id) => parts.has(id)), ...parts.keys()];
	const blocks = [...new Set(ids)].map(
		(id) => `${opening(id)}\n\n${parts.get(id)!.trim()}\n\n${CLOSING}\n`
	);
	return [HEAD, ...blocks].join('\n');
}

/** Replaces one section of the page and keeps the others; returns what was written of it. */
export async function writeSection(
	id: string,
	order: readonly string[],
	section: Section,
	runs: number
): Promise<string> {
	const parts = partsOf(await readFile(PAGE, 'utf8').catch(() => ''));
	const text = render(section, runs);
	parts.set(id, text);
	await writeFile(PAGE, pageOf(parts, order));
	return text;
}
