/** Alerts on the real store: heard, told once, acknowledged, over; silenced, inhibited, restarted. */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertsAnswer } from '../../src/lib/contract/alerts.ts';
import type { BacktestAnswer } from '../../src/lib/contract/backtest.ts';
import type { CalendarAnswer } from '../../src/lib/contract/calendar-days.ts';
import { makeFolder, startTestServer } from '../harness.ts';

const CITY = '420100';
const MINUTE = 60_000;
const DAY = 86_400_000;
const MIDNIGHT = Date.parse('2026-11-24T00:00+08:00');
const OPENS = 17 * 60 * MINUTE;

let now = MIDNIGHT + OPENS + 120 * MINUTE;
const folder = makeFolder();
let server: Awaited<ReturnType<typeof startTestServer>>;
let count = 0;

/** Calls a minute apart, each decided within ten seconds; every `lossEach`th is lost. */
function calls(from: number, minutes: number, lossEach: number) {
	return Array.from({ length: minutes }, (_, index) => {
		const at = from + index * MINUTE;
		const lost = index % lossEach === lossEach - 1;
		return {
			type: 'call',
			city: CITY,
			call_id: `c${count++}`,
			revision: 1,
			arrived_at: at,
			queued_at: at,
			...(lost ? { ended_at: at + 10_000 } : { answered_at: at + 5_000, ended_at: at + 10_000 })
		};
	});
}

/** Sends what happens in the minutes to come, and lets them pass. */
async function live(minutes: number, lossEach: number): Promise<void> {
	for (let done = 0; done < minutes; done += 10) {
		const part = Math.min(10, minutes - done);
		const events = calls(now, part, lossEach);
		now += part * MINUTE;
		await server.sendAll(events);
		await server.settled();
		await server.alerts.passNow();
	}
}

const ask = () => server.get<AlertsAnswer>(`/v1/alerts?city=${CITY}`);
const falls = (alerts: AlertsAnswer['now']) => alerts.filter(({ rule }) => rule === 'evening');
async function put(path: string, value: unknown): Promise<Record<string, unknown>> {
	const response = await fetch(server.url + path, {
		method: 'PUT',
		body: JSON.stringify({ value })
	});
	return { status: response.status, ...((await response.json()) as object) };
}
const start = async () => (server = await startTestServer({ clock: () => now, folder }));

beforeAll(async () => {
	await start();
	for (let back = 30; back >= 1; back--)
		await server.sendAll(calls(MIDNIGHT - back * DAY + OPENS, 7 * 60 - 1, 20));
	await server.settled();
	now += 10 * MINUTE;
});
afterAll(async () => {
	await server.close();
	await rm(folder, { recursive: true, force: true });
});

describe('a city whose evenings are at 95 %', () => {
	it('has no alert while they stay so, and says what is expected', async () => {
		await live(60, 20);
		const answer = await ask();
		expect(falls(answer.now)).toEqual([]);
		expect(answer.day).toEqual({ date: '2026-11-24', kind: 'workday', name: null });
		const evening = answer.expectations.find(({ slot }) => slot === 'evening');
		expect(evening?.value).toBeCloseTo(0.95, 1);
		expect(answer.curve).toHaveLength(96);
	});

	it('has one as the rate falls to half, with what was expected and lost', async () => {
		await live(20, 2);
		const [alert, ...others] = falls((await ask()).now);
		expect(others).toEqual([]);
		expect(alert).toMatchObject({
			state: 'firing',
			kind: 'fall',
			muted: null,
			severity: 'critical'
		});
		expect(alert?.expected).toBeCloseTo(0.95, 1);
		expect(alert?.observed?.value).toBeLessThan(0.6);
		expect(alert?.excess_lost).toBeGreaterThan(4);
		expect(alert?.delay_facts).toBeLessThan(16);
	});

	it('keeps it over a restart, and tells nothing twice', async () => {
		const before = falls((await ask()).now)[0]!;
		await server.close();
		await start();
		await server.alerts.passNow();
		const after = falls((await ask()).now);
		expect(after.map(({ id }) => id)).toEqual([before.id]);
		const told = await server.alerts.toldOf(CITY);
		expect(told.filter((notice) => notice === `${before.id}/firing`)).toHaveLength(1);
	});

	it('lets a manager acknowledge it, with a note', async () => {
		const { id } = falls((await ask()).now)[0]!;
		const response = await fetch(`${server.url}/v1/alerts/${id}/acknowledge?city=${CITY}`, {
			method: 'POST',
			body: JSON.stringify({ note: '已加派坐席' })
		});
		expect(response.status).toBe(200);
		const [alert] = falls((await ask()).now);
		expect(alert).toMatchObject({
			state: 'acknowledged',
			acknowledged: { by: 'local', note: '已加派坐席' }
		});
	});

	it('ends it when all is as usual again, with how long and how deep', async () => {
		await live(60, 20);
		const answer = await ask();
		expect(falls(answer.now)).toEqual([]);
		const [alert] = falls(answer.history);
		expect(alert).toMatchObject({ state: 'resolved', resolution: 'recovered' });
		expect(alert?.depth).toBeLessThan(0.6);
		const minutes = (Date.parse(alert!.resolved_at!) - Date.parse(alert!.since)) / MINUTE;
		expect(minutes).toBeGreaterThan(10);
		expect(minutes).toBeLessThan(40);
	});
});

