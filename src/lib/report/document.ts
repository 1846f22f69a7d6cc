/** The report as a document that pages, PDF, .xlsx and .docx render alike: built once, from one answer. */
import { MEASURE_IDS, MEASURES } from '../contract/measures.ts';
import { daysOf } from './period.ts';
import { measuresSection, slotsSection } from './sections-figures.ts';
import { indexSection, peersSection, qualitySection } from './sections-index.ts';
import { summaryParagraphs } from './summary.ts';
import type { ReportData, ReportDocument, ReportLang, ReportSection } from './types.ts';
import { reportWords, type ReportWords } from './words.ts';

function methodSection(data: ReportData, lang: ReportLang, words: ReportWords): ReportSection {
	const separator = lang === 'zh' ? '；' : '; ';
	const configuration = Object.entries(data.configuration)
		.map(([id, value]) => `${words.configuration[id] ?? id} ${value}`)
		.join(separator);
	return {
		id: 'method',
		title: words.sections.method,
		paragraphs: [
			words.method.interval,
			words.method.clock,
			words.method.index(data.profile_name[lang]),
			words.method.configuration(configuration),
			...MEASURE_IDS.map((id) =>
				words.method.formula(MEASURES[id][lang], MEASURES[id].formula[lang])
			)
		],
		tables: []
	};
}

export function reportDocument(data: ReportData, lang: ReportLang): ReportDocument {
	const words = reportWords(lang);
	const [first, last] = daysOf(data);
	const clock = `${data.as_of.slice(0, 10)} ${data.as_of.slice(11, 19)}`;
	return {
		lang,
		title: words.title(lang === 'zh' ? data.name : data.name_en),
		subtitle: [
			words.period[data.kind](data.period),
			words.days(first, last),
			words.asOf(clock)
		].join(lang === 'zh' ? '　' : ' · '),
		sections: [
			{
				id: 'summary',
				title: words.sections.summary,
				paragraphs: summaryParagraphs(data, lang, words),
				tables: []
			},
			indexSection(data, lang, words),
			measuresSection(data, lang, words),
			slotsSection(data, lang, words),
			peersSection(data, lang, words),
			qualitySection(data, words),
			methodSection(data, lang, words)
		]
	};
}
