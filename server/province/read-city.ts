/** A city's line in the province, by the functions that the wall and the assessment call. */
import { eveningRate } from '#contract/evening';
import { beijingMidnight, formatInstant } from '#contract/instant';
import { ROLLING_MS } from '#contract/live';
import type { ProvinceMonth, ProvinceNow } from '#contract/province';
import { rate } from '#statistics/wilson';
import { readIndex, type SnapshotOptions } from '../live/snapshot.ts';
import type { SlotFigures } from '../measures/figures.ts';
import { measure, type Figures } from '../measures/measure.ts';
import { isOnWalls, type OpenAlerts } from '../notify/live-alerts.ts';

export interface ReadCityOptions extends Pick<
	SnapshotOptions,
	'store' | 'config' | 'profiles' | 'lastSigns'
> {
	openAlerts: OpenAlerts;
}

type Slotted = Figures & { slots: SlotFigures };

export async function readNow(
	{ store, config, openAlerts, lastSigns }: ReadCityOptions,
	city: string,
	now: number
): Promise<ProvinceNow> {
	const windows = [
		{ from: beijingMidnight(now), to: now },
		{ from: now - ROLLING_MS['60m'], to: now }
	];
	const [figures, { last_received_at }, open] = await Promise.all([
		measure(store, { city, windows, now, bySlot: true }, config),
		lastSigns.of(city),
		openAlerts(city)
	]);
	const [today, hour] = figures as [Slotted, Slotted];
	const shown = open.filter(isOnWalls);
	const countOf = (severity: 'critical' | 'warning') =>
		shown.filter((alert) => alert.severity === severity).length;
	return {
		as_of: formatInstant(now),
		last_hour: hour.measures.connection_rate,
		today: today.measures.connection_rate,
		evening: eveningRate(today.slots.phone),
		last_received_at,
		alerts: { critical: countOf('critical'), warning: countOf('warning') }
	};
}

export async function readMonth(
	options: ReadCityOptions,
	city: string,
	now: number
): Promise<ProvinceMonth> {
	const windows = [
		{ from: now - ROLLING_MS['30d'], to: now },
		{ from: beijingMidnight(now), to: now }
	];
	const question = { city, windows, now, bySlot: true };
	const [month, today] = (await measure(options.store, question, options.config)) as [
		Slotted,
		Slotted
	];
	const evening = eveningRate(month.slots.phone);
	const ofToday = eveningRate(today.slots.phone);
	return {
		as_of: formatInstant(now),
		evening,
		// Today lies within the 30 days, counted as of the same instant: what is left is the days before.
		usual_evening: rate(
			evening.numerator - ofToday.numerator,
			evening.denominator - ofToday.denominator
		),
		index: await readIndex(options, city, now, month)
	};
}
