/** A city's assessment over a window: measures and readings from the store, the rest is pure code. */
import { assess } from '#assessment/assess';
import type { Profile } from '#assessment/profile';
import type { Assessment } from '#assessment/types';
import { prefecture } from '#reference/prefectures';
import { measure, type Figures, type SlotFigures } from '../measures/measure.ts';
import type { MeasureConfig, Question, Window } from '../measures/question.ts';
import type { Store } from '../store/store.ts';
import { arrivedMeans } from './arrived-means.ts';
import { channelCounts } from './channel-counts.ts';
import { measuredItems } from './measured.ts';
import { readReadings } from './readings.ts';

export interface AssessRequest {
	city: string;
	window: Window;
	now: number;
	profile: Profile;
}

/** Assesses; `figures` of the very window may be handed over where they are at hand. */
export async function assessCity(
	store: Store,
	{ city, window, now, profile }: AssessRequest,
	config: MeasureConfig,
	figures?: Figures & { slots: SlotFigures }
): Promise<Assessment> {
	const question: Question = { city, windows: [window], now, bySlot: true };
	const [measured, arrived, channels, readings] = await Promise.all([
		figures ??
			measure(store, question, config).then(([only]) => only as Figures & { slots: SlotFigures }),
		arrivedMeans(store, question),
		channelCounts(store, question),
		readReadings(store, city)
	]);
	return assess({
		profile,
		measured: measuredItems({ figures: measured, arrived, channels }),
		readings,
		tier: prefecture(city)?.tier ?? null,
		from: window.from,
		to: window.to,
		asOf: now
	});
}
