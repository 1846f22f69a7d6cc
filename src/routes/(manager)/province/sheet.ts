/** A few rows a city, as a table; each figure as of its own instant. */
import { knownPoint } from '$lib/assessment/known.ts';
import { MEASURES } from '$lib/contract/measures.ts';
import type { ProvinceAnswer, ProvinceCity } from '$lib/contract/province.ts';
import type { Lang } from '$lib/ui/lang.ts';
import { nameOf } from '$lib/ui/name-of.ts';
import { figureSheet, rateRow, type FigureRow, type Sheet } from '$lib/ui/sheet.ts';
import { m } from '$lib/words/m.ts';

function rowsOf({ now, month, ...city }: ProvinceCity, lang: Lang): FigureRow[] {
	const name = nameOf(city);
	const rate = MEASURES.connection_rate[lang];
	return [
		...(now
			? [
					rateRow(`${name} ${m.province_tonight()}`, now.evening, now.as_of),
					rateRow(`${name} ${rate} ${m.province_hour()}`, now.last_hour, now.as_of),
					rateRow(`${name} ${m.province_total_today()}`, now.today, now.as_of)
				]
			: []),
		...(month
			? [
					rateRow(`${name} ${m.province_month()}`, month.evening, month.as_of),
					{
						name: `${name} ${m.province_index()}`,
						unit: 'score' as const,
						value: knownPoint(month.index.index.point, month.index.index),
						...month.index.index.likely,
						note: month.as_of
					}
				]
			: [])
	];
}

export function provinceSheet(name: string, answer: ProvinceAnswer, lang: Lang): Sheet {
	return figureSheet(
		name,
		answer.as_of,
		answer.cities.flatMap((city) => rowsOf(city, lang))
	);
}
