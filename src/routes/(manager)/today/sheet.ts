/** What the page of today shows, as a table. */
import { knownPoint } from '$lib/assessment/known.ts';
import type { LiveSnapshot } from '$lib/contract/live.ts';
import { MEASURES, type RateId } from '$lib/contract/measures.ts';
import { PHONE_SLOTS } from '$lib/contract/slots.ts';
import type { UsualAnswer } from '$lib/contract/usual.ts';
import type { Lang } from '$lib/ui/lang.ts';
import { figureSheet, rateRow, type FigureRow, type Sheet } from '$lib/ui/sheet.ts';
import { m } from '$lib/words/m.ts';
import { slowRows } from '../../wall/slow.ts';
import { datesOf } from './words.ts';

export function todaySheet(
	name: string,
	live: LiveSnapshot,
	usual: UsualAnswer | null,
	ids: readonly RateId[],
	lang: Lang
): Sheet {
	const { today } = live.rolling;
	const month = live.rolling['30d'];
	const { index, tier } = live.index;
	const rows: FigureRow[] = [
		...ids.map((id) => rateRow(MEASURES[id][lang], today.measures[id], m.desk_today())),
		...PHONE_SLOTS.map(({ id, [lang]: slot }) =>
			rateRow(
				`${MEASURES.connection_rate[lang]} ${slot}`,
				live.slots.phone[id].connection_rate,
				m.desk_today()
			)
		),
		...(usual?.days.length
			? ids.map((id) => rateRow(MEASURES[id][lang], usual.measures[id], datesOf(usual.days, lang)))
			: []),
		{ name: m.wall_waiting(), unit: '', value: live.now.waiting_now },
		...slowRows(month, tier?.name ?? null).map(({ id, rate }) =>
			rateRow(MEASURES[id][lang], rate, m.wall_slow())
		),
		{
			name: m.wall_index(),
			unit: 'score',
			value: knownPoint(index.point, index),
			...index.likely,
			note: `${m.wall_inferred()} · ${m.wall_last30d()}`
		}
	];
	return figureSheet(name, live.as_of, rows);
}
