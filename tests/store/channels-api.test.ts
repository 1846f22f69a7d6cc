/** Channels over HTTP: set by managers of their cities, tested when saved, and never a secret comes back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SavedChannel } from '#contract/channels';
import type { ChannelView, DeliveryView } from '../../src/lib/contract/channels.ts';
import { startTestServer } from '../harness.ts';
import { wecomRobot, type RobotServer } from '../robots.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
let robot: RobotServer;
let ahead = 0;
/** While a test holds the clock. */
let held: number | null = null;
beforeAll(async () => {
	robot = await wecomRobot(Date.now, 'KEY');
	server = await startTestServer({ clock: () => held ?? Date.now() + ahead });
});
afterAll(async () => {
	await server.close();
	await robot.close();
});

const ask = (method: string, path: string, body?: unknown) =>
	fetch(server.url + path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
const address = () => `${robot.url}/cgi-bin/webhook/send?key=KEY`;

async function add(value: Record<string, unknown>): Promise<SavedChannel> {
	const response = await ask('POST', '/v1/channels', { value });
	expect(response.status).toBe(201);
	return (await response.json()) as SavedChannel;
}

describe('a channel', () => {
	it('is tested when it is saved, shows no secret, and keeps it when changed without one', async () => {
		const saved = await add({ name: '值班群', kind: 'wecom', secrets: { address: address() } });
		expect(saved.test).toMatchObject({ ok: true });
		expect(robot.accepted).toHaveLength(1);
		const listed = await (await ask('GET', '/v1/channels')).text();
		expect(listed).not.toContain('KEY');
		expect(JSON.parse(listed)).toMatchObject({
			channels: [
				{
					name: '值班群',
					secrets: { address: true },
					address_origin: robot.url,
					health: { state: 'ok' }
				}
			]
		});
		const { id, version } = saved.channel;
		const changed = await ask('PUT', `/v1/channels/${id}`, {
			value: { name: '值班二群', kind: 'wecom' },
			expected_version: version
		});
		expect(await changed.json()).toMatchObject({
			channel: { name: '值班二群' },
			test: { ok: true }
		});
		const stale = await ask('PUT', `/v1/channels/${id}`, {
			value: { name: 'x', kind: 'wecom' },
			expected_version: version
		});
		expect(stale.status).toBe(409);
		expect(await (await ask('POST', `/v1/channels/${id}/test`)).json()).toMatchObject({ ok: true });
		expect((await ask('DELETE', `/v1/channels/${id}`)).status).toBe(204);
		expect((await ask('POST', `/v1/channels/${id}/test`)).status).toBe(404);
	});

	it('with a wrong secret is saved and said to fail', async () => {
		const wrong = `${robot.url}/cgi-bin/webhook/send?key=OTHER`;
		const saved = await add({ name: '旧群', kind: 'wecom', secrets: { address: wrong } });
		expect(saved.test).toMatchObject({ ok: false, failure: { reason: 'wrong_address' } });
		expect(JSON.stringify(saved)).not.toContain('OTHER');
		const { deliveries } = await server.get<{ deliveries: DeliveryView[] }>(
			'/v1/deliveries?city=420100'
		);
		expect(deliveries[0]).toMatchObject({
			channel_name: '旧群',
			notice: 'test',
			step: 'gave_up',
			failure: { reason: 'wrong_address', code: 'errcode 93000' }
		});
		await ask('DELETE', `/v1/channels/${saved.channel.id}`);
	});

	it.each([
		[{ kind: 'pager', name: 'x' }, 'kind'],
		[{ kind: 'wecom', name: 'x' }, 'secrets.address'],
		[
			{ kind: 'wecom', name: 'x', secrets: { address: 'http://h/?token=TOKEN' } },
			'secrets.address'
		],
		[{ kind: 'wecom', name: '', secrets: { address: 'http://h/?key=k' } }, 'name'],
		[{ kind: 'email', name: 'x', host: 'h', from: 'no', to: ['a@b.cn'] }, 'from'],
		[{ kind: 'wall', name: 'x', quiet: { from: '25:00', to: '07:00' } }, 'quiet.from']
	])('that is bad is refused by the name of its field: %j', async (value, field) => {
		const response = await ask('POST', '/v1/channels', { value });
		expect(response.status).toBe(422);
		const text = await response.text();
		const { error } = JSON.parse(text) as { error: { fields: { path: string }[] } };
		expect(error.fields.map(({ path }) => path)).toContain(field);
		expect(text).not.toContain('TOKEN');
	});

	it('is described for programs', async () => {
		const { paths } = await server.get<{ paths: Record<string, unknown> }>('/v1/openapi.json');
		expect(Object.keys(paths)).toEqual(
			expect.arrayContaining(['/v1/channels', '/v1/channels/{id}/test', '/v1/deliveries'])
		);
	});

	it('that was removed keeps its name in the delivery log', async () => {
		const { deliveries } = await server.get<{ deliveries: DeliveryView[] }>(
			'/v1/deliveries?city=420100'
		);
		expect(new Set(deliveries.map(({ channel_name }) => channel_name))).toEqual(
			new Set(['旧群', '值班二群'])
		);
	});

	it('of walls is tried out on request alone: a banner and the sound for a quarter of a minute', async () => {
		const live = () =>
			server.get<{ alerts: { test: unknown; sound: boolean } }>('/v1/live?city=420100');
		const post = async (path: string, body?: unknown) => {
			const sent = { method: 'POST', ...(body !== undefined && { body: JSON.stringify(body) }) };
			return (await (await fetch(server.url + path, sent)).json()) as SavedChannel;
		};
		const value = { name: '大厅', kind: 'wall', cities: ['420100'] };
		const { channel, test } = await post('/v1/channels', { value });
		expect(test).toBeNull();
		held = Date.now() + ahead;
		expect((await live()).alerts).toMatchObject({ test: null, sound: false });
		const tested = await post(`/v1/channels/${channel.id}/test`);
		expect(tested).toEqual({ ok: true, clock_ahead_seconds: null, screens: 0 });
		expect((await live()).alerts).toMatchObject({ test: { channel: '大厅' }, sound: true });
		const elsewhere = await server.get<{ alerts: unknown }>('/v1/live?city=440100');
		expect(elsewhere.alerts).toMatchObject({ test: null, sound: false });
		held += 15_000;
		expect((await live()).alerts).toMatchObject({ test: null, sound: false });
		[held, ahead] = [null, ahead + 15_000];
		await ask('DELETE', `/v1/channels/${channel.id}`);
	});

	it('that is gone leaves the list empty', async () => {
		const { channels } = await server.get<{ channels: ChannelView[] }>('/v1/channels');
		expect(channels).toEqual([]);
	});
});
