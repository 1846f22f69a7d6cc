/** What a question costs as history grows: by HTTP, beside other work, and beside other engines. */
import { setTimeout as pause } from 'node:timers/promises';
import { PREFECTURES } from '#reference/prefectures';
import { openHistory, withHistory } from './store.ts';
import { bytesOfCalls, checkCells } from './check.ts';
import { askRivals, type RivalTimes } from './rivals.ts';
import { median, range, type Section } from '../report.ts';
import { startServer, type BenchServer } from '../servers.ts';
import { ask, questionsOf, ROWS, type Questions } from './questions.ts';
import { runLoad } from '../load.ts';
import { callBodies } from '../calls.ts';

/** Calls of the stores; `BENCH_SIZES` names others, such as 100000000. */
const SIZES = (process.env.BENCH_SIZES ?? '1000000,10000000').split(',').map(Number);
/** Other engines are asked about the same calls of this store. */
const RIVALS_AT = Number(process.env.BENCH_RIVALS ?? 10_000_000);
/** Questions of a kind and run. */
const ASKED = 20;
const SLOW_ASKED = 2;
const INGEST_SECONDS = 4;
/** A server opens the watches of all cities in the background; and one that was held catches up. */
const OPENING_MS = 60_000;
const WAKING_MS = 3_000;
/** What is sent meanwhile is of all cities, as a nation sends it. */
const CITIES = PREFECTURES.map(({ code }) => code);

interface Subject {
	size: number;
	server: BenchServer;
	questions: Questions;
	/** Milliseconds by row, pooled over the runs, and medians of the runs. */
	pooled: Map<string, number[]>;
	medians: Map<string, number[]>;
	/** Processor milliseconds of the server a question, its work in the background included. */
	cpu: Map<string, number[]>;
	bytes: string;
	/** Seconds from start to ready, after a kill, and until the first live figures then. */
	readySeconds: number;
	firstFiguresMs: number;
	rivals: RivalTimes;
	remove: () => Promise<void>;
}

const seconds = (started: number) => (performance.now() - started) / 1000;

async function prepare(size: number, runs: number): Promise<Subject> {
	const history = await openHistory(size);
	const { folder, end } = history;
	// A kept store may have been left in the middle of a step, which the next server does again.
	await (await startServer('server/main.ts', { DATA_DIR: folder })).stop();
	const { bytes, plain } = await withHistory(folder, async (store) => ({
		bytes: await bytesOfCalls(store, size),
		plain: await checkCells(store, end, runs)
	}));
	const rivals = size === RIVALS_AT ? await askRivals(folder, end, runs) : {};
	const started = performance.now();
	const server = await startServer('server/main.ts', { DATA_DIR: folder });
	const readySeconds = seconds(started);
	const questions = questionsOf(server.url, end);
	const [firstFiguresMs] = await ask(1, questions.live);
	return {
		size,
		server,
		questions,
		pooled: new Map(),
		medians: new Map(),
		cpu: new Map(),
		bytes,
		readySeconds,
		firstFiguresMs: firstFiguresMs!,
		rivals: { ...rivals, 'the plain way': plain },
		remove: history.remove
	};
}

function note({ pooled, medians }: Subject, row: string, times: number[]): void {
	pooled.set(row, [...(pooled.get(row) ?? []), ...times]);
	medians.set(row, [...(medians.get(row) ?? []), median(times)]);
}

/** Asks while something else goes on. */
async function beside(other: () => Promise<unknown>, asked: () => Promise<unknown>) {
	let goesOn = true;
	const work = (async () => {
		while (goesOn) await other();
	})();
	try {
		return await ask(ASKED, asked);
	} finally {
		goesOn = false;
		await work;
	}
}

async function alone(
	subject: Subject,
	row: string,
	times: number,
	question: () => Promise<unknown>
): Promise<void> {
	const before = await subject.server.cpuSeconds();
	note(subject, row, await ask(times, question));
	const taken = (1_000 * ((await subject.server.cpuSeconds()) - before)) / times;
	subject.cpu.set(row, [...(subject.cpu.get(row) ?? []), taken]);
}

async function askAll(subject: Subject): Promise<void> {
	const { live, month, year, past, wholeYear } = subject.questions;
	await alone(subject, 'live', ASKED, live);
	await alone(subject, 'month', ASKED, month);
	await alone(subject, 'year', ASKED, year);
	await alone(subject, 'past', SLOW_ASKED, past);
	note(subject, 'live beside a year', await beside(wholeYear, live));
	note(subject, 'live beside a past', await beside(past, live));
	const bodies = callBodies(200, 1_000, Date.now(), CITIES);
	const load = { bodies, eventsPerBody: 1_000, connections: 4, seconds: INGEST_SECONDS };
	let isOver = false;
	const ingest = runLoad(subject.server.url, load).finally(() => (isOver = true));
	const times: number[] = [];
	while (!isOver) times.push(...(await ask(1, live)));
	await ingest;
	note(subject, 'live beside ingest', times);
}

