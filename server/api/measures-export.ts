/** `GET /v1/measures/export`: the same answer as `GET /v1/measures`, as one tidy table. */
import type { Context } from 'hono';
import type { Period } from '#contract/calendar';
import { formatInstant } from '#contract/instant';
import { MEASURES, type Measure, type MeasureId } from '#contract/measures';
import { slotsOf, type SlotMedium } from '#contract/slots';
import { placeName } from '#reference/prefectures';
import type { Rate } from '#statistics/wilson';
import type { Distribution } from '#contract/measures';
import type { Identity } from '../access/roles.ts';
import type { SlotFigures } from '../measures/figures.ts';
import type { Figures } from '../measures/measure.ts';
import {
	askMeasures,
	configurationOf,
	type MeasuresDeps,
	type MeasuresResult
} from './measures.ts';
import { badParameter, readChoice, type Query } from './query.ts';
import { FORMATS, sendTable, type Cell, type Table } from './table.ts';

type Lang = 'zh' | 'en';

const HEADERS = {
	zh: '范围,时段,起,止,指标编号,指标,统计量,数值,分子,分母,区间下限,区间上限,口径,数据截至,已全部计入,配置',
	en: 'scope,slot,from,to,measure,name,statistic,value,numerator,denominator,low,high,definition,as_of,settled,configuration'
};
const WIDTHS = [10, 14, 20, 20, 28, 28, 8, 12, 10, 10, 12, 12, 60, 20, 10, 60];
const SCOPES = {
	zh: { total: '合计', slot: '时段', step: '步长', previous: '上一期', year: '上年同期' },
	en: { total: 'total', slot: 'slot', step: 'step', previous: 'previous', year: 'year' }
};
const WORDS = {
	zh: { file: '指标', phone: '电话', online: '在线', yes: '是', no: '否', ratio: '比率', to: '至' },
	en: {
		file: 'measures',
		phone: 'phone',
		online: 'online',
		yes: 'yes',
		no: 'no',
		ratio: 'ratio',
		to: 'to'
	}
};

export async function exportMeasures(
	deps: MeasuresDeps,
	c: Context,
	query: Query,
	identity: Identity
) {
	const format = readChoice(query, 'format', FORMATS);
	if (!format) throw badParameter('format', undefined, FORMATS.join(' or '));
	const lang = readChoice(query, 'lang', ['zh', 'en']) ?? 'zh';
	const result = await askMeasures(deps, query, identity);
	return sendTable(c, tableOf(result, lang), format, fileName(result, lang));
}

/** `武汉市 指标 2026-11-01至2026-11-30`: its dates, the last included. */
function fileName({ city, window }: MeasuresResult, lang: Lang): string {
	const [from, to] = [window.from, window.to - 1].map((at) => formatInstant(at).slice(0, 10));
	const { file, to: until } = WORDS[lang];
	return `${placeName(city, lang)} ${file} ${from}${until}${to}`;
}

function tableOf(result: MeasuresResult, lang: Lang): Table {
	const { window, figures, compared, now, settled, config } = result;
	const configuration = Object.entries(configurationOf(config))
		.map(([name, value]) => `${name}=${value}`)
		.join('; ');
	const scopes = SCOPES[lang];
	const rows = [
		...rowsOf(scopes.total, window, figures, lang),
		...slotRows(scopes.slot, window, figures.slots, lang),
		...(figures.steps ?? []).flatMap((step) => rowsOf(scopes.step, step, step, lang)),
		...compared.flatMap(({ id, window: period, figures: earlier }) => [
			...rowsOf(scopes[id], period, earlier, lang),
			...slotRows(scopes[id], period, earlier.slots, lang)
		])
	];
	const known: Cell[] = [
		{ instant: now },
		settled ? WORDS[lang].yes : WORDS[lang].no,
		configuration
	];
	return {
		name: WORDS[lang].file,
		columns: HEADERS[lang].split(',').map((header, i) => ({ header, width: WIDTHS[i] ?? 12 })),
		rows: rows.map((row) => [...row, ...known])
	};
}

function slotRows(
	scope: string,
	period: Period,
	slots: SlotFigures | undefined,
	lang: Lang
): Cell[][] {
	if (!slots) return [];
	return (['phone', 'online'] satisfies SlotMedium[]).flatMap((medium) =>
		slotsOf(medium).flatMap((slot) => {
			const bySlot: Partial<Record<string, Partial<Figures['measures']>>> = slots[medium];
			const name = `${WORDS[lang][medium]}${lang === 'zh' ? '' : ' '}${slot[lang]}`;
			return rowsOf(scope, period, { measures: bySlot[slot.id] ?? {} }, lang, name);
		})
	);
}

/** A row for each statistic of each measure: one of a rate, three of a distribution. */
function rowsOf(
	scope: string,
	{ from, to }: Period,
	{ measures }: { measures: Partial<Figures['measures']> },
	lang: Lang,
	slot = ''
): Cell[][] {
	return (Object.entries(measures) as [MeasureId, Rate | Distribution][]).flatMap(([id, value]) => {
		const measure: Measure = MEASURES[id];
		const head = [scope, slot, { instant: from }, { instant: to }, id, measure[lang]];
		return statisticsOf(value, lang).map((cells) => [...head, ...cells, measure.formula[lang]]);
	});
}

/** Statistic, value, numerator, denominator, low, high. */
function statisticsOf(value: Rate | Distribution, lang: Lang): Cell[][] {
	if ('denominator' in value) {
		const { numerator, denominator, low, high } = value;
		return [[WORDS[lang].ratio, value.value, numerator, denominator, low, high]];
	}
	return (['mean', 'p50', 'p90'] as const).map((statistic) => [
		statistic,
		value[statistic],
		null,
		value.n,
		null,
		null
	]);
}
