/** Shows how far loading is: a bar on a terminal, a line now and then elsewhere. */
import cliProgress from 'cli-progress';

export interface Progress {
	day(events: number): void;
	/** Prints without tearing the bar. */
	say(text: string): void;
	end(): void;
}

export function showProgress(days: number, startedAt: number, now: () => number): Progress {
	let done = 0;
	let total = 0;
	const figures = () => {
		const seconds = Math.max(0.1, (now() - startedAt) / 1_000);
		return { events: total.toLocaleString('en'), rate: Math.round(total / seconds) };
	};
	const bar = process.stdout.isTTY
		? new cliProgress.SingleBar({
				format: 'history [{bar}] {value}/{total} days | {events} events, {rate}/s',
				hideCursor: true,
				noTTYOutput: false
			})
		: null;
	bar?.start(days, 0, figures());
	return {
		day(events) {
			done++;
			total += events;
			bar?.update(done, figures());
			if (!bar && (done === 1 || done % 10 === 0 || done === days))
				console.log(
					`history: ${done} of ${days} days, ${figures().events} events, ${figures().rate}/s`
				);
		},
		say(text) {
			if (bar?.isActive) process.stdout.write('\n');
			console.log(text);
		},
		end() {
			bar?.stop();
		}
	};
}
