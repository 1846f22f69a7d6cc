/** From calls to the people on duty: an evening falls, a robot's group hears of it, and of its end. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Alert, AlertsAnswer } from '../../src/lib/contract/alerts.ts';
import type { LiveSnapshot } from '../../src/lib/contract/live.ts';
import type { ChannelsAnswer, DeliveryView } from '../../src/lib/contract/channels.ts';
import { startTestServer } from '../harness.ts';
import { wecomRobot, type RobotServer } from '../robots.ts';

const CITY = '420100';
/** Slow machines are busy. */
const PATIENCE_MS = 90_000;
const MINUTE = 60_000;
const DAY = 86_400_000;
const MIDNIGHT = Date.parse('2026-11-24T00:00+08:00');
const OPENS = 17 * 60 * MINUTE;

let now = MIDNIGHT + OPENS + 60 * MINUTE;
let server: Awaited<ReturnType<typeof startTestServer>>;
let robot: RobotServer;
let count = 0;

/** Calls a minute apart; every `lossEach`th is lost. */
function calls(from: number, minutes: number, lossEach: number) {
	return Array.from({ length: minutes }, (_, index) => {
		const at = from + index * MINUTE;
		const end = { ended_at: at + 10_000 };
		const lost = index % lossEach === lossEach - 1;
		return {
			type: 'call',
			city: CITY,
			call_id: `t${count++}`,
			revision: 1,
			arrived_at: at,
			queued_at: at,
			...(lost ? end : { answered_at: at + 5_000, ...end })
		};
	});
}

/** Sends what happens in the minutes to come and lets them pass; the server does the rest by itself. */
async function live(minutes: number, lossEach: number): Promise<void> {
	const events = calls(now, minutes, lossEach);
	now += minutes * MINUTE;
	await server.sendAll(events);
}

const heard = () => robot.accepted.map(({ body }) => (body.text as { content: string }).content);
const message = (word: string) =>
	vi.waitFor(
		() => {
			const found = heard().find((text) => text.includes(word));
			if (found === undefined) throw new Error(`no message with ${word} in ${heard().join('\n')}`);
			return found;
		},
		{ interval: 20, timeout: PATIENCE_MS }
	);

beforeAll(async () => {
	robot = await wecomRobot(() => now, 'KEY');
	server = await startTestServer({ clock: () => now });
	for (let back = 30; back >= 1; back--)
		await server.sendAll(calls(MIDNIGHT - back * DAY + OPENS, 7 * 60 - 1, 20));
	await server.settled();
	now += 10 * MINUTE;
	const address = `${robot.url}/cgi-bin/webhook/send?key=KEY`;
	const value = { name: '值班群', kind: 'wecom', alert_kinds: ['fall'], secrets: { address } };
	const response = await fetch(`${server.url}/v1/channels`, {
		method: 'POST',
		body: JSON.stringify({ value })
	});
	expect(response.status).toBe(201);
	await live(30, 20);
	await server.settled();
	await server.alerts.passNow();
});
afterAll(async () => {
	await server.close();
	await robot.close();
});

describe('an evening that falls', () => {
	it('is told to the robot’s group, without anybody asking', async () => {
		await live(20, 2);
		const text = await message('告警】');
		expect(text).toMatch(/武汉市/);
		expect(text).toMatch(/预期 9\d\.\d%/);
		expect(text).toMatch(/比预期多失 \d+ 通/);
	});

	it('stands on the walls with who was told', async () => {
		await vi.waitFor(async () => {
			const { alerts } = await server.get<{
				alerts: { now: { delivered: { channel: string } | null; state: string }[] };
			}>(`/v1/live?city=${CITY}`);
			expect(alerts.now).toMatchObject([{ state: 'firing', delivered: { channel: '值班群' } }]);
		}, PATIENCE_MS);
	});

	it('is told once more when it is over: how long, how deep, how many were lost', async () => {
		for (let part = 0; part < 6; part++) {
			await live(10, 20);
			await server.settled();
			await server.alerts.passNow();
		}
		const text = await message('恢复】');
		expect(text).toMatch(/历时 \d+ 分钟/);
		expect(text).toMatch(/最低 \d+\.\d%/);
		expect(text).toMatch(/比预期多失 \d+ 通/);
		expect(heard().filter((one) => one.includes('告警】'))).toHaveLength(1);
	});

	it('is in the delivery log, both times', async () => {
		const { deliveries } = await server.get<{ deliveries: DeliveryView[] }>(
			`/v1/deliveries?city=${CITY}`
		);
		const steps = deliveries.map(({ notice, step }) => `${notice} ${step}`);
		expect(steps).toEqual(expect.arrayContaining(['firing sent', 'resolved sent']));
	});
});

