/** A city's assessment over a window: measures and readings from the store, the rest is pure code. */
import { assess, type AssessInput } from '#assessment/assess';
import type { Profile } from '#assessment/profile';
import type { Assessment } from '#assessment/types';
import { callsPerResident } from '#city/calls-per-resident';
import type { CityProfile } from '#city/profile';
import { readCityProfile } from '../city/city-profile.ts';
import type { SlotFigures } from '../measures/figures.ts';
import { measure, type Figures } from '../measures/measure.ts';
import type { MeasureConfig, Question, Window } from '../measures/question.ts';
import type { Store } from '../store/store.ts';
import { arrivedMeans } from './arrived-means.ts';
import { callYear } from './call-year.ts';
import { channelCounts } from './channel-counts.ts';
import { measuredItems } from './measured.ts';
import { readReadings } from './readings.ts';

export interface AssessRequest {
	city: string;
	window: Window;
	now: number;
	profile: Profile;
}

type SlottedFigures = Figures & { slots: SlotFigures };

/** What an assessment is made of, to be assessed here or in a browser, and the city's profile. */
export interface CityInput {
	input: AssessInput;
	place: CityProfile;
	figures: SlottedFigures;
}

/** Reads it; `figures` of the very window may be handed over where they are at hand. */
export async function readCityInput(
	store: Store,
	{ city, window, now, profile }: AssessRequest,
	config: MeasureConfig,
	known?: SlottedFigures
): Promise<CityInput> {
	const question: Question = { city, windows: [window], now, bySlot: true };
	const [figures, readings, place] = await Promise.all([
		known ?? measure(store, question, config).then(([only]) => only as SlottedFigures),
		readReadings(store, city),
		readCityProfile(store, city)
	]);
	const channels = await channelCounts(store, question, figures.used);
	const arrived = arrivedMeans(figures.arrived);
	const residents = place.population?.residents ?? null;
	const perResident =
		residents === null ? null : await callYear(store, { city, to: window.to, now });
	return {
		input: {
			profile,
			measured: {
				...measuredItems({ figures, arrived, channels }),
				...(perResident && { calls_per_resident: callsPerResident(perResident, residents) })
			},
			readings,
			tier: place.tier,
			from: window.from,
			to: window.to,
			asOf: now
		},
		place,
		figures
	};
}

export async function assessCity(
	store: Store,
	request: AssessRequest,
	config: MeasureConfig,
	figures?: SlottedFigures
): Promise<Assessment> {
	const { input } = await readCityInput(store, request, config, figures);
	return assess(input);
}
