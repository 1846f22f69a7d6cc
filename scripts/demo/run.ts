/** Loads history and streams live at the same time, and keeps the marker true. */
import { DAY_MS } from '#contract/instant';
import { Agenda } from '../simulate/agenda.ts';
import { createSimulator, type SimulatorOptions } from '../simulate/simulator.ts';
import { loadHistory } from './history.ts';
import { streamLive } from './live.ts';
import { writeMarker, type Loaded } from './marker.ts';
import { showProgress } from './progress.ts';
import { Sender } from './sender.ts';

const MARK_EVERY_MS = 5_000;

export interface RunOptions {
	options: SimulatorOptions;
	dataDir: string;
	url: string;
	loaded: Loaded | null;
	today: number;
	oldestDay: number;
	signal: AbortSignal;
	now: () => number;
	sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** Runs until the signal; throws when the server refuses a batch for good. */
export async function run(demo: RunOptions): Promise<void> {
	const { options, dataDir, loaded, today, signal, now, sleep } = demo;
	const oldestDay = Math.min(demo.oldestDay, loaded?.oldestDay ?? Infinity);
	const startedAt = now();
	const simulator = createSimulator(options);
	const agenda = new Agenda();
	const progress = showProgress(1 + (today - oldestDay) / DAY_MS, startedAt, now);
	const sender = new Sender({ url: demo.url, signal, warn: (text) => progress.say(text) });

	// Until this start's history has reached the days loaded earlier, the earlier mark stands.
	let mark = loaded;
	let deliveredTo = startedAt;
	let caughtUpTo = Infinity;
	let markedAt = startedAt;
	const remember = () => {
		if (caughtUpTo <= (loaded?.oldestDay ?? today)) mark = { oldestDay: caughtUpTo, deliveredTo };
		writeMarker(dataDir, options, mark);
		markedAt = now();
	};
	remember();

	const history = loadHistory({
		simulator,
		today,
		oldestDay,
		loaded,
		agenda,
		sender,
		now,
		onDay(midnight, events) {
			caughtUpTo = midnight;
			progress.day(events);
			remember();
		}
	}).then(() => {
		progress.end();
		const seconds = ((now() - startedAt) / 1_000).toFixed(1);
		console.log(
			`history loaded in ${seconds} s: ${sender.accepted} events taken, ${sender.rejected} rejected; live until Ctrl-C`
		);
	});
	const live = streamLive({
		simulator,
		agenda,
		sender,
		nextDay: today + DAY_MS,
		signal,
		now,
		sleep,
		onDelivered(instant) {
			deliveredTo = instant;
			if (instant - markedAt >= MARK_EVERY_MS) remember();
		}
	});
	try {
		await Promise.all([history, live]);
	} finally {
		progress.end();
		remember();
		if (sender.rejected > 0) console.error(`${sender.rejected} events were REJECTED in all`);
	}
}
