/** `GET /v1/survey`: what an assessor's few contacts could have seen of the city, drawn from its own facts. */
import type { SurveyAnswer } from '#contract/compare';
import { formatInstant } from '#contract/instant';
import type { OnlineSlotId, PhoneSlotId } from '#contract/slots';
import { drawSurveys } from '#survey/draw';
import {
	assumedContacts,
	DEFAULT_DRAWS,
	formatContacts,
	MOST_CONTACTS,
	MOST_DRAWS,
	parseContacts,
	type SlotContacts
} from '#survey/plan';
import type { SurveySlot } from '#survey/types';
import { prefecture } from '#reference/prefectures';
import type { Identity } from '../access/roles.ts';
import type { SlotFigures } from '../measures/figures.ts';
import { measure, type Figures } from '../measures/measure.ts';
import type { AssessmentDeps } from './assessment.ts';
import { readAssessed } from './assessed.ts';
import { badParameter, readInteger, type Query } from './query.ts';

const DEFAULT_SEED = 12_345;
const GREATEST_SEED = 999_999_999;

export async function answerSurvey(
	deps: AssessmentDeps,
	query: Query,
	identity: Identity
): Promise<SurveyAnswer> {
	const { city, window, now } = await readAssessed(deps, query, identity);
	const contacts = readContacts(query);
	const draws = readInteger(query, 'draws', 1, MOST_DRAWS) ?? DEFAULT_DRAWS;
	const seed = readInteger(query, 'seed', 0, GREATEST_SEED) ?? DEFAULT_SEED;
	const settled = deps.isSettled();
	const [figures] = await measure(
		deps.store,
		{ city, windows: [window], now, bySlot: true },
		deps.config
	);
	const { slots } = figures as Figures & { slots: SlotFigures };
	return {
		city,
		name: prefecture(city)!.name,
		as_of: formatInstant(now),
		from: formatInstant(window.from),
		to: formatInstant(window.to),
		settled,
		contacts: formatContacts(contacts),
		...drawSurveys({ slots: contacts.map((slot) => withFacts(slot, slots)), draws, seed })
	};
}

function readContacts(query: Query): SlotContacts[] {
	if (query.contacts === undefined) return assumedContacts();
	const contacts = parseContacts(query.contacts);
	if (!contacts)
		throw badParameter(
			'contacts',
			query.contacts,
			`nine integers of 0 to ${MOST_CONTACTS} with commas, six phone slots and three online ones, not all 0`
		);
	return contacts;
}

function withFacts(contacts: SlotContacts, slots: SlotFigures): SurveySlot {
	const { numerator, denominator } =
		contacts.medium === 'phone'
			? slots.phone[contacts.slot as PhoneSlotId].connection_rate
			: slots.online[contacts.slot as OnlineSlotId].online_connection_rate;
	return { ...contacts, connected: numerator, decided: denominator };
}
