/** Medians and ranges, and the page that they go to. */
import { cpus, totalmem } from 'node:os';

export interface Section {
	title: string;
	text: string;
	headings: string[];
	rows: string[][];
}

function middle(values: readonly number[]): number {
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
	return `${show(middle(values))} (${show(Math.min(...values))}–${show(Math.max(...values))})`;
}

const line = (cells: string[]) => `| ${cells.join(' | ')} |`;

/** The whole page, in Markdown. */
export function page(sections: readonly Section[], runs: number, date: string): string {
	const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
	const parts = sections.map(({ title, text, headings, rows }) =>
		[
			`## ${title}`,
			text,
			[line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n')
		].join('\n\n')
	);
	return [
		'# Bench',
		`Written by \`npm run bench\` on ${date}. Machine: ${machine}; shared, so the ratios within a run mean more than the figures. Median (range) of ${runs} interleaved runs.`,
		...parts,
		''
	].join('\n\n');
}
