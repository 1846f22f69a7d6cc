/** What `GET /v1/peers`, `/v1/survey` and `/v1/improve` answer. */
import type { Measured } from '../assessment/assess.ts';
import type { Profile } from '../assessment/profile.ts';
import type { Reading } from '../assessment/readings.ts';
import type { CityProfile } from '../city/profile.ts';
import type { MonthSlot } from '../improve/hold.ts';
import type { Peers } from '../peers/peers.ts';
import type { SurveyResult } from '../survey/types.ts';

interface CityAnswer {
	city: string;
	name: string;
	as_of: string;
	from: string;
	to: string;
	settled: boolean;
}

export interface PeersAnswer extends CityAnswer, Peers {
	profile: { id: string; version: number };
	city_profile: CityProfile;
}

export interface SurveyAnswer extends CityAnswer, SurveyResult {
	/** Contacts by slot, phone then online, as the parameter takes them. */
	contacts: string;
}

/** What the browser assesses again by `assess()`: instants are epoch milliseconds as that takes them. */
export interface ImproveAnswer extends CityAnswer {
	profile: Profile;
	tier: string | null;
	readings: Reading[];
	window: { from: number; to: number; as_of: number; measured: Record<string, Measured> };
	/** The month so far: calendar months, or those that end on `month_ends`. */
	month: {
		from: number;
		/** Its end. */
		to: number;
		measured: Record<string, Measured>;
		slots: MonthSlot[];
		/** Days of history that the expected volume rests on, 0 to 28. */
		volume_days: number;
	};
}
