/** `npm run test:long`: what is shown when there is nothing, nobody may see it, or nothing comes any more. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeFolder, startTestServer } from '../harness.ts';
import { launchBrowser, openPage } from './browser.ts';
import { compareWithKept, shrinkOf } from './snapshot.ts';
import { CITY, MOMENT, startWorld, type World } from './world.ts';

const HD = [1920, 1080] as const;
const PHONE = [390, 844] as const;
const CITY_AND_DARK = `?city=${CITY}&theme=dark`;
const STALLED_MS = 25_000;
const SILENT_MS = 11 * 60_000;

let browser: Browser;
const opened: Page[] = [];
afterEach(async () => {
	for (const page of opened.splice(0)) await page.context().close();
});

async function open(size: readonly [number, number]): Promise<Page> {
	const [width, height] = size;
	const { page } = await openPage(browser, {
		viewport: { width, height },
		deviceScaleFactor: 1 / shrinkOf(width, height)
	});
	opened.push(page);
	return page;
}
const shows = (page: Page, words: RegExp) =>
	expect.poll(() => page.locator('body').innerText()).toMatch(words);
const looksAsKept = (page: Page, name: string) =>
	compareWithKept(page, `states/${name}`, 'repository');

describe.runIf(process.env.REXIAN_LONG)('as it is kept', () => {
	beforeAll(async () => {
		browser = await launchBrowser();
	});
	afterAll(() => browser.close());

	describe('a wall whose figures', () => {
		let world: World;
		beforeAll(async () => {
			world = await startWorld();
		}, 900_000);
		afterAll(() => world.close());

		/** Opens it live; from then on nothing that the server says arrives. */
		async function cutOff(path: string): Promise<Page> {
			let isCut = false;
			const page = await open(HD);
			await page.route('**/socket.io/**', (route) => (isCut ? route.abort() : route.continue()));
			await page.routeWebSocket(/socket\.io/, (socket) => {
				const server = socket.connectToServer();
				server.onMessage((message) => {
					if (!isCut) socket.send(message);
				});
			});
			await page.clock.setFixedTime(MOMENT);
			await page.goto(`${world.server.url}${path}${CITY_AND_DARK}`);
			await shows(page, /实时[^]*\d\d\.\d/);
			isCut = true;
			return page;
		}

		it.each(['/wall', '/wall/evening'])('do not come, on %s', async (path) => {
			const page = await cutOff(path);
			await page.clock.setFixedTime(MOMENT + STALLED_MS);
			await shows(page, /停滞/);
			await looksAsKept(page, `stalled${path.replaceAll('/', '-')}`);
		});

		it('do not come because its machine has no network', async () => {
			const page = await cutOff('/wall');
			await page.context().setOffline(true);
			await page.clock.setFixedTime(MOMENT + STALLED_MS);
			await shows(page, /网络中断/);
			await looksAsKept(page, 'offline');
		});

		it.each([
			['silent', /数据源静默/],
			['quiet', /数据源在线/]
		] as const)('are old because the feed is %s', async (name, words) => {
			world.moveTo(MOMENT + SILENT_MS);
			if (name === 'quiet') await world.server.send('');
			const page = await open(HD);
			await page.clock.setFixedTime(MOMENT + SILENT_MS);
			await page.goto(`${world.server.url}/wall${CITY_AND_DARK}`);
			await shows(page, words);
			await looksAsKept(page, name);
		});

		it('stand still because the server is gone', async () => {
			const page = await open(HD);
			await page.clock.setFixedTime(MOMENT + SILENT_MS);
			await page.goto(`${world.server.url}/wall${CITY_AND_DARK}`);
			await shows(page, /\d\d\.\d/);
			await world.close();
			await shows(page, /服务端没有应答/);
			await looksAsKept(page, 'server-gone');
		});
	});

	describe('a server without a single event', () => {
		let server: Awaited<ReturnType<typeof startTestServer>>;
		beforeAll(async () => {
			server = await startTestServer({ clock: () => MOMENT });
		});
		afterAll(() => server.close());

		it.each([
			['/', HD],
			['/wall', HD],
			['/measures', HD],
			['/index', PHONE],
			['/alerts', PHONE],
			['/province', PHONE]
		] as const)('%s at %j', async (path, size) => {
			const page = await open(size);
			await page.clock.setFixedTime(MOMENT);
			await page.goto(`${server.url}${path}${CITY_AND_DARK}`);
			await page.waitForLoadState('networkidle');
			await looksAsKept(page, `empty${path.replaceAll('/', '-').replace(/-$/, '-today')}`);
		});

		it.each([
			['fails', 500],
			['never answers', null]
		] as const)('/measures while the server %s', async (name, status) => {
			const page = await open(HD);
			await page.clock.setFixedTime(MOMENT);
			await page.route('**/v1/measures?**', (route) =>
				status === null ? undefined : route.fulfill({ status, body: '' })
			);
			await page.goto(`${server.url}/measures${CITY_AND_DARK}`);
			await shows(page, status === null ? /正在/ : /再试|重试/);
			await looksAsKept(page, name.replace(' ', '-'));
		});
	});

	describe('a server that wants to know who asks', () => {
		let server: Awaited<ReturnType<typeof startTestServer>>;
		beforeAll(async () => {
			const file = join(makeFolder(), 'auth.json');
			const sha256 = createHash('sha256').update('token').digest('hex');
			const token = { id: 'wall', sha256, role: 'display', cities: ['110000'] };
			writeFileSync(file, JSON.stringify({ tokens: [token] }));
			server = await startTestServer({ clock: () => MOMENT, env: { AUTH_FILE: file } });
		});
		afterAll(() => server.close());

		it.each([
			['/wall', HD],
			['/measures', PHONE],
			['/login', HD]
		] as const)('%s at %j', async (path, size) => {
			const page = await open(size);
			await page.clock.setFixedTime(MOMENT);
			await page.goto(`${server.url}${path}${CITY_AND_DARK}`);
			await page.waitForLoadState('networkidle');
			await looksAsKept(page, `stranger${path.replaceAll('/', '-')}`);
		});
	});
});
