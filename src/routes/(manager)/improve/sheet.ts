/** The levers, as a table. */
import type { ImproveAnswer } from '$lib/contract/compare.ts';
import { leversOf } from '$lib/improve/levers.ts';
import type { Lang } from '$lib/ui/lang.ts';
import type { Sheet } from '$lib/ui/sheet.ts';
import { m } from '$lib/words/m.ts';
import { windowInput } from './input.ts';

export function improveSheet(name: string, answer: ImproveAnswer, lang: Lang): Sheet {
	return {
		name: `${name} ${answer.as_of.slice(0, 10)}`,
		headers: [
			m.improve_item(),
			m.improve_today(),
			m.common_column_unit(),
			m.common_counts(),
			m.improve_step(),
			m.improve_gain(),
			m.improve_room(),
			m.common_data_as_of()
		],
		rows: leversOf(windowInput(answer)).map(({ item, today, next, gain, room }) => [
			item.name[lang],
			today.measure.value,
			item.unit,
			today.measure.n,
			next,
			gain,
			room,
			answer.as_of
		])
	};
}
