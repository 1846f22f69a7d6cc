/** The province over HTTP: who sees which cities, and the same figures as everywhere else. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assessment } from '#assessment/types';
import type { MeasuresAnswer } from '#contract/answers';
import { eveningRate } from '#contract/evening';
import type { LiveSnapshot } from '#contract/live';
import type { ProvinceAnswer } from '#contract/province';
import { makeFolder, startTestServer } from '../harness.ts';

const NOW = Date.parse('2026-11-24T20:00:00+08:00');
const MINUTE = 60_000;
/** Calls of each city in 40 days, and one in how many is lost. */
const CITIES = { '420100': [2400, 6], '420200': [1600, 4], '430100': [1200, 3] } as const;

const authFile = join(makeFolder(), 'auth.json');
const token = (id: string, role: string, cities: string[] | 'all') => ({
	id,
	sha256: createHash('sha256').update(id).digest('hex'),
	role,
	cities
});
writeFileSync(
	authFile,
	JSON.stringify({
		tokens: [
			token('sender', 'ingest', 'all'),
			token('hubei', 'manager', ['420100', '420200']),
			token('changsha', 'display', ['430100']),
			token('nation', 'manager', 'all')
		]
	})
);

let now = NOW;
let server: Awaited<ReturnType<typeof startTestServer>>;
const get = async <T>(path: string, as: string) => {
	const response = await fetch(server.url + path, { headers: { authorization: `Bearer ${as}` } });
	expect(response.status).toBe(200);
	return (await response.json()) as T;
};
const answered = (as: string) => get<ProvinceAnswer>('/v1/province', as);
/** The answer once every city has figures: the first one waits for them only briefly. */
async function province(as: string): Promise<ProvinceAnswer> {
	for (;;) {
		const answer = await answered(as);
		if (answer.total.computed === answer.total.cities) return answer;
	}
}
const codes = ({ cities }: ProvinceAnswer) => cities.map(({ code }) => code).sort();
const callAt = (city: string, id: string, at: number, lost: boolean) => ({
	type: 'call',
	city,
	call_id: id,
	revision: 1,
	arrived_at: at,
	queued_at: at + 5_000,
	answered_at: lost ? null : at + 12_000,
	ended_at: at + 90_000
});
async function send(events: unknown[]): Promise<void> {
	const response = await server.send(events.map((one) => JSON.stringify(one)).join('\n'), {
		authorization: 'Bearer sender'
	});
	expect(response.status).toBe(200);
	await server.settled();
}

beforeAll(async () => {
	server = await startTestServer({ clock: () => now, env: { AUTH_FILE: authFile } });
	await send(
		Object.entries(CITIES).flatMap(([city, [calls, everyLost]]) =>
			Array.from({ length: calls }, (_, index) =>
				callAt(
					city,
					`c${index}`,
					NOW - (index + 1) * Math.floor((40 * 1440) / calls) * MINUTE,
					index % everyLost === 0
				)
			)
		)
	);
});
afterAll(() => server.close());

describe('the province', () => {
	it('shows a reader the cities of its scope, and sums over these alone', async () => {
		const [hubei, changsha, nation] = await Promise.all(
			['hubei', 'changsha', 'nation'].map(province)
		);
		expect(codes(hubei!)).toEqual(['420100', '420200']);
		expect(codes(changsha!)).toEqual(['430100']);
		expect(codes(nation!)).toEqual(['420100', '420200', '430100']);
		for (const { total, cities } of [hubei!, changsha!, nation!]) {
			expect(total).toMatchObject({ cities: cities.length, computed: cities.length });
			const sum = (of: (one: ProvinceAnswer['cities'][number]) => number) =>
				cities.reduce((all, one) => all + of(one), 0);
			expect(total.evening_month.denominator).toBe(sum(({ month }) => month!.evening.denominator));
			expect(total.evening_month.numerator).toBe(sum(({ month }) => month!.evening.numerator));
			expect(total.today.denominator).toBe(sum(({ now: of }) => of!.today.denominator));
		}
		expect(hubei!.total.today.denominator + changsha!.total.today.denominator).toBe(
			nation!.total.today.denominator
		);
		expect(JSON.stringify(changsha)).not.toMatch(/4201|4202|武汉|黄石/);
	});

	it('has the figures that live and assessment answer as of the same instant', async () => {
		const { cities } = await province('nation');
		for (const { code, now: of, month } of cities) {
			const live = await get<LiveSnapshot>(`/v1/live?city=${code}`, 'nation');
			expect(of).toMatchObject({
				as_of: live.as_of,
				today: live.rolling.today.measures.connection_rate,
				last_hour: live.rolling['60m'].measures.connection_rate,
				evening: eveningRate(live.slots.phone),
				last_received_at: live.feed.last_received_at
			});
			expect(of!.evening.denominator).toBeGreaterThan(0);
			expect(month!.index).toEqual(live.index);
			const assessment = await get<Assessment>(
				`/v1/assessment?city=${code}&now=${Date.parse(month!.as_of)}`,
				'nation'
			);
			expect(month!.index.index).toEqual(assessment.index);
			const asked = await get<MeasuresAnswer>(
				`/v1/measures?city=${code}&from=${NOW - 30 * 1440 * MINUTE}&to=${NOW}&by=slot`,
				'nation'
			);
			expect(month!.evening).toEqual(eveningRate(asked.slots!.phone));
			const before = await get<MeasuresAnswer>(
				`/v1/measures?city=${code}&from=${NOW - 30 * 1440 * MINUTE}&to=${Date.parse('2026-11-24T00:00:00+08:00')}&by=slot`,
				'nation'
			);
			expect(month!.usual_evening).toEqual(eveningRate(before.slots!.phone));
		}
	});

	it('puts the city first whose evening fell, as soon as it is computed anew', async () => {
		now = NOW + 30 * MINUTE;
		await send(
			Array.from({ length: 120 }, (_, index) =>
				callAt('420100', `evening${index}`, NOW + index * 10_000, true)
			)
		);
		const first = async () => (await province('nation')).cities[0]!;
		await expect.poll(first, { interval: 500 }).toMatchObject({
			code: '420100',
			attention: expect.arrayContaining(['evening_low']) as unknown
		});
	});
});