describe('nobody is told', () => {
	it('of what a silence covers, until it ends', async () => {
		const silence = { from: now, until: now + 60 * MINUTE, reason: '演练' };
		expect((await put(`/v1/silences/drill?city=${CITY}`, silence)).status).toBe(200);
		await live(20, 2);
		const [alert] = falls((await ask()).now);
		expect(alert?.muted).toEqual({ by: 'silence', id: 'drill' });
		expect(await server.alerts.toldOf(CITY)).not.toContain(`${alert!.id}/firing`);
		expect((await put(`/v1/silences/drill?city=${CITY}`, null)).status).toBe(200);
		await server.alerts.passNow();
		expect(await server.alerts.toldOf(CITY)).toContain(`${alert!.id}/firing`);
	});

	it('of figures while the feed is silent, which is an alert of its own', async () => {
		now += 40 * MINUTE;
		await server.alerts.passNow();
		const answer = await ask();
		expect(answer.now.find(({ kind }) => kind === 'silence')).toMatchObject({
			scope: { subject: 'local' }
		});
		expect(answer.inhibitions[0]).toMatchObject({ reason: 'feed_silent', subject: 'local' });
	});

	it('of history that comes in late', async () => {
		const known = (await ask()).now.length;
		await server.sendAll(calls(MIDNIGHT - 40 * DAY + OPENS, 300, 2));
		await server.settled();
		await server.alerts.passNow();
		const answer = await ask();
		expect(answer.inhibitions.map(({ reason }) => reason)).toContain('late_events');
		expect(answer.now.length).toBeLessThanOrEqual(known);
	});
});

describe('a rule', () => {
	it('is refused with the field that is wrong', async () => {
		const answer = await put(`/v1/rules/mine?city=${CITY}`, { kind: 'fall', measure: 'nothing' });
		expect(answer.status).toBe(422);
		expect(JSON.stringify(answer)).toContain('measure');
	});
	it('says in plain words what it amounts to here', async () => {
		const rule = { kind: 'fall', measure: 'connection_rate', hours: [[17, 24]] };
		const { words, warnings } = await put(`/v1/rules/mine?city=${CITY}`, rule);
		expect((words as { facts_a_day: number }).facts_a_day).toBeGreaterThan(380);
		expect((words as { delay_facts: number }).delay_facts).toBeLessThan(60);
		expect(warnings).toEqual([]);
	});
	it('that would nearly always fire, or never, says so when it is set', async () => {
		const target = {
			kind: 'target',
			measure: 'connection_rate',
			target: 0.999,
			fall: 0.02,
			hours: [[17, 24]]
		};
		expect(JSON.stringify((await put(`/v1/rules/always?city=${CITY}`, target)).warnings)).toMatch(
			/nearly always/
		);
		const never = { kind: 'fall', measure: 'connection_rate', hours: [[3, 4]] };
		expect(JSON.stringify((await put(`/v1/rules/never?city=${CITY}`, never)).warnings)).toMatch(
			/cannot fire/
		);
	});
	it('about waiting that would nearly always fire says so too', async () => {
		const set = async (seconds: number) =>
			JSON.stringify(
				(await put(`/v1/rules/soon?city=${CITY}`, { kind: 'wait', seconds, hours: [[17, 24]] }))
					.warnings
			);
		// Nobody was ever heard of before he was answered or gone.
		expect(await set(11)).toMatch(/never fire: all \d+ calls/);
		const at = now - 3_000;
		const waits = { type: 'call', city: CITY, call_id: 'waits', arrived_at: at, queued_at: at };
		await server.send(JSON.stringify({ ...waits, revision: 1 }));
		await server.send(JSON.stringify({ ...waits, revision: 2, ended_at: at + 1_000 }));
		await server.settled();
		// A lost call waits for ten seconds, and every hour has one.
		expect(await set(10)).toMatch(/nearly always: in 9\d\.\d%|nearly always: in 100/);
		expect(await set(11)).toBe('[]');
		await put(`/v1/rules/soon?city=${CITY}`, null);
	});
	it('that people set and that cannot do what it is for raises an alert of its own', async () => {
		await server.alerts.passNow();
		const unfit = async () =>
			(await ask()).now.filter(({ kind }) => kind === 'rule').map(({ scope }) => scope.subject);
		expect((await unfit()).sort()).toEqual(['always', 'never']);
		for (const id of ['always', 'never', 'mine']) await put(`/v1/rules/${id}?city=${CITY}`, null);
		await server.alerts.passNow();
		expect(await unfit()).toEqual([]);
	});
});

