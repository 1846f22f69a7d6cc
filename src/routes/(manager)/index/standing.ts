/** Grades and ranks in words. */
import { m } from '$lib/words/m.ts';
import { percent } from '$lib/format.ts';

/** "B+ 62%，A 30%，B 8%": most likely first, down to 1 in 20, four at most; no line ends inside a pair. */
export function gradesText(probabilities: Readonly<Record<string, number>>): string {
	return Object.entries(probabilities)
		.sort(([, one], [, other]) => other - one)
		.filter(([, share], place) => place === 0 || share >= 0.05)
		.slice(0, 4)
		.map(([grade, share]) => `${grade}\u00a0${percent(share, 0)}`)
		.join(m.index_comma());
}

/** "第 58–131 名 / 334". */
export function rankText({ low, high }: { low: number; high: number }, of: number): string {
	const range = low === high ? String(low) : `${low}–${high}`;
	return m.index_rank({ range, of });
}
