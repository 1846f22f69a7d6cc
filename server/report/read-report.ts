/** What a report is made of: the same measures, assessment, peers and quality as everywhere, at one instant. */
import { assess } from '#assessment/assess';
import { previousPeriod, yearEarlier, type Period } from '#contract/calendar';
import { formatInstant } from '#contract/instant';
import { peersOf } from '#peers/peers';
import { prefecture } from '#reference/prefectures';
import type { Profile } from '#assessment/profile';
import type { ReportPeriod } from '#report/period';
import type { EarlierPeriod, ReportData } from '#report/types';
import { configurationOf } from '../api/measures.ts';
import { readCityInput } from '../assessment/assess-city.ts';
import type { MeasureConfig } from '../measures/question.ts';
import { readQuality } from '../quality/quality.ts';
import { cityCode, int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';

export interface ReportRequest {
	city: string;
	period: ReportPeriod;
	/** As of this instant. */
	now: number;
	/** The server's clock: when quality was looked at. */
	clock: number;
	profile: Profile;
	/** The reader may see every city, and so rejected lines that name none. */
	everyCity: boolean;
	settled: boolean;
}

const instants = ({ from, to }: Period) => ({ from: formatInstant(from), to: formatInstant(to) });

/** When the first call of a window came; null without any. */
async function firstCallAt(store: Store, city: string, { from, to }: Period) {
	const [first] = await store.read<{ placed_at: number }>(`
SELECT placed_at FROM calls FINAL
WHERE city = ${cityCode(city)} AND placed_at >= ${int(from)} AND placed_at < ${int(to)}
ORDER BY placed_at LIMIT 1`);
	return first?.placed_at ?? null;
}

export async function readReport(
	store: Store,
	request: ReportRequest,
	config: MeasureConfig
): Promise<ReportData> {
	const { city, period, now, clock, profile, everyCity, settled } = request;
	const ask = (window: Period) => readCityInput(store, { city, window, now, profile }, config);
	const earlier = async (window: Period): Promise<EarlierPeriod> => {
		const { input, figures } = await ask(window);
		const { index } = assess(input);
		const { measures, slots } = figures;
		return { ...instants(window), measures, slots, index: index.coverage > 0 ? index : null };
	};
	const window = { from: period.from, to: period.to };
	const [{ input, place, figures }, firstCall, previous, year, quality] = await Promise.all([
		ask(window),
		firstCallAt(store, city, { from: window.from, to: Math.min(window.to, now) }),
		earlier(previousPeriod(window)),
		earlier(yearEarlier(window)),
		readQuality(store, { city, ...window, now, clock, drill: false, everyCity })
	]);
	const assessment = assess(input);
	const { name, name_en } = prefecture(city)!;
	return {
		city,
		name,
		name_en,
		as_of: formatInstant(now),
		settled,
		kind: period.kind,
		period: period.id,
		month_ends: period.endsOn,
		...instants(window),
		complete: period.to <= now,
		first_call_at: firstCall === null ? null : formatInstant(firstCall),
		configuration: configurationOf(config),
		measures: figures.measures,
		maturing: figures.maturing,
		slots: figures.slots,
		previous,
		year,
		assessment,
		profile_name: profile.name,
		peers: peersOf(city, { ...place, name }, input, assessment),
		quality: {
			from: quality.from,
			to: quality.to,
			total: quality.total,
			undecided: quality.undecided,
			coverage_cost: quality.coverage_cost
		}
	};
}