describe('a backtest', () => {
	const play = async (body: object) => {
		const response = await fetch(`${server.url}/v1/backtest?city=${CITY}`, {
			method: 'POST',
			body: JSON.stringify(body)
		});
		return { status: response.status, answer: (await response.json()) as BacktestAnswer };
	};
	const window = { from: MIDNIGHT - 3 * DAY, to: MIDNIGHT + DAY };
	const written = Object.fromEntries(
		Object.entries(window).map(([name, at]) => [name, new Date(at).toISOString()])
	);
	it('finds what the live rule found, and when, with the calls lost before', async () => {
		const live = (await ask()).history.filter(({ rule }) => rule === 'evening');
		const { status, answer } = await play({ rule: 'evening', ...written });
		expect(status).toBe(200);
		expect(answer.facts).toBeGreaterThan(1_200);
		const [first] = answer.alerts;
		expect(first!.fired_at).toBe(live.at(-1)!.fired_at);
		expect(first!.lost_before).toBeGreaterThan(2);
		expect(first!.delay_facts).toBe(live.at(-1)!.delay_facts);
	});
	it.each([
		[{ rule: 'nobody', ...written }, 404, /nobody/],
		[{ rule: 'waiting', ...written }, 422, /kind wait/],
		[{ rule: { kind: 'fall', measure: 'x' }, ...written }, 422, /rule.measure/],
		[{ rule: 'evening', from: 'yesterday', to: '2026-11-24' }, 422, /yesterday/],
		[{ rule: 'evening', from: '2026-11-24', to: '2026-11-20' }, 422, /days after/]
	])('refuses %j with %i', async (body, code, said) => {
		const { status, answer } = await play(body);
		expect(status).toBe(code);
		expect(JSON.stringify(answer)).toMatch(said);
	});
});

describe('the calendar', () => {
	const year = (of: number) => server.get<CalendarAnswer>(`/v1/days?city=${CITY}&year=${of}`);
	it('says which days are holidays, and takes a day that people set', async () => {
		const before = await year(2026);
		expect(before.days.find(({ date }) => date === '2026-10-01')).toMatchObject({
			kind: 'holiday',
			name: '国庆节',
			set: false
		});
		const day = { kind: 'holiday', name: '停水' };
		expect((await put(`/v1/days/2026-11-24?city=${CITY}`, day)).status).toBe(200);
		expect((await year(2026)).days.find(({ date }) => date === '2026-11-24')).toMatchObject({
			...day,
			set: true,
			published: 'workday'
		});
		await server.alerts.passNow();
		expect((await ask()).day).toMatchObject(day);
		await put(`/v1/days/2026-11-24?city=${CITY}`, null);
	});
	it('from 1 December raises an alert as long as next year is missing', async () => {
		const missing = async () =>
			(await ask()).now.filter(({ kind }) => kind === 'calendar').map(({ scope }) => scope.subject);
		await server.alerts.passNow();
		expect(await missing()).toEqual([]);
		// Nobody is woken for it; and it does not end with the day.
		now = Date.parse('2026-12-01T00:30+08:00');
		await server.alerts.passNow();
		expect(await missing()).toEqual([]);
		for (const at of ['2026-12-01T09:00+08:00', '2026-12-01T23:00+08:00']) {
			now = Date.parse(at);
			await server.alerts.passNow();
			expect(await missing()).toEqual(['2027']);
		}
		await put(`/v1/days/2027-01-01?city=${CITY}`, { kind: 'holiday', name: '元旦' });
		await server.alerts.passNow();
		expect(await missing()).toEqual([]);
	});
});
