/** The self-assessment report (自评报告): what it is made of, and the document that every format renders. */
import type { IndexSummary, Assessment } from '../assessment/types.ts';
import type { PeriodAnswer, SlotsAnswer } from '../contract/answers.ts';
import type { MeasureId, Measures } from '../contract/measures.ts';
import type { Quality } from '../contract/quality.ts';
import type { Peers } from '../peers/peers.ts';
import type { ReportKind } from './period.ts';

export type ReportLang = 'zh' | 'en';

export interface EarlierPeriod extends PeriodAnswer {
	/** Null where nothing at all is known of that period. */
	index: IndexSummary['index'] | null;
}

export interface ReportData {
	city: string;
	name: string;
	name_en: string;
	as_of: string;
	settled: boolean;
	kind: ReportKind;
	period: string;
	/** Day that months end on; 0 for calendar months. */
	month_ends: number;
	from: string;
	to: string;
	/** False while the period is not over. */
	complete: boolean;
	/** The first call of the period, which may begin before anything was recorded; null without any. */
	first_call_at: string | null;
	configuration: Record<string, number>;
	measures: Measures;
	maturing: Partial<Record<MeasureId, number>>;
	slots: SlotsAnswer;
	/** 环比. */
	previous: EarlierPeriod;
	/** 同比. */
	year: EarlierPeriod;
	assessment: Assessment;
	profile_name: { zh: string; en: string };
	peers: Peers;
	quality: Pick<Quality, 'from' | 'to' | 'total' | 'undecided' | 'coverage_cost'>;
}

export type CellUnit = 'ratio' | 'points' | 'score' | 'count' | 'seconds' | 'plain';

/** A figure as people read it, and as a spreadsheet computes with it. */
export interface FigureCell {
	text: string;
	/** Null where there is nothing to compute: then the text is a dash. */
	value: number | null;
	unit: CellUnit;
}
export type ReportCell = string | FigureCell;

/** Whose definition explains a figure: a measure, an item of the index, or the index and its indicators. */
export interface ReportSubject {
	kind: 'measure' | 'item' | 'index';
	/** In the catalogue or the profile. */
	id: string;
	/** In the report's language. */
	name: string;
}

export interface ReportTable {
	id: string;
	title: string;
	/** Of the whole table; null where each row has its own, or needs none. */
	about: ReportSubject | null;
	/** One a row, or empty; null where no definition says more than the row itself. */
	rows_about: (ReportSubject | null)[];
	columns: { header: string; figure: boolean; width: number }[];
	rows: ReportCell[][];
	note: string;
}

export interface ReportSection {
	id: string;
	title: string;
	paragraphs: string[];
	tables: ReportTable[];
}

export interface ReportDocument {
	lang: ReportLang;
	title: string;
	subtitle: string;
	sections: ReportSection[];
}

export interface ReportAnswer {
	data: ReportData;
	document: ReportDocument;
}
