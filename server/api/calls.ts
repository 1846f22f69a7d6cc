/** `GET /v1/calls`, `GET /v1/calls/export`: the calls behind a lost number, to ring back by id and time. */
import type { Context } from 'hono';
import { LOST_DEFINITIONS, type LostCallsAnswer } from '#contract/answers';
import { formatInstant } from '#contract/instant';
import { PHONE_SLOT_IDS } from '#contract/slots';
import { placeName } from '#reference/prefectures';
import type { Identity } from '../access/roles.ts';
import {
	countLostCalls,
	lostCalls,
	type LostCall,
	type LostCursor,
	type LostQuestion
} from '../measures/lost-calls.ts';
import { ApiError } from './errors.ts';
import type { MeasuresDeps } from './measures.ts';
import {
	badParameter,
	readChoice,
	readCity,
	readInstant,
	readInteger,
	readWindow,
	type Query
} from './query.ts';
import { FORMATS, sendTable, type Cell } from './table.ts';

const DEFAULT_LIMIT = 100;
const MOST_LISTED = 1_000;
/** A spreadsheet of more is not read by anybody. */
const MOST_EXPORTED = 100_000;

export async function answerCalls(
	deps: MeasuresDeps,
	query: Query,
	identity: Identity
): Promise<LostCallsAnswer> {
	const question = readLostQuestion(deps, query, identity);
	const limit = readInteger(query, 'limit', 1, MOST_LISTED) ?? DEFAULT_LIMIT;
	const page = { after: readCursor(query), limit: limit + 1 };
	const settled = deps.isSettled();
	const [total, found] = await Promise.all([
		countLostCalls(deps.store, question, deps.config),
		lostCalls(deps.store, question, deps.config, page)
	]);
	const calls = found.slice(0, limit);
	const last = calls.at(-1);
	return {
		city: question.city,
		as_of: formatInstant(question.now),
		from: formatInstant(question.window.from),
		to: formatInstant(question.window.to),
		settled,
		definition: question.definition,
		slot: question.slot ?? null,
		total,
		calls: calls.map(wireCall),
		next: found.length > limit && last ? `${last.at}.${last.call_id}` : null
	};
}

function readLostQuestion(deps: MeasuresDeps, query: Query, identity: Identity): LostQuestion {
	const city = readCity(query, identity);
	const window = readWindow(query);
	if (!readChoice(query, 'outcome', ['lost'])) throw badParameter('outcome', undefined, 'lost');
	return {
		city,
		window,
		now: readInstant(query, 'now') ?? deps.clock(),
		definition: readChoice(query, 'definition', LOST_DEFINITIONS) ?? 'connection_rate',
		slot: readChoice(query, 'slot', PHONE_SLOT_IDS)
	};
}

/** What `next` said: the window time and id of the last call seen. */
function readCursor(query: Query): LostCursor | undefined {
	if (query.after === undefined) return undefined;
	const match = /^(-?\d{1,16})\.(.+)$/s.exec(query.after);
	if (!match?.[1] || !match[2] || !Number.isSafeInteger(Number(match[1])))
		throw badParameter('after', query.after, 'the `next` of the page before');
	return { at: Number(match[1]), callId: match[2] };
}

/** From asking for a person, where the caller did, to giving up. */
const waitSeconds = ({ queued_at, ended_at }: LostCall) =>
	queued_at === null ? null : (ended_at - queued_at) / 1000;

function wireCall(call: LostCall) {
	return {
		call_id: call.call_id,
		arrived_at: formatInstant(call.arrived_at),
		queued_at: call.queued_at === null ? null : formatInstant(call.queued_at),
		ended_at: formatInstant(call.ended_at),
		wait_seconds: waitSeconds(call),
		line: call.line || null,
		queue: call.queue || null
	};
}

const HEADERS = {
	zh: '来电编号,来电时间,请求人工时间,结束时间,等待秒数,线路,队列',
	en: 'call_id,arrived_at,queued_at,ended_at,wait_seconds,line,queue'
};
const WIDTHS = [28, 20, 20, 20, 10, 14, 14];
const FILES = { zh: '未接来电', en: 'lost calls' };

export async function exportCalls(
	deps: MeasuresDeps,
	c: Context,
	query: Query,
	identity: Identity
) {
	const question = readLostQuestion(deps, query, identity);
	const format = readChoice(query, 'format', FORMATS);
	if (!format) throw badParameter('format', undefined, FORMATS.join(' or '));
	const lang = readChoice(query, 'lang', ['zh', 'en']) ?? 'zh';
	const found = await lostCalls(deps.store, question, deps.config, { limit: MOST_EXPORTED + 1 });
	if (found.length > MOST_EXPORTED)
		throw new ApiError(
			400,
			'too_many_calls',
			`more than ${MOST_EXPORTED} lost calls; want a shorter window, or pages of GET /v1/calls`
		);
	const columns = HEADERS[lang].split(',').map((header, i) => ({ header, width: WIDTHS[i] ?? 12 }));
	const table = { name: FILES[lang], columns, rows: found.map(tableRow) };
	const [from, to] = [question.window.from, question.window.to - 1].map((at) =>
		formatInstant(at).slice(0, 10)
	);
	const name = `${placeName(question.city, lang)} ${FILES[lang]} ${from}_${to}`;
	return sendTable(c, table, format, name);
}

function tableRow(call: LostCall): Cell[] {
	return [
		call.call_id,
		{ instant: call.arrived_at },
		call.queued_at === null ? null : { instant: call.queued_at },
		{ instant: call.ended_at },
		waitSeconds(call),
		call.line,
		call.queue
	];
}
