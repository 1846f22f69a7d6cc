/** The report's measures and slots: value, n, interval, and how they moved. */
import { MEASURE_IDS, MEASURES, type MeasureId } from '../contract/measures.ts';
import { slotsOf } from '../contract/slots.ts';
import { isBeyondError, rateDifference } from '../statistics/difference.ts';
import type { Rate } from '../statistics/wilson.ts';
import { columnsOf, figure, measureSubject, rateCells } from './cells.ts';
import type { ReportCell, ReportData, ReportLang, ReportSection, ReportTable } from './types.ts';
import type { ReportWords } from './words.ts';

const RATE_IDS = MEASURE_IDS.filter((id) => MEASURES[id].kind === 'rate');
const DURATION_IDS = MEASURE_IDS.filter((id) => MEASURES[id].kind === 'distribution');
const rateOf = (of: { measures: ReportData['measures'] }, id: MeasureId) => of.measures[id] as Rate;

function changeCells(now: Rate, before: Rate, words: ReportWords): ReportCell[] {
	const difference = rateDifference(now, before);
	return [
		figure(before.value, 'ratio'),
		figure(difference?.value, 'points'),
		difference ? (isBeyondError(difference) ? words.beyond : words.within) : words.noChange
	];
}

/** Rates beside those of the earlier periods that have any of them. */
function changesTable(
	data: ReportData,
	lang: ReportLang,
	words: ReportWords
): { table: ReportTable | null; missing: string[] } {
	const isComparable = (earlier: ReportData['previous']) =>
		RATE_IDS.some((id) => rateDifference(rateOf(data, id), rateOf(earlier, id)) !== null);
	const sides = (['previous', 'year'] as const).filter((side) => isComparable(data[side]));
	const missing = (['previous', 'year'] as const).filter((side) => !sides.includes(side));
	return {
		missing: missing.map((side) => words.nothingToCompare[side]),
		table:
			sides.length === 0
				? null
				: {
						id: 'changes',
						title: words.tables.changes,
						about: null,
						rows_about: RATE_IDS.map((id) => measureSubject(id, lang)),
						columns: columnsOf([
							...words.changes.now,
							...sides.flatMap((side) => words.changes[side])
						]),
						rows: RATE_IDS.map((id) => {
							const now = rateOf(data, id);
							return [
								MEASURES[id][lang],
								figure(now.value, 'ratio'),
								...sides.flatMap((side) => changeCells(now, rateOf(data[side], id), words))
							];
						}),
						note: words.method.interval
					}
	};
}

export function measuresSection(
	data: ReportData,
	lang: ReportLang,
	words: ReportWords
): ReportSection {
	const subjectsOf = (ids: readonly MeasureId[]) => ids.map((id) => measureSubject(id, lang));
	const changes = changesTable(data, lang, words);
	return {
		id: 'measures',
		title: words.sections.measures,
		paragraphs: changes.missing,
		tables: [
			{
				id: 'rates',
				title: words.tables.rates,
				about: null,
				rows_about: subjectsOf(RATE_IDS),
				columns: columnsOf(words.measure),
				rows: RATE_IDS.map((id) => [MEASURES[id][lang], ...rateCells(rateOf(data, id))]),
				note: ''
			},
			{
				id: 'durations',
				title: words.tables.durations,
				about: null,
				rows_about: subjectsOf(DURATION_IDS),
				columns: columnsOf(words.durations),
				rows: DURATION_IDS.map((id) => {
					const { mean, p50, p90, n } = data.measures[
						id
					] as ReportData['measures']['answer_wait_seconds'];
					const seconds = [mean, p50, p90].map((value) => figure(value, 'seconds'));
					return [MEASURES[id][lang], ...seconds, figure(n, 'count')];
				}),
				note: ''
			},
			...(changes.table ? [changes.table] : [])
		]
	};
}

export function slotsSection(
	{ slots }: ReportData,
	lang: ReportLang,
	words: ReportWords
): ReportSection {
	const table = (
		medium: 'phone' | 'online',
		measure: MeasureId,
		rate: (slot: string) => Rate
	): ReportTable => ({
		id: medium,
		title: words.tables[medium],
		about: measureSubject(measure, lang),
		rows_about: [],
		columns: columnsOf(words.slot),
		rows: slotsOf(medium).map((slot) => [slot[lang], ...rateCells(rate(slot.id))]),
		note: ''
	});
	return {
		id: 'slots',
		title: words.sections.slots,
		paragraphs: [],
		tables: [
			table(
				'phone',
				'connection_rate',
				(slot) => slots.phone[slot as keyof typeof slots.phone].connection_rate
			),
			table(
				'online',
				'online_connection_rate',
				(slot) => slots.online[slot as keyof typeof slots.online].online_connection_rate
			)
		]
	};
}
