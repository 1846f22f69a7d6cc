/** The city's profile, its peers, its drawn surveys and its levers, over HTTP on the real store. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assess } from '#assessment/assess';
import type { Assessment, ItemAssessment } from '#assessment/types';
import type { CityProfileAnswer } from '#contract/city-profile';
import type { ImproveAnswer, PeersAnswer, SurveyAnswer } from '#contract/compare';
import { monthEnd } from '#improve/hold';
import type { Rate } from '#statistics/wilson';
import { startTestServer } from '../harness.ts';

const NOW = Date.parse('2026-11-24T20:00:00+08:00');
const MINUTE = 60_000;
const DAY = 86_400_000;
const CITY = '420100';

let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
	server = await startTestServer({ clock: () => NOW });
	// Every 20 minutes for 40 days; one in five lost, in the evening two.
	const calls = Array.from({ length: 40 * 72 }, (_, index) => {
		const at = NOW - (index + 1) * 20 * MINUTE;
		const hour = new Date(at + 8 * 3_600_000).getUTCHours();
		const lost = index % 5 === 0 || (hour >= 17 && index % 5 === 1);
		return {
			type: 'call',
			city: CITY,
			call_id: `c${index}`,
			revision: 1,
			arrived_at: at,
			queued_at: at + 5000,
			answered_at: lost ? null : at + 12_000,
			ended_at: at + 90_000,
			resolved_on_contact: lost ? null : index % 10 < 8
		};
	});
	const sessions = Array.from({ length: 300 }, (_, index) => {
		const at = NOW - (index + 1) * 90 * MINUTE;
		return {
			type: 'session',
			city: CITY,
			session_id: `s${index}`,
			revision: 1,
			channel: 'wechat',
			requested_at: at,
			responded_at: index % 12 === 0 ? null : at + 9000,
			ended_at: at + 60_000
		};
	});
	await server.sendAll([...calls, ...sessions]);
	await server.settled();
});
afterAll(() => server.close());

const put = (value: unknown, more: object = {}) =>
	fetch(`${server.url}/v1/settings/city?city=${CITY}`, {
		method: 'PUT',
		body: JSON.stringify({ value, ...more })
	});
const profile = () => server.get<CityProfileAnswer>(`/v1/settings/city?city=${CITY}`);
const perResident = async (): Promise<ItemAssessment> => {
	const { indicators } = await server.get<Assessment>(`/v1/assessment?city=${CITY}`);
	return indicators
		.flatMap((first) => first.children!.flatMap((second) => second.items!))
		.find(({ id }) => id === 'calls_per_resident')!;
};

describe('the city’s profile', () => {
	it('is prefilled from the list, its population unconfirmed, and 来电比例 unknown', async () => {
		const answer = await profile();
		expect(answer.profile).toEqual({
			tier: '新一线',
			province: '湖北省',
			region: '华中',
			class: '省会城市',
			population: null
		});
		expect(answer).toMatchObject({ version: 0, history: [], name: '武汉市' });
		expect(answer.population_2010).toBeGreaterThan(9_000_000);
		expect((await perResident()).source).toBe('unknown');
	});

	it('counts once a person has confirmed it, annualised from 40 days and marked so', async () => {
		const { profile: before } = await profile();
		const population = {
			residents: 10_000,
			source: '统计公报 2025',
			confirmed_by: '王主任',
			confirmed_on: '2026-11-20'
		};
		const response = await put(
			{ ...before, population },
			{ note: '首次确认', expected_version: 0 }
		);
		expect(response.status).toBe(200);
		const answer = (await response.json()) as CityProfileAnswer;
		expect(answer.history[0]).toMatchObject({ version: 1, author: 'local', note: '首次确认' });
		expect(answer.profile.population).toEqual(population);
		const item = await perResident();
		expect(item.source).toBe('measured');
		expect(item.annualised_from_days).toBeCloseTo(40, 1);
		expect(item.measure.value).toBeCloseTo((2880 * 365) / item.annualised_from_days! / 10_000, 9);
		expect(item.measure.n).toBe(2880);
	});

	it('moves the city to the tier that it says, and back when it is removed', async () => {
		const { profile: before, version } = await profile();
		await put({ ...before, tier: '二线' });
		const peers = await server.get<PeersAnswer>(`/v1/peers?city=${CITY}`);
		expect(peers.groups[0]).toMatchObject({ kind: 'tier', id: '二线' });
		expect((await server.get<Assessment>(`/v1/assessment?city=${CITY}`)).tier?.name).toBe('二线');
		expect((await put(before, { expected_version: version })).status).toBe(409);
		expect((await put(null)).status).toBe(200);
		expect((await profile()).profile.tier).toBe('新一线');
		expect((await perResident()).source).toBe('unknown');
	});

	it('names each field that is wrong', async () => {
		const { profile: before } = await profile();
		const bad = {
			...before,
			tier: '零线',
			population: { residents: -1, source: '', confirmed_by: 'x', confirmed_on: 'soon' }
		};
		const response = await put(bad);
		expect(response.status).toBe(422);
		const { error } = (await response.json()) as { error: { fields: { path: string }[] } };
		expect(error.fields.map(({ path }) => path)).toEqual([
			'tier',
			'population.residents',
			'population.source',
			'population.confirmed_on'
		]);
	});
});

describe('peers', () => {
	it('compare the figures of the assessment and of the measures at the same instant', async () => {
		const [peers, assessment, { measures }] = await Promise.all([
			server.get<PeersAnswer>(`/v1/peers?city=${CITY}`),
			server.get<Assessment>(`/v1/assessment?city=${CITY}`),
			server.get<{ measures: Record<string, Rate> }>(
				`/v1/measures?city=${CITY}&from=${NOW - 30 * DAY}&to=${NOW}`
			)
		]);
		const ours = (id: string) => peers.rows.find((row) => row.id === id)!.ours;
		expect(ours('index')).toMatchObject({
			value: assessment.index.point,
			...assessment.index.likely
		});
		const { value, low, high, denominator } = measures.fcr_declared!;
		expect(ours('first_contact_resolution')).toEqual({
			value,
			low,
			high,
			n: denominator,
			source: 'measured'
		});
		expect(ours('connection')).toMatchObject({ value: measures.connection_rate!.value });
		expect(ours('trust')).toBeNull();
		expect(peers.place.rank).toEqual(assessment.rank);
	});
});

describe('a drawn survey', () => {
	it('has the slot-weighted rate of the city as its mean, within its error', async () => {
		const [survey, { slots }] = await Promise.all([
			server.get<SurveyAnswer>(`/v1/survey?city=${CITY}`),
			server.get<{ slots: { phone: Record<string, { connection_rate: Rate }> } }>(
				`/v1/measures?city=${CITY}&from=${NOW - 30 * DAY}&to=${NOW}&by=slot`
			)
		]);
		const rates = ['morning', 'noon', 'afternoon', 'dusk', 'evening', 'night'].map(
			(slot) => slots.phone[slot]!.connection_rate.value!
		);
		const truth = rates.reduce((sum, one) => sum + one, 0) / 6;
		expect(survey.phone!.true_rate).toBeCloseTo(truth, 12);
		expect(Math.abs(survey.phone!.mean - truth)).toBeLessThan(4 * survey.phone!.mean_error);
		expect(survey.all!.contacts).toBe(30);
		expect(survey.draws).toBe(4000);
	});
	it('is drawn by its parameters, and says which is bad', async () => {
		const path = `/v1/survey?city=${CITY}&contacts=5,0,0,0,0,0,0,0,3&draws=50&seed=9`;
		const first = await server.get<SurveyAnswer>(path);
		expect([first.phone!.contacts, first.online!.contacts, first.draws]).toEqual([5, 3, 50]);
		expect(await server.get(path)).toEqual(first);
		const bad = await fetch(`${server.url}/v1/survey?city=${CITY}&contacts=5`);
		expect(bad.status).toBe(400);
		expect(await bad.text()).toMatch(/contacts: got .*5.*; want nine integers/);
	});
});

describe('what the browser improves', () => {
	it('assesses to the very answer of the server', async () => {
		const [improve, assessment] = await Promise.all([
			server.get<ImproveAnswer>(`/v1/improve?city=${CITY}`),
			server.get<Assessment>(`/v1/assessment?city=${CITY}`)
		]);
		const { profile, tier, readings, window } = improve;
		const { from, to, as_of: asOf, measured } = window;
		const again = assess({ profile, tier, readings, measured, from, to, asOf });
		expect(JSON.parse(JSON.stringify(again))).toEqual({
			...assessment,
			city: undefined,
			settled: undefined
		});
	});
	it('ends the month by what was counted and what is to come', async () => {
		const { month } = await server.get<ImproveAnswer>(`/v1/improve?city=${CITY}`);
		expect(month.from).toBe(Date.parse('2026-11-01T00:00+08:00'));
		expect(month.to).toBe(Date.parse('2026-12-01T00:00+08:00'));
		expect(month.volume_days).toBe(28);
		const evening = month.slots.find(({ slot }) => slot === 'evening')!;
		// Six calls in two hours: half of today's are ahead at 20:00, and six whole days.
		expect(evening.expected).toBeCloseTo(3 + 6 * 6, 6);
		const end = monthEnd(month.slots, { evening: 1 }).slots.find(({ slot }) => slot === 'evening')!;
		expect(end.rate).toBeCloseTo(
			(evening.answered + evening.expected) / (evening.decided + evening.expected),
			12
		);
		const shifted = await server.get<ImproveAnswer>(`/v1/improve?city=${CITY}&month_ends=20`);
		expect(shifted.month.from).toBe(Date.parse('2026-11-21T00:00+08:00'));
		expect(shifted.month.to).toBe(Date.parse('2026-12-21T00:00+08:00'));
	});
});
