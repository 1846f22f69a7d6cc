/** An answer as rows of a table: one for each slot or step of the chosen measure. */
import type { ComparedId, MeasuresAnswer, PeriodAnswer } from '$lib/contract/answers.ts';
import { BEIJING_OFFSET_MS, beijingMidnight, DAY_MS } from '$lib/contract/instant.ts';
import { MEASURES, type Measure, type MeasureId } from '$lib/contract/measures.ts';
import { slotsOf } from '$lib/contract/slots.ts';
import { WEEKDAYS } from '$lib/format.ts';
import type { Lang } from '$lib/ui/lang.ts';
import { changeOf, type Change, type Figure } from './change.ts';
import { weekdayOf } from './presets.ts';
import { isOfMonths, type Cut } from './view.ts';

export interface Row {
	/** Names the part in the URL: a slot, or the start of a step. */
	part: string;
	label: string;
	/** Under an axis, where there is little room. */
	short: string;
	/** The first step of a day, where steps are parts of days. */
	opensDay: boolean;
	/** What the label leaves open, such as the hours of a slot. */
	hint: string;
	/** Shown apart from the others: hours that the national index does not probe. */
	apart: boolean;
	figure: Figure;
	changes: Partial<Record<ComparedId, Change | null>>;
}

/** Rows of slots; none for a measure that has no slots. */
export function slotRows(answer: MeasuresAnswer, id: MeasureId, lang: Lang): Row[] {
	const medium = (MEASURES[id] as Measure).slots;
	if (!medium || !answer.slots) return [];
	const figureIn = (period: PeriodAnswer | undefined, slot: string) => {
		const slots: Partial<Record<string, Partial<Record<MeasureId, Figure>>>> =
			period?.slots?.[medium] ?? {};
		return slots[slot]?.[id];
	};
	return slotsOf(medium).flatMap((slot) => {
		const figure = figureIn(answer, slot.id);
		if (!figure) return [];
		const change = (period: ComparedId) =>
			changeOf(id, figure, figureIn(answer.compare?.[period], slot.id));
		return {
			part: slot.id,
			label: slot[lang],
			short: slot[lang],
			hint: slot.hours.map(([from, to]) => `${from}–${to}`).join(lang === 'zh' ? '、' : ', '),
			opensDay: false,
			apart: !slot.probed,
			figure,
			changes: { previous: change('previous'), year: change('year') }
		};
	});
}

const MONTHS = 12;

/** Rows of steps; each is compared with the one before it, months also with that of a year ago. */
export function stepRows(answer: MeasuresAnswer, id: MeasureId, cut: Cut, lang: Lang): Row[] {
	const steps = answer.steps ?? [];
	const change = (index: number, before: number) =>
		changeOf(id, steps[index]?.measures[id], steps[index - before]?.measures[id]);
	return steps.map((step, index) => {
		const figure = step.measures[id];
		const from = Date.parse(step.from);
		return {
			part: step.from,
			...stepLabel(step, cut, lang),
			opensDay: from === beijingMidnight(from),
			apart: false,
			figure,
			changes: {
				previous: change(index, 1),
				...(isOfMonths(cut) && { year: change(index, MONTHS) })
			}
		};
	});
}

/** `2026-11-23 一`, `2026-11-23 09:00`, `2026-10-21 – 11-20`: Beijing, the last day included. */
function stepLabel({ from, to }: { from: string; to: string }, cut: Cut, lang: Lang) {
	const day = from.slice(0, 10);
	const clock = from.slice(11, 16);
	const start = beijingMidnight(Date.parse(from));
	if (cut === '15m' || cut === '1h')
		return {
			label: `${day} ${clock}`,
			short: clock === '00:00' ? from.slice(5, 10) : clock,
			hint: ''
		};
	if (cut === '1d')
		return {
			label: day,
			short: from.slice(5, 10),
			hint: WEEKDAYS[lang][weekdayOf(start)] ?? ''
		};
	const last = new Date(Date.parse(to) - 1 + BEIJING_OFFSET_MS).toISOString().slice(0, 10);
	const days = Math.ceil((Date.parse(to) - start) / DAY_MS);
	return {
		label: `${day} – ${last.slice(0, 4) === day.slice(0, 4) ? last.slice(5) : last}`,
		short: cut === '1mo' ? last.slice(0, 7) : last.slice(5),
		hint: lang === 'zh' ? `${days} 天` : `${days} d`
	};
}
