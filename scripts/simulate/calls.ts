/** Plays a day's dials through welcome, menu and queue: what became of each call. */
import { slotAt, type PhoneSlotId } from '#contract/slots';
import { absenceOn, withoutAbsent } from './absence.ts';
import { dayName } from './calendar.ts';
import type { City, Dial } from './dials.ts';
import {
	MENU_DEPTH,
	MENU_HANGUP_SHARE,
	MENU_LEVEL_SECONDS,
	PATIENCE,
	REDIAL_CHANCE,
	REDIAL_MEAN_SECONDS,
	ROBOT_SHARE,
	TALK,
	WELCOME_SECONDS,
	WRAP_UP_SECONDS
} from './parameters.ts';
import { Draw } from './random.ts';
import { roster, Switchboard } from './switchboard.ts';

export interface Call {
	id: string;
	dial: Dial;
	welcomeSeconds: number;
	menuDepth: number;
	queuedAt?: number;
	answered?: { at: number; by: 'agent' | 'robot'; agent?: number };
	endedAt: number;
	mos?: number;
	/** What the agent recorded; absent where nobody did. */
	resolved?: boolean;
}

/** A caller who has come through the menu and asks for a person. */
interface Waiting {
	call: Call;
	queuedAt: number;
}

const ms = (seconds: number) => Math.round(seconds * 1_000);

function patienceMs(draw: Draw): number {
	const seconds = draw.chance(PATIENCE.impatientShare)
		? draw.exponential(PATIENCE.impatientMeanSeconds)
		: draw.lognormal(PATIENCE.medianSeconds, PATIENCE.sigma);
	return ms(Math.min(PATIENCE.longestSeconds, 1 + seconds));
}

function dialIn(draw: Draw, id: string, dial: Dial): { call: Call; waiting?: Waiting } {
	const welcomeSeconds =
		Math.round(10 * draw.normal(WELCOME_SECONDS.mean, WELCOME_SECONDS.deviation)) / 10;
	const menuDepth = draw.pick(MENU_DEPTH);
	const menuMs = ms(welcomeSeconds + menuDepth * draw.between(0.6, 1.4) * MENU_LEVEL_SECONDS);
	const call: Call = { id, dial, welcomeSeconds, menuDepth, endedAt: 0 };
	if (draw.chance(MENU_HANGUP_SHARE)) {
		call.endedAt = dial.at + Math.ceil(menuMs * draw.between(0.1, 1));
		return { call };
	}
	return { call, waiting: { call, queuedAt: dial.at + menuMs } };
}

/** Serves one caller; a lost one may dial again, which the answer then holds. */
function serve(draw: Draw, board: Switchboard, { call, queuedAt }: Waiting): Dial | null {
	call.queuedAt = queuedAt;
	const slot = slotAt('phone', queuedAt).id as PhoneSlotId;
	const talkMs = ms(5 + draw.lognormal(TALK.medianSeconds - 4, TALK.sigma));
	const patience = patienceMs(draw);
	if (draw.chance(ROBOT_SHARE[slot])) {
		call.answered = { at: queuedAt + ms(draw.between(0.8, 2)), by: 'robot' };
		call.endedAt = call.answered.at + Math.round(talkMs / 2);
	} else {
		const ringMs = ms(draw.between(1.5, 4));
		const handlingMs = ringMs + talkMs + ms(draw.exponential(WRAP_UP_SECONDS));
		const served = board.offer(queuedAt, patience, handlingMs);
		if (!served) {
			call.endedAt = queuedAt + patience;
			const again = call.endedAt + ms(15 + draw.exponential(REDIAL_MEAN_SECONDS));
			return draw.chance(REDIAL_CHANCE) ? { ...call.dial, at: again } : null;
		}
		call.answered = { at: served.answeredAt + ringMs, by: 'agent', agent: served.agent };
		call.endedAt = call.answered.at + talkMs;
	}
	if (draw.chance(0.96)) call.mos = Math.round(100 * clamp(draw.normal(4.1, 0.28), 1, 5)) / 100;
	if (draw.chance(0.94)) call.resolved = call.dial.resolvable;
	return null;
}

/** Inserts by time; the tail is short because redials come minutes after what is being served. */
function insert(waiting: Waiting[], one: Waiting): void {
	let at = waiting.length;
	while (at > 0 && (waiting[at - 1]?.queuedAt ?? 0) > one.queuedAt) at--;
	waiting.splice(at, 0, one);
}

/** What became of every dial of a day, in the order in which ids were given. */
export function callsOf(city: City, midnight: number, dials: readonly Dial[]): Call[] {
	const draw = new Draw(city.seed, city.city, midnight, 'calls');
	const absence = absenceOn(city.seed, city.city, midnight);
	const board = new Switchboard(midnight, withoutAbsent(roster(midnight, city.scale), absence));
	const calls: Call[] = [];
	const enter = (dial: Dial): Waiting | undefined => {
		const id = `${city.seed}-${dayName(midnight)}-c${String(calls.length + 1).padStart(6, '0')}`;
		const { call, waiting } = dialIn(draw, id, dial);
		calls.push(call);
		return waiting;
	};
	const first = dials.flatMap((dial) => enter(dial) ?? []).sort((a, b) => a.queuedAt - b.queuedAt);
	const redials: Waiting[] = [];
	let next = 0;
	while (next < first.length || redials.length > 0) {
		const [ahead, again] = [first[next], redials[0]];
		const one =
			ahead && (!again || ahead.queuedAt <= again.queuedAt) ? (next++, ahead) : redials.shift();
		const redial = one && serve(draw, board, one);
		const waiting = redial && enter(redial);
		if (waiting) insert(redials, waiting);
	}
	return calls;
}

function clamp(value: number, low: number, high: number): number {
	return Math.min(high, Math.max(low, value));
}
