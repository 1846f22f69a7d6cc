/** Notices reach people by robots, webhooks and mail that enforce their own rules; once, and none is lost. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Alert, AlertNotice } from '../../src/lib/contract/alerts.ts';
import { channelSchema, type Channel, type Secrets } from '../../src/lib/contract/channels.ts';
import { formatInstant, parseIsoInstant } from '../../src/lib/contract/instant.ts';
import { CHANNEL, sealChannel } from '../../server/notify/channel.ts';
import { listDeliveries } from '../../server/notify/deliveries.ts';
import { createNotifier, type Notifier, type NotifierDeps } from '../../server/notify/notifier.ts';
import { openVault } from '../../server/notify/secrets.ts';
import { createSettings } from '../../server/settings/settings.ts';
import { migrate } from '../../server/store/migrate.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { makeFolder } from '../harness.ts';
import {
	dingtalkRobot,
	feishuRobot,
	webhookReceiver,
	wecomRobot,
	type RobotServer
} from '../robots.ts';

const EVENING = parseIsoInstant('2026-11-23T19:18:20+08:00')!;
const MINUTE_MS = 60_000;

let now = EVENING;
const clock = () => now;
let folder: string;
let store: Store;
let notifier: Notifier;
let closers: (() => Promise<unknown>)[] = [];

const settingsOf = () => createSettings({ store, clock });
const vaultOf = () => openVault(join(folder, 'secrets.key'));
let settings: ReturnType<typeof settingsOf>;

async function start(more: Partial<NotifierDeps> = {}): Promise<Notifier> {
	const vault = vaultOf();
	notifier = await createNotifier({
		store,
		settings,
		vault,
		clock,
		random: () => 0,
		wake: null,
		...more
	});
	return notifier;
}

beforeEach(async () => {
	now = EVENING;
	folder = makeFolder();
	store = await openStore({ dataDir: folder });
	await migrate(store, 'process');
	settings = settingsOf();
});
afterEach(async () => {
	await notifier.stop();
	for (const close of closers) await close();
	closers = [];
	await store.close();
	await rm(folder, { recursive: true, force: true });
});

async function robot(made: Promise<RobotServer>): Promise<RobotServer> {
	const server = await made;
	closers.push(() => server.close());
	return server;
}

/** Sets a channel as the API does. */
async function set(id: string, input: Record<string, unknown>, secrets: Secrets): Promise<Channel> {
	const channel = channelSchema.parse({ name: id, ...input });
	const value = sealChannel(channel, secrets, null, vaultOf());
	await settings.put(CHANNEL, { city: '', id, value, author: 'test' });
	return channel;
}

const WECOM = (server: RobotServer): Secrets => ({
	address: `${server.url}/cgi-bin/webhook/send?key=k`
});

function notice(id: string, kind: AlertNotice['kind'], more: Partial<Alert> = {}): AlertNotice {
	const alert = { id, kind: 'fall', severity: 'warning', acknowledged: null, ...more } as Alert;
	return {
		id: `${id}:${kind}`,
		kind,
		city: '420100',
		at: formatInstant(now),
		alert,
		alerts: [alert],
		title: { zh: `晚间接通率下降 ${id}`, en: `Evening rate falls ${id}` },
		text: { zh: '19:16 以来 81.6%，应有 92.4%，多失 25 通', en: 'Since 19:16' }
	};
}

const contents = (server: RobotServer) =>
	server.accepted.map(({ body }) => (body.text as { content: string }).content);

