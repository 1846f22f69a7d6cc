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

export function measuresSection(
	data: ReportData,
	lang: ReportLang,
	words: ReportWords
): ReportSection {
	const subjectsOf = (ids: readonly MeasureId[]) => ids.map((id) => measureSubject(id, lang));
	return {
		id: 'measures',
		title: words.sections.measures,
		paragraphs: [],
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
			{
				id: 'changes',
				title: words.tables.changes,
				about: null,
				rows_about: subjectsOf(RATE_IDS),
				columns: columnsOf(words.changes),
				rows: RATE_IDS.map((id) => {
					const now = rateOf(data, id);
					return [
						MEASURES[id][lang],
						figure(now.value, 'ratio'),
						...changeCells(now, rateOf(data.previous, id), words),
						...changeCells(now, rateOf(data.year, id), words)
					];
				}),
				note: words.method.interval
			}
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
