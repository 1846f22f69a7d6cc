/** The report's measures and slots: value, n, interval, and how they moved. */
import { MEASURE_IDS, MEASURES, type MeasureId } from '../contract/measures.ts';
import { slotsOf } from '../contract/slots.ts';
import { isBeyondError, rateDifference } from '../statistics/difference.ts';
import type { Rate } from '../statistics/wilson.ts';
import { columnsOf, figure, rateCells } from './cells.ts';
import type { ReportCell, ReportData, ReportLang, ReportSection } from './types.ts';
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
	return {
		id: 'measures',
		title: words.sections.measures,
		paragraphs: [],
		tables: [
			{
				id: 'rates',
				title: words.tables.rates,
				columns: columnsOf(words.measure),
				rows: RATE_IDS.map((id) => [MEASURES[id][lang], ...rateCells(rateOf(data, id))]),
				note: ''
			},
			{
				id: 'durations',
				title: words.tables.durations,
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
	const table = (medium: 'phone' | 'online', rate: (slot: string) => Rate) => ({
		id: medium,
		title: words.tables[medium],
		columns: columnsOf(words.slot),
		rows: slotsOf(medium).map((slot) => [slot[lang], ...rateCells(rate(slot.id))]),
		note: ''
	});
	return {
		id: 'slots',
		title: words.sections.slots,
		paragraphs: [],
		tables: [
			table('phone', (slot) => slots.phone[slot as keyof typeof slots.phone].connection_rate),
			table(
				'online',
				(slot) => slots.online[slot as keyof typeof slots.online].online_connection_rate
			)
		]
	};
}
