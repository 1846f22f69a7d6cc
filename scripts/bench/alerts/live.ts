/** How far a rolling 15-minute rate lies from the truth, plain and corrected, by how a source reports. */
import { HOUR_MS, MINUTE_MS } from '#contract/instant';
import { provisionalRate, type Delays } from '../../../src/lib/statistics/live-rate.ts';
import type { Draw } from '../../simulate/random.ts';

export type Reporting = 'hang-up' | 'live';

interface Call {
	at: number;
	answered: boolean;
	/** When its outcome can be read. */
	known: number;
}

const WINDOW_MS = 15 * MINUTE_MS;
const LEARNS_MS = 6 * HOUR_MS;
/** As the product reads them: calls younger than this may still be on their way. */
const MARGIN_MS = 30 * MINUTE_MS;
export const TRUTH = 0.8;

/** Talk lognormal of mean 150 s, waits of mean 20 s, patience lognormal of median 85 s. */
function callsOf(draw: Draw, anHour: number, reporting: Reporting): Call[] {
	const calls: Call[] = [];
	for (let at = 0; at < LEARNS_MS + WINDOW_MS; at += draw.exponential(HOUR_MS / anHour)) {
		const answered = draw.chance(TRUTH);
		const wait = 1000 * (answered ? draw.exponential(20) : draw.lognormal(85, 0.75));
		const talk = answered && reporting === 'hang-up' ? 1000 * draw.lognormal(109, 0.8) : 0;
		calls.push({ at, answered, known: at + wait + talk });
	}
	return calls;
}

/** Mean errors of the last 15 minutes, in points, with 1.96 standard errors of the corrected one. */
export function liveErrors(draw: Draw, anHour: number, reporting: Reporting, runs: number) {
	const [plain, corrected]: [number[], number[]] = [[], []];
	const now = LEARNS_MS + WINDOW_MS;
	const window = { from: LEARNS_MS, to: now };
	for (let run = 0; run < runs; run++) {
		const calls = callsOf(draw, anHour, reporting);
		const old = calls.filter(({ at, known }) => at < now - MARGIN_MS && known <= now);
		const delaysOf = (answered: boolean) =>
			old.filter((call) => call.answered === answered).map(({ at, known }) => known - at);
		const delays: Delays = { answered: delaysOf(true), lost: delaysOf(false) };
		const known = calls.filter(({ at, known }) => at >= window.from && known <= now);
		const numerator = known.filter(({ answered }) => answered).length;
		if (known.length === 0) continue;
		plain.push(numerator / known.length - TRUTH);
		const seen = { numerator, denominator: known.length };
		corrected.push(provisionalRate(seen, delays, window, now).value! - TRUTH);
	}
	const mean = (values: number[]) => (100 * values.reduce((a, b) => a + b, 0)) / values.length;
	const spread = Math.sqrt(
		corrected.reduce((sum, value) => sum + (100 * value - mean(corrected)) ** 2, 0) /
			corrected.length
	);
	return {
		plain: mean(plain),
		corrected: mean(corrected),
		half: (1.96 * spread) / Math.sqrt(corrected.length)
	};
}
