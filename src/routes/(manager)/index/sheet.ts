/** The index with every node and item beneath it, as a table. */
import { knownPoint } from '$lib/assessment/known.ts';
import type { Assessment, IndicatorAssessment } from '$lib/assessment/types.ts';
import { percent } from '$lib/format.ts';
import type { Lang } from '$lib/ui/lang.ts';
import { figureSheet, type FigureRow, type Sheet } from '$lib/ui/sheet.ts';
import { m } from '$lib/words/m.ts';
import { sourceText } from './item-words.ts';

function rowsOf(node: IndicatorAssessment, lang: Lang): FigureRow[] {
	const nameOf = (one: { name: string; name_en: string }) =>
		lang === 'zh' ? one.name : one.name_en;
	const { point, low, high } = node.score;
	return [
		{
			name: nameOf(node),
			unit: 'score',
			value: knownPoint(point, node),
			low,
			high,
			note: m.wall_coverage({ share: percent(node.coverage, 0) })
		},
		...(node.children ?? []).flatMap((child) => rowsOf(child, lang)),
		...(node.items ?? []).map((item): FigureRow => ({
			name: nameOf(item),
			unit: 'score',
			value: item.score.point,
			low: item.score.low,
			high: item.score.high,
			n: item.measure.n,
			note: `${sourceText(item.source)} ${item.measure.value ?? ''} ${item.measure.value === null ? '' : item.unit}`.trim()
		}))
	];
}

export function indexSheet(name: string, answer: Assessment, lang: Lang): Sheet {
	const { point, likely, coverage } = answer.index;
	return figureSheet(name, answer.as_of, [
		{
			name: m.desk_index(),
			unit: 'score',
			value: knownPoint(point, answer.index),
			...likely,
			note: `${m.wall_inferred()} · ${m.wall_coverage({ share: percent(coverage, 0) })} · ${answer.profile.id} ${answer.profile.version}`
		},
		...answer.indicators.flatMap((one) => rowsOf(one, lang))
	]);
}
