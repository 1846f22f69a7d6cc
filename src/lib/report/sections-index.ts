/** The report's index with its sources and range, its peers and its data quality. */
import type { ItemAssessment } from '../assessment/types.ts';
import { knownPoint } from '../assessment/known.ts';
import { columnsOf, figure, INDENT, withUnit } from './cells.ts';
import { daysOf } from './period.ts';
import { itemOfSubject } from '../peers/subjects.ts';
import type { CellUnit, ReportData, ReportLang, ReportSection, ReportSubject } from './types.ts';
import type { ReportWords } from './words.ts';

interface Named {
	name: string;
	name_en: string;
}

const UNIT_OF: Record<ItemAssessment['unit'], CellUnit> = {
	ratio: 'ratio',
	score: 'score',
	s: 'seconds',
	levels: 'score',
	MOS: 'score',
	channels: 'plain'
};

export function indexSection(
	data: ReportData,
	lang: ReportLang,
	words: ReportWords
): ReportSection {
	const { index, indicators } = data.assessment;
	const label = ({ name, name_en }: Named) => (lang === 'zh' ? name : name_en);
	const scoreRow = (
		name: string,
		weight: number | null,
		score: { point: number; low: number; high: number },
		coverage: number
	) => [
		name,
		figure(weight, 'ratio'),
		figure(knownPoint(score.point, { coverage }), 'score'),
		figure(score.low, 'score'),
		figure(score.high, 'score'),
		figure(coverage, 'ratio')
	];
	const earlier = (name: string, of: typeof data.previous.index) =>
		of ? [scoreRow(name, null, { point: of.point, ...of.likely }, of.coverage)] : [];
	const subject = (kind: ReportSubject['kind'], of: Named & { id: string }): ReportSubject => ({
		kind,
		id: of.id,
		name: label(of)
	});
	const whole: ReportSubject = { kind: 'index', id: 'index', name: words.indexRow };
	const items = indicators.flatMap((first) =>
		(first.children ?? []).flatMap((second) => second.items ?? [])
	);
	return {
		id: 'index',
		title: words.sections.index,
		paragraphs: [words.method.index(data.profile_name[lang])],
		tables: [
			{
				id: 'index',
				title: words.tables.index,
				about: null,
				rows_about: [
					whole,
					...[data.previous.index, data.year.index].flatMap((of) => (of ? [null] : [])),
					...indicators.flatMap((first) =>
						[first, ...(first.children ?? [])].map((one) => subject('index', one))
					)
				],
				columns: columnsOf(words.indexTable),
				rows: [
					scoreRow(words.indexRow, null, { point: index.point, ...index.likely }, index.coverage),
					...earlier(words.previousIndex, data.previous.index),
					...earlier(words.yearIndex, data.year.index),
					...indicators.flatMap((first) => [
						scoreRow(label(first), first.weight, first.score, first.coverage),
						...(first.children ?? []).map((second) =>
							scoreRow(`${INDENT}${label(second)}`, second.weight, second.score, second.coverage)
						)
					])
				],
				note: ''
			},
			{
				id: 'items',
				title: words.tables.items,
				about: null,
				rows_about: items.map((item) => subject('item', item)),
				columns: columnsOf(words.items),
				rows: items.map((item) => [
					label(item),
					item.annualised_from_days === undefined
						? words.sources[item.source]
						: words.annualised(Math.floor(item.annualised_from_days)),
					withUnit(figure(item.measure.value, UNIT_OF[item.unit]), words.units[item.unit]),
					figure(item.measure.n, 'count'),
					figure(item.score.point, 'score'),
					figure(item.score.low, 'score'),
					figure(item.score.high, 'score')
				]),
				note: ''
			}
		]
	};
}

export function peersSection(
	{ peers }: ReportData,
	lang: ReportLang,
	words: ReportWords
): ReportSection {
	const cautions = peers.rows
		.filter(({ ours, caution }) => ours && caution)
		.map(({ name, caution }) => words.caution(name[lang]) + caution![lang]);
	return {
		id: 'peers',
		title: words.sections.peers,
		paragraphs: [words.method.peers, ...cautions],
		tables: [
			{
				id: 'peers',
				title: words.tables.peers,
				about: null,
				rows_about: peers.rows.flatMap(({ id, name, peers: groups }) =>
					groups.map(() => ({
						kind: itemOfSubject(id) ? ('item' as const) : ('index' as const),
						id,
						name: name[lang]
					}))
				),
				columns: columnsOf(words.peer, 18).map((column, index) =>
					index === 4 ? { ...column, width: 48 } : index === 2 ? { ...column, width: 14 } : column
				),
				rows: peers.rows.flatMap((row) =>
					row.peers.map((peer) => [
						row.name[lang],
						figure(row.ours?.value, row.unit),
						peer.group.name[lang],
						figure(peer.value, row.unit),
						peer.sentence?.[lang] ?? words.sources.unknown
					])
				),
				note: ''
			}
		]
	};
}

export function qualitySection(
	{ assessment, from, to, measures, quality }: ReportData,
	words: ReportWords
): ReportSection {
	const { total, undecided, coverage_cost: cost } = quality;
	const numbers: Record<keyof ReportWords['qualityRows'], number> = {
		events: total.events,
		rejected: total.rejected,
		repeats: total.repeats,
		conflicts: total.conflicts,
		corrections: total.corrections,
		withdrawals: total.withdrawals,
		late: total.late.over_1h,
		ahead: total.skew.ahead,
		undecided: undecided.total
	};
	const isEmpty = Object.values(numbers).every((n) => n === 0);
	const requests = figure(measures.connection_rate.denominator, 'count');
	const percent = (share: number) => figure(share, 'ratio').text;
	return {
		id: 'quality',
		title: words.sections.quality,
		paragraphs: [
			words.qualityLead(...daysOf({ from, to })),
			...(isEmpty
				? [requests.value === 0 ? words.noneReceived : words.receivedElsewhen(requests.text)]
				: []),
			words.cost(percent(1 - assessment.index.coverage), percent(cost.unknown), percent(cost.thin))
		],
		tables: isEmpty
			? []
			: [
					{
						id: 'quality',
						title: words.tables.quality,
						about: null,
						rows_about: [],
						columns: columnsOf(words.qualityTable),
						rows: Object.entries(numbers).map(([id, n]) => [
							words.qualityRows[id as keyof typeof numbers],
							figure(n, 'count')
						]),
						note: ''
					}
				]
	};
}