describe('a notice', () => {
	it('is accepted by a DingTalk, a WeCom and a Feishu robot and a webhook, each by its own rules', async () => {
		const ding = await robot(dingtalkRobot(clock, 't', 'SEC1'));
		const we = await robot(wecomRobot(clock, 'k'));
		const fei = await robot(feishuRobot(clock, 'hook', 'SEC2'));
		const hook = await robot(webhookReceiver(clock, 'SEC3'));
		await set(
			'ding',
			{ kind: 'dingtalk', keyword: '热线' },
			{ address: `${ding.url}/robot/send?access_token=t`, signing_key: 'SEC1' }
		);
		await set('we', { kind: 'wecom' }, WECOM(we));
		await set(
			'fei',
			{ kind: 'feishu', language: 'en' },
			{ address: `${fei.url}/open-apis/bot/v2/hook/hook`, signing_key: 'SEC2' }
		);
		await set('hook', { kind: 'webhook' }, { address: `${hook.url}/in`, signing_key: 'SEC3' });
		await start({ publicUrl: 'http://hotline.gov' });
		await notifier.accept(
			notice('a1', 'firing', {
				severity: 'critical',
				acknowledged: { by: 'duty', at: '', note: '13800138000' }
			})
		);
		await notifier.pump();
		expect(
			[ding, we, fei, hook].map(({ accepted, refused }) => [accepted.length, refused])
		).toEqual([1, 1, 1, 1].map((n) => [n, []]));
		expect(contents(we)[0]).toBe(
			'晚间接通率下降 a1\n19:16 以来 81.6%，应有 92.4%，多失 25 通\nhttp://hotline.gov/alerts?city=420100'
		);
		expect(we.accepted[0]?.body).toMatchObject({ text: { mentioned_list: ['@all'] } });
		expect(ding.accepted[0]?.body).toMatchObject({
			markdown: { title: '热线 晚间接通率下降 a1' },
			at: { isAtAll: true }
		});
		expect(fei.accepted[0]?.raw).toContain('Evening rate falls a1');
		// What people wrote stays in the house: it may name somebody.
		for (const { accepted } of [ding, we, fei, hook]) expect(accepted[0]?.raw).not.toContain('138');
	});

	it('is accepted by a mail server, with a Message-ID that names the delivery', async () => {
		const mails: string[] = [];
		const server = new SMTPServer({
			authMethods: ['PLAIN'],
			allowInsecureAuth: true,
			disabledCommands: ['STARTTLS'],
			onAuth: ({ username, password }, _session, done) =>
				username === 'duty' && password === 'right'
					? done(null, { user: 'duty' })
					: done(new Error('no')),
			onData(stream, _session, done) {
				const chunks: Buffer[] = [];
				stream.on('data', (chunk: Buffer) => chunks.push(chunk));
				stream.on('end', () => {
					mails.push(Buffer.concat(chunks).toString());
					done();
				});
			}
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		closers.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
		const { port } = server.server.address() as { port: number };
		const mail = {
			kind: 'email',
			host: '127.0.0.1',
			port,
			security: 'none',
			user: 'duty',
			from: 'rexian@hotline.gov.cn',
			to: ['duty@hotline.gov.cn']
		};
		await set('mail', mail, { password: 'right' });
		await start();
		await notifier.accept(notice('a1', 'firing'));
		await notifier.pump();
		expect(mails[0]).toMatch(/Message-ID: <[0-9a-f]{32}@rexian>/i);
		await set('mail', mail, { password: 'wrong' });
		expect(await notifier.test('mail')).toMatchObject({
			ok: false,
			failure: { reason: 'login_refused' }
		});
	});

	it('is delivered once, however often it is given, also after a restart', async () => {
		const we = await robot(wecomRobot(clock, 'k'));
		await set('we', { kind: 'wecom' }, WECOM(we));
		await start();
		for (let n = 0; n < 3; n++) await notifier.accept(notice('a1', 'firing'));
		await notifier.pump();
		await notifier.stop();
		await start();
		await notifier.accept(notice('a1', 'firing'));
		await notifier.pump();
		expect(we.accepted).toHaveLength(1);
	});

	it('queued before a restart is sent after it; one that was under way says that it may be a repeat', async () => {
		const we = await robot(wecomRobot(clock, 'k'));
		await set('we', { kind: 'wecom' }, WECOM(we));
		await start();
		await notifier.accept(notice('a1', 'firing'));
		await notifier.stop();
		await start();
		await notifier.pump();
		expect(contents(we)).toHaveLength(1);
		expect(contents(we)[0]).not.toContain('重复');
		// The process dies between the robot's answer and our note of it.
		await notifier.accept(notice('a2', 'firing'));
		const dying: Store = {
			...store,
			insert: (table, rows) =>
				rows.some(({ step }) => step === 'sent')
					? Promise.reject(new Error('killed'))
					: store.insert(table, rows)
		};
		await notifier.stop();
		await start({ store: dying });
		await expect(notifier.pump()).rejects.toThrow('killed');
		await notifier.stop();
		await start();
		await notifier.pump();
		expect(contents(we)).toHaveLength(3);
		expect(contents(we)[2]).toContain('可能重复');
	});

	it('longer than the robot takes is split on the ends of its lines, each part within 2048 bytes', async () => {
		const we = await robot(wecomRobot(clock, 'k'));
		await set('we', { kind: 'wecom' }, WECOM(we));
		await start();
		const long = notice('a1', 'firing');
		const lines = Array.from(
			{ length: 60 },
			(_, n) => `第 ${n} 行：晚间接通率低于常态，请加派坐席`
		);
		await notifier.accept({ ...long, text: { zh: lines.join('\n'), en: '' } });
		await notifier.pump();
		expect(we.refused).toEqual([]);
		expect(contents(we).length).toBeGreaterThan(1);
		expect(contents(we).flatMap((text) => text.split('\n').slice(1))).toEqual(lines);
		expect(contents(we)[1]).toContain('(2/');
	});
});

describe('a burst', () => {
	it('beyond the robot’s rate goes as a digest, and the robot never has to throttle us', async () => {
		const we = await robot(wecomRobot(clock, 'k'));
		await set('we', { kind: 'wecom' }, WECOM(we));
		await start();
		for (let n = 0; n < 50; n++) await notifier.accept(notice(`a${n}`, 'firing'));
		await notifier.pump();
		expect(we.refused).toEqual([]);
		expect(contents(we)).toHaveLength(1);
		expect(contents(we)[0]).toContain('50 条告警合并发送');
		for (let n = 0; n < 50; n++) expect(contents(we)[0]).toContain(`晚间接通率下降 a${n}`);
		// A hundred more, a few every second, for minutes.
		for (let n = 50; n < 150; n++) {
			now += 1_000;
			await notifier.accept(notice(`a${n}`, 'firing'));
			await notifier.pump();
		}
		now += MINUTE_MS;
		await notifier.pump();
		expect(we.refused).toEqual([]);
		const all = contents(we).join('\n').split('\n');
		for (let n = 0; n < 150; n++)
			expect(all.filter((line) => line.endsWith(`晚间接通率下降 a${n}`))).toHaveLength(1);
	});
});

describe('a robot that answers 200 with an error', () => {
	it('has not accepted: a wrong secret is told by the other channels and on the wall, once', async () => {
		const ding = await robot(dingtalkRobot(clock, 't', 'SEC1'));
		const we = await robot(wecomRobot(clock, 'k'));
		const address = `${ding.url}/robot/send?access_token=t`;
		await set('ding', { kind: 'dingtalk' }, { address, signing_key: 'SEC-wrong' });
		await set('we', { kind: 'wecom' }, WECOM(we));
		await start();
		for (const id of ['a1', 'a2']) {
			await notifier.accept(notice(id, 'firing'));
			await notifier.pump();
			await notifier.pump();
		}
		expect(ding.accepted).toHaveLength(0);
		expect(notifier.healthOf('ding')).toMatchObject({
			state: 'failing',
			failure: { reason: 'wrong_secret', code: 'errcode 310000' },
			waiting: 2
		});
		expect(contents(we).filter((text) => text.includes('通知渠道“ding”发送失败'))).toHaveLength(1);
		// Mended by a person: what waited goes at once, and the others hear of it.
		await set('ding', { kind: 'dingtalk' }, { address, signing_key: 'SEC1' });
		await notifier.pump();
		await notifier.pump();
		expect(ding.accepted).toHaveLength(2);
		expect(notifier.healthOf('ding')).toMatchObject({ state: 'ok', waiting: 0 });
		expect(contents(we).at(-1)).toContain('已恢复');
	});

	it('because our clock is off by more than an hour is told as that', async () => {
		const fei = await robot(feishuRobot(clock, 'hook', 'SEC2'));
		fei.clockOffsetMs = -2 * 3_600_000;
		const address = `${fei.url}/open-apis/bot/v2/hook/hook`;
		await set('fei', { kind: 'feishu' }, { address, signing_key: 'SEC2' });
		await start();
		expect(await notifier.test('fei')).toMatchObject({
			ok: false,
			failure: { reason: 'clock_skew', code: 'code 19021' }
		});
		expect(notifier.healthOf('fei').clock_ahead_seconds).toBeGreaterThan(7_000);
	});

	it.each([
		[{ status: 502, body: '' }, 'busy', 'HTTP 502'],
		[{ status: 200, body: '<html>proxy</html>' }, 'not_understood', 'HTTP 200'],
		[{ status: 302, body: '', headers: { location: 'http://other/' } }, 'redirected', 'HTTP 302'],
		[{ status: 200, body: '{"errcode":93000}' }, 'wrong_address', 'errcode 93000'],
		[{ status: 200, body: '{"errcode":45009}' }, 'rate_limited', 'errcode 45009']
	])('or with %j says so when tested', async (override, reason, code) => {
		const we = await robot(wecomRobot(clock, 'k'));
		we.override = override;
		await set('we', { kind: 'wecom' }, WECOM(we));
		await start();
		expect(await notifier.test('we')).toMatchObject({ ok: false, failure: { reason, code } });
	});
});

describe('a robot that cannot be reached', () => {
	it('is tried again with growing waits until it answers', async () => {
		const we = await robot(wecomRobot(clock, 'k'));
		we.override = { status: 503, body: '' };
		await set('we', { kind: 'wecom' }, WECOM(we));
		await start();
		await notifier.accept(notice('a1', 'firing'));
		await notifier.pump();
		await notifier.pump();
		expect(we.asked).toBe(1);
		for (const wait of [2_000, 5_000, 15_000]) {
			now += wait;
			await notifier.pump();
		}
		expect(we.asked).toBe(4);
		we.override = null;
		now += 45_000;
		await notifier.pump();
		expect(we.accepted).toHaveLength(1);
		const [logged] = await listDeliveries(store, {
			cities: null,
			from: EVENING,
			to: now + 1,
			limit: 10
		});
		expect(logged).toMatchObject({ step: 'sent', attempts: 5, city: '420100', alert: 'a1' });
	});

	it('is given up in the end, and said to have been', async () => {
		await set('we', { kind: 'wecom' }, { address: 'http://127.0.0.1:9/send?key=k' });
		await start();
		await notifier.accept(notice('a1', 'firing'));
		for (let n = 0; n < 20; n++) {
			await notifier.pump();
			now += 11 * MINUTE_MS;
		}
		const question = { cities: null, from: EVENING, to: now, limit: 10 };
		const [logged] = await listDeliveries(store, question);
		expect(logged).toMatchObject({ step: 'gave_up', reason: 'unreachable', attempts: 14 });
	});
});

describe('whom a notice is for', () => {
	it('is decided by city, kind and severity', async () => {
		const we = await robot(wecomRobot(clock, 'k'));
		await set('other-city', { kind: 'wecom', cities: ['110000'] }, WECOM(we));
		await set('other-kind', { kind: 'wecom', alert_kinds: ['wait'] }, WECOM(we));
		await set('grave', { kind: 'wecom', from_severity: 'critical' }, WECOM(we));
		await set('off', { kind: 'wecom', enabled: false }, WECOM(we));
		await start();
		await notifier.accept(notice('a1', 'firing'));
		await notifier.pump();
		expect(we.accepted).toHaveLength(0);
		await notifier.accept(notice('a2', 'firing', { severity: 'critical' }));
		await notifier.pump();
		expect(we.accepted).toHaveLength(1);
	});

	it('waits for further people until nobody has acknowledged it for so long', async () => {
		const we = await robot(wecomRobot(clock, 'k'));
		await set('chief', { kind: 'wecom', after_minutes: 10 }, WECOM(we));
		const states: Record<string, 'firing' | 'acknowledged'> = { a1: 'firing', a2: 'acknowledged' };
		await start({ stateOf: (_city, alert) => Promise.resolve(states[alert] ?? null) });
		for (const id of ['a1', 'a2']) await notifier.accept(notice(id, 'firing'));
		now += 10 * MINUTE_MS - 1;
		await notifier.pump();
		expect(we.accepted).toHaveLength(0);
		now += 1;
		await notifier.pump();
		expect(contents(we)).toHaveLength(1);
		expect(contents(we)[0]).toContain('a1');
	});

	it('is held over quiet hours and comes as one, but for what is critical', async () => {
		const we = await robot(wecomRobot(clock, 'k'));
		const quiet = { from: '19:00', to: '21:00' };
		await set('we', { kind: 'wecom', quiet }, WECOM(we));
		await start();
		for (const id of ['a1', 'a2', 'a3']) await notifier.accept(notice(id, 'firing'));
		await notifier.accept(notice('a4', 'firing', { severity: 'critical' }));
		await notifier.accept({ ...notice('a3', 'resolved'), id: 'a3:resolved' });
		await notifier.pump();
		expect(contents(we)).toHaveLength(1);
		expect(contents(we)[0]).toContain('a4');
		now = parseIsoInstant('2026-11-23T21:00:00+08:00')!;
		await notifier.pump();
		expect(contents(we)).toHaveLength(2);
		expect(contents(we)[1]).toContain('2 条告警合并发送');
		// Ended before anybody heard of it.
		expect(contents(we)[1]).not.toContain('a3');
	});

	it('tells of an end only those who were told of the beginning', async () => {
		const we = await robot(wecomRobot(clock, 'k'));
		await set('we', { kind: 'wecom' }, WECOM(we));
		await start();
		await notifier.accept(notice('a1', 'firing'));
		await notifier.pump();
		await notifier.accept(notice('a1', 'resolved'));
		await notifier.accept(notice('a2', 'resolved'));
		await notifier.pump();
		expect(contents(we)).toHaveLength(2);
	});
});

describe('secrets', () => {
	it('are in no table, and cannot be opened with another key', async () => {
		const we = await robot(wecomRobot(clock, 'k'));
		await set('we', { kind: 'wecom' }, { address: `${we.url}/send?key=SECRETKEY` });
		await start();
		await notifier.accept(notice('a1', 'firing'));
		await notifier.pump();
		for (const table of ['settings', 'deliveries'])
			expect(JSON.stringify(await store.read(`SELECT * FROM ${table}`))).not.toContain('SECRETKEY');
		await rm(join(folder, 'secrets.key'));
		await notifier.stop();
		await start();
		expect(await notifier.test('we')).toMatchObject({ failure: { reason: 'secrets_unreadable' } });
	});
});
