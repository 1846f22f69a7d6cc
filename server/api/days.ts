/** The calendar that expectations go by: `GET /v1/days`, `PUT /v1/days/{date}`. */
import type { CalendarAnswer, CalendarDay } from '#contract/calendar-days';
import { DAY_MS } from '#contract/instant';
import {
	beijingDate,
	dayOf,
	isYearKnown,
	missingYear,
	published
} from '../../src/lib/alerts/day-kind.ts';
import type { Identity } from '../access/roles.ts';
import { DAY_KIND, dayOverrides } from '../alerts/kinds.ts';
import type { AlertsDeps } from './alerts.ts';
import { readCity, readInteger, type Query } from './query.ts';

const [FIRST_YEAR, LAST_YEAR] = [2004, 2100] as const;

/** Days of a year that are no plain workday or weekend, and those that people set. */
export async function answerDays(
	deps: AlertsDeps,
	query: Query,
	identity: Identity
): Promise<CalendarAnswer> {
	const city = readCity(query, identity);
	const now = deps.clock();
	const year =
		readInteger(query, 'year', FIRST_YEAR, LAST_YEAR) ?? Number(beijingDate(now).slice(0, 4));
	const overrides = await dayOverrides(deps.settings, city);
	const versions = new Map(
		(await deps.settings.list(DAY_KIND, city)).map(({ id, version }) => [id, version])
	);
	const days: CalendarDay[] = [];
	const end = Date.parse(`${year + 1}-01-01T00:00+08:00`);
	for (let day = Date.parse(`${year}-01-01T00:00+08:00`); day < end; day += DAY_MS) {
		const date = beijingDate(day);
		const isSet = overrides.has(date);
		const one = dayOf(day, overrides);
		if (!isSet && one.name === null) continue;
		days.push({
			date,
			...one,
			set: isSet,
			version: versions.get(date) ?? 0,
			published: published(date).kind
		});
	}
	return {
		city,
		year,
		known: isYearKnown(year, overrides),
		missing_year: missingYear(now, overrides),
		days
	};
}
