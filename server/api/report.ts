/** `GET /v1/report`: the self-assessment report of a period, as data with its document, or as a file. */
import type { Context } from 'hono';
import { LATEST_MONTH_END } from '#contract/calendar';
import { reportDocument } from '#report/document';
import { lastComplete, parsePeriod, REPORT_KINDS, type ReportPeriod } from '#report/period';
import type { ReportAnswer } from '#report/types';
import type { Identity } from '../access/roles.ts';
import { readReport } from '../report/read-report.ts';
import { renderReport, REPORT_FILES, REPORT_FILE_TYPES } from '../report/render.ts';
import type { AssessmentDeps } from './assessment.ts';
import { readProfile } from './profiles.ts';
import {
	badParameter,
	readChoice,
	readCity,
	readInstant,
	readInteger,
	type Query
} from './query.ts';
import { attachment } from './table.ts';

const WANTED = '2026-10 for a month, 2026-Q3 a quarter, 2026-H1 a half, 2026 a year';

export async function sendReport(
	deps: AssessmentDeps,
	c: Context,
	query: Query,
	identity: Identity
) {
	const format = readChoice(query, 'format', ['json', ...REPORT_FILES]) ?? 'json';
	const answer = await answerReport(deps, query, identity);
	if (format === 'json') return c.json(answer);
	const { title } = answer.document;
	return c.body(await renderReport({ document: answer.document, format }), 200, {
		'Content-Type': REPORT_FILE_TYPES[format],
		'Content-Disposition': attachment(`${title} ${answer.data.period}.${format}`),
		'Cache-Control': 'no-store'
	});
}

async function answerReport(
	deps: AssessmentDeps,
	query: Query,
	identity: Identity
): Promise<ReportAnswer> {
	const city = readCity(query, identity);
	const now = readInstant(query, 'now') ?? deps.clock();
	const period = readPeriod(query, now);
	const lang = readChoice(query, 'lang', ['zh', 'en']) ?? 'zh';
	const profile = await readProfile(deps.profiles, query, city);
	const data = await readReport(
		deps.store,
		{
			city,
			period,
			now,
			clock: deps.clock(),
			profile,
			everyCity: identity.cities === 'all',
			settled: deps.isSettled()
		},
		deps.config
	);
	return { data, document: reportDocument(data, lang) };
}

function readPeriod(query: Query, now: number): ReportPeriod {
	const kind = readChoice(query, 'kind', REPORT_KINDS) ?? 'month';
	const endsOn = readInteger(query, 'month_ends', 1, LATEST_MONTH_END) ?? 0;
	if (query.period === undefined) return lastComplete(kind, now, endsOn);
	const period = parsePeriod(kind, query.period, endsOn);
	if (!period) throw badParameter('period', query.period, WANTED);
	return period;
}