function quantile(values: readonly number[], p: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? NaN;
}

export async function benchRead(runs: number): Promise<Section> {
	const subjects: Subject[] = [];
	try {
		for (const size of SIZES) {
			const subject = await prepare(size, runs);
			subjects.push(subject);
			await pause(OPENING_MS);
			subject.server.hold();
		}
		for (let run = 0; run < runs; run++)
			for (const subject of subjects) {
				subject.server.goOn();
				await pause(WAKING_MS);
				await askAll(subject);
				subject.server.hold();
			}
	} finally {
		for (const { server, remove } of subjects) {
			await server.stop();
			await remove();
		}
	}
	const each = (show: (subject: Subject) => string) => subjects.map(show);
	const rivals = [...new Set(subjects.flatMap((subject) => Object.keys(subject.rivals)))];
	return {
		title: 'Questions as history grows',
		text: `Stores of two years in 334 cities, made inside the engine; the city that is asked about has every tenth call, and no ticket has a stage that lies ahead. For each call 0.3 tickets, 0.2 ratings, 0.1 sessions. Milliseconds: median (range) of the runs’ medians over ${ASKED} questions each by HTTP (${SLOW_ASKED} of the slow one), all 19 measures; percentiles of all. CPU is the server’s, all threads, a question, with what it does in the background (it watches all cities for alerts and writes their index down); while one server is asked the others are held. Before anything is timed, a year from cells is compared with the same year from facts alone: every figure must be equal. The other engines are asked for five figures of the calls alone (connection rate, mean and 90 % wait, declared resolution), each by one plain query in its process; ours of them is “the plain way”, over current calls with FINAL.`,
		headings: ['question', 'bound', ...SIZES.map((size) => `${size / 1e6} M calls`)],
		rows: [
			...ROWS.map(({ row, text, bound }) => [
				text,
				bound,
				...each(
					({ medians, pooled, cpu }) =>
						`${range(medians.get(row)!, 0)}; p95 ${quantile(pooled.get(row)!, 0.95).toFixed(0)}, p99 ${quantile(pooled.get(row)!, 0.99).toFixed(0)}${cpu.has(row) ? `; CPU ${median(cpu.get(row)!).toFixed(0)}` : ''}`
				)
			]),
			...rivals.flatMap((rival) =>
				(['month', 'year'] as const).map((window) => [
					`${rival}: ${window === 'month' ? '30 days' : 'a year'} of the city’s calls`,
					'',
					...each(({ rivals: times }) => {
						const found = times[rival];
						if (typeof found === 'string') return found;
						return found ? range(found[window], 0) : '';
					})
				])
			),
			['start to ready after a kill, s', '< 5', ...each((s) => s.readySeconds.toFixed(1))],
			['first live figures then, ms', '< 1,000', ...each((s) => s.firstFiguresMs.toFixed(0))],
			['bytes on disk a call', '', ...each(({ bytes }) => bytes)]
		],
		plots: subjects.map((subject) => ({
			title: `A year of the city's calls in ${subject.size / 1e6} M, ms (median)`,
			unit: 'ms',
			bars: [
				['ours', median(subject.medians.get('year')!)],
				...Object.entries(subject.rivals).flatMap(([name, times]) =>
					typeof times === 'string' ? [] : [[name, median(times.year)] as const]
				)
			]
		})),
		remarks:
			'Cells, and the facts that no cell stands for, are kept in memory and followed by what is written since: where nothing was written, a live snapshot and a window that was asked before run no statement. What is left is adding up rows, sorting waits for exact quantiles, and the assessment. The tail has other causes: a window that cuts another part of the day reads its facts for the first time (p95 of the year), and the server does its background work on the same two cores, whoever asks (watching 334 cities for alerts, writing their index down). A past `now` reads facts where a day has stages that lie after it, through a lane of its own, one at a time and on one core, so that walls do not wait for it. A profile of what is cold (2026-11-29, 10 M calls, each statement by itself, processor time): the first question about another cut of the day runs seven statements, 165 ms in all, which is 170 to 190 on two cores: 78 the standing calls of the two parts that are cut (19 of that to plan, 38 for FINAL), 34 created tickets (12 to plan), 25 sessions (9), 15 ratings (6), 13 resolved tickets (6); on one thread each they take as long. The first live figures after a start run 27 statements in 1.1 s and take 2.0 s of processor time, both cores to the end: until 440 ms the cells of two years from eight tables (281 those of calls, 180 repeats, 65 sessions, 60 created), until 810 the facts of today and of parts that are cut, until 970 waits and repeats, then the index. What grows from 1 M to 100 M in the live snapshot is not history but the day: two years of 100 M calls have a hundred times as many calls today, whose waits are sorted for exact quantiles.'
	};
}
