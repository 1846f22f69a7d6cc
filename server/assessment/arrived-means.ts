/** What a caller meets before a person: welcome, menu, audio, over calls arrived in the window. */
import { earliestFrom, inWindows, type Question } from '../measures/question.ts';
import type { Store } from '../store/store.ts';

/** Mean, sample standard deviation and count of one figure. */
export interface Mean {
	mean: number | null;
	deviation: number | null;
	n: number;
}

export interface ArrivedMeans {
	welcome_seconds: Mean;
	menu_depth: Mean;
	audio_quality: Mean;
	/** Calls arrived in the window. */
	calls: number;
}

export async function arrivedMeans(store: Store, question: Question): Promise<ArrivedMeans> {
	const [row] = await store.read<Record<string, number | null>>(`
SELECT
	avg(welcome_seconds) AS welcome_mean, stddevSamp(welcome_seconds) AS welcome_sd, count(welcome_seconds) AS welcome_n,
	avg(menu_depth) AS menu_mean, stddevSamp(menu_depth) AS menu_sd, count(menu_depth) AS menu_n,
	avg(mos) AS mos_mean, stddevSamp(mos) AS mos_sd, count(mos) AS mos_n,
	count() AS calls
FROM calls FINAL
WHERE ${inWindows(question, 'arrived_at')} AND placed_at >= ${earliestFrom(question)}`);
	const read = (name: string): Mean => ({
		mean: row?.[`${name}_mean`] ?? null,
		deviation: row?.[`${name}_sd`] ?? null,
		n: row?.[`${name}_n`] ?? 0
	});
	return {
		welcome_seconds: read('welcome'),
		menu_depth: read('menu'),
		audio_quality: read('mos'),
		calls: row?.calls ?? 0
	};
}
