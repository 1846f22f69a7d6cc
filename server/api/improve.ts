/** `GET /v1/improve`: what the index was made of, to be assessed again in the browser, and the month so far. */
import { monthStarts } from '#contract/calendar';
import type { ImproveAnswer } from '#contract/compare';
import { beijingMidnight, DAY_MS, formatInstant } from '#contract/instant';
import { LATEST_MONTH_END } from '#contract/calendar';
import { PHONE_SLOT_IDS } from '#contract/slots';
import { expectedVolume, VOLUME_DAYS, volumeDays, type DayVolume } from '#improve/volume';
import { prefecture } from '#reference/prefectures';
import type { Measured } from '#assessment/assess';
import type { Identity } from '../access/roles.ts';
import { readCityInput } from '../assessment/assess-city.ts';
import { measure } from '../measures/measure.ts';
import type { Window } from '../measures/question.ts';
import type { AssessmentDeps } from './assessment.ts';
import { readAssessed, type Assessed } from './assessed.ts';
import { readInteger, type Query } from './query.ts';

/** A month lasts at most 31 days: a day of the next one, whatever day it ends on. */
const PAST_MONTH_MS = 32 * DAY_MS;

function monthOf(now: number, endsOn: number): Window {
	const starts = monthStarts({ from: now, to: now + PAST_MONTH_MS }, endsOn);
	return { from: starts[0]!, to: starts[1]! };
}

export async function answerImprove(
	deps: AssessmentDeps,
	query: Query,
	identity: Identity
): Promise<ImproveAnswer> {
	const asked = await readAssessed(deps, query, identity);
	const { city, window, now, profile } = asked;
	const endsOn = readInteger(query, 'month_ends', 1, LATEST_MONTH_END) ?? 0;
	const month = monthOf(now, endsOn);
	const settled = deps.isSettled();
	const [whole, soFar, days] = await Promise.all([
		readCityInput(deps.store, asked, deps.config),
		readCityInput(deps.store, { ...asked, window: { from: month.from, to: now } }, deps.config),
		dailyVolumes(deps, asked)
	]);
	const expected = expectedVolume(days, { now, to: month.to });
	const { phone } = soFar.figures.slots;
	return {
		city,
		name: prefecture(city)!.name,
		as_of: formatInstant(now),
		from: formatInstant(window.from),
		to: formatInstant(window.to),
		settled,
		profile,
		tier: whole.input.tier,
		readings: [...whole.input.readings],
		window: { ...window, as_of: now, measured: measuredOf(whole.input.measured) },
		month: {
			...month,
			measured: measuredOf(soFar.input.measured),
			slots: PHONE_SLOT_IDS.map((slot) => {
				const { numerator, denominator } = phone[slot].connection_rate;
				return {
					slot,
					answered: numerator,
					decided: denominator,
					expected: expected[slot] ?? 0
				};
			}),
			volume_days: volumeDays(days).length
		}
	};
}

const measuredOf = (measured: Readonly<Partial<Record<string, Measured>>>) =>
	measured as Record<string, Measured>;

/** Decided calls by slot of each of the last whole days, by the measure that the figures go by. */
async function dailyVolumes(
	{ store, config }: AssessmentDeps,
	{ city, now }: Assessed
): Promise<DayVolume[]> {
	const today = beijingMidnight(now);
	const windows = Array.from({ length: VOLUME_DAYS }, (_, index) => {
		const from = today - (VOLUME_DAYS - index) * DAY_MS;
		return { from, to: from + DAY_MS };
	});
	const figures = await measure(store, { city, windows, now, bySlot: true }, config);
	return figures.map(({ slots }, index) => ({
		day: windows[index]!.from,
		bySlot: Object.fromEntries(
			PHONE_SLOT_IDS.map((slot) => [slot, slots!.phone[slot].connection_rate.denominator])
		)
	}));
}