describe('a channel that cannot deliver', () => {
	const alerts = async () => {
		await server.alerts.passNow();
		return server.get<AlertsAnswer>(`/v1/alerts?city=${CITY}`);
	};
	const ofChannel = ({ kind }: Alert) => kind === 'channel';

	it('is an alert by the third failure, which somebody can take', async () => {
		robot.override = { status: 502, body: '' };
		await live(20, 2);
		await vi.waitFor(
			async () => {
				now += 20_000;
				expect((await alerts()).now.filter(ofChannel)).toMatchObject([
					{ state: 'firing', rule: '_channel', scope: { subject: '值班群' }, muted: null }
				]);
			},
			{ interval: 200, timeout: PATIENCE_MS }
		);
		const [alert] = (await alerts()).now.filter(ofChannel);
		const path = `/v1/alerts/${encodeURIComponent(alert!.id)}/acknowledge?city=${CITY}`;
		const response = await fetch(`${server.url}${path}`, {
			method: 'POST',
			body: '{"note":"群已解散，改用电话"}'
		});
		expect(await response.json()).toMatchObject({
			state: 'acknowledged',
			acknowledged: { note: '群已解散，改用电话' }
		});
	});

	it('is on walls as what it is, and no reading of the city’s', async () => {
		const live = await server.get<LiveSnapshot>(`/v1/live?city=${CITY}`);
		expect(live.alerts.failing).toMatchObject([{ name: '值班群', reason: 'busy' }]);
		expect(live.alerts.now.map(({ headline }) => headline.zh).join()).not.toContain('渠道');
	});

	it('ends without having recovered when it is switched off, and begins anew when it is not', async () => {
		const { channels } = await server.get<ChannelsAnswer>('/v1/channels');
		const { id, name, kind, alert_kinds } = channels[0]!;
		const enable = async (enabled: boolean) => {
			now += 1_000;
			const response = await fetch(`${server.url}/v1/channels/${id}?test=false`, {
				method: 'PUT',
				body: JSON.stringify({ value: { name, kind, alert_kinds, enabled } })
			});
			expect(response.status, await response.text()).toBe(200);
		};
		await enable(false);
		const { now: open, history } = await alerts();
		expect(open.filter(ofChannel)).toEqual([]);
		expect(history.filter(ofChannel)).toMatchObject([
			{ state: 'resolved', resolution: 'rule_changed' }
		]);
		await enable(true);
		expect((await alerts()).now.filter(ofChannel)).toMatchObject([{ state: 'firing' }]);
	});

	it('ends when it delivers again, with how long it took', async () => {
		robot.override = null;
		const { channels } = await server.get<ChannelsAnswer>('/v1/channels');
		const path = `/v1/channels/${channels[0]!.id}/test`;
		const response = await fetch(`${server.url}${path}`, { method: 'POST' });
		expect(await response.json()).toMatchObject({ ok: true });
		await vi.waitFor(
			async () => {
				const { now: open, history } = await alerts();
				expect(open.filter(ofChannel)).toEqual([]);
				expect(history.filter(ofChannel)).toMatchObject([
					{ state: 'resolved', resolution: 'recovered' },
					{ state: 'resolved', resolution: 'rule_changed' }
				]);
			},
			{ interval: 100, timeout: PATIENCE_MS }
		);
	});
});
