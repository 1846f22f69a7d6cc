/** Shows how far a file is: a bar on a terminal, a line now and then elsewhere. */
import cliProgress from 'cli-progress';
import { sum, type Tally } from './tally.ts';

const SAY_EVERY_MS = 5_000;
const MEGABYTE = 1_000_000;

export interface Progress {
	bytes: (done: number) => void;
	/** Prints without tearing the bar. */
	say: (text: string) => void;
	end: () => void;
}

export function showProgress(
	name: string,
	size: number,
	tally: () => Tally | null,
	now: () => number
): Progress {
	const startedAt = now();
	const rowsBefore = tally()?.rows ?? 0;
	let saidAt = startedAt;
	const figures = () => {
		const seconds = Math.max(0.001, (now() - startedAt) / 1_000);
		const counted = tally();
		const rows = (counted?.rows ?? 0) - rowsBefore;
		const rejected = counted ? sum(counted.rejected) + sum(counted.turnedAway) : 0;
		return { rows: rows.toLocaleString('en'), rate: Math.round(rows / seconds), rejected };
	};
	const bar = process.stdout.isTTY
		? new cliProgress.SingleBar({
				format: `${name} [{bar}] {percentage} % | {rows} rows, {rate} rows/s, {rejected} rejected`,
				hideCursor: true
			})
		: null;
	bar?.start(size, 0, figures());
	return {
		bytes(done) {
			bar?.update(Math.min(done, size), figures());
			if (bar || now() - saidAt < SAY_EVERY_MS) return;
			saidAt = now();
			const { rows, rate, rejected } = figures();
			const share = size > 0 ? Math.round((100 * done) / size) : 100;
			console.log(
				`${name}: ${share} % of ${(size / MEGABYTE).toFixed(0)} MB, ${rows} rows, ${rate} rows/s, ${rejected} rejected`
			);
		},
		say(text) {
			if (bar?.isActive) process.stdout.write('\n');
			console.log(text);
		},
		end() {
			bar?.update(size, figures());
			bar?.stop();
		}
	};
}
