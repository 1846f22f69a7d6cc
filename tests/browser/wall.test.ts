/** The wall in a real browser on a real server: empty, live, stale, gone and back. */
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder, startTestServer } from '../harness.ts';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';

const run = promisify(execFile);
const HD = { width: 1920, height: 1080 };

let browser: Browser;
let folder: string;
let server: Awaited<ReturnType<typeof startTestServer>>;
const opened: WatchedPage[] = [];

beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
	folder = makeFolder();
	server = await startTestServer({ folder });
});
afterEach(async () => {
	for (const { page } of opened.splice(0)) await page.context().close();
	await server.close();
	await rm(folder, { recursive: true, force: true });
});

async function open(path: string, viewport = HD): Promise<WatchedPage> {
	const watched = await openPage(browser, { viewport });
	opened.push(watched);
	await watched.page.goto(server.url + path);
	return watched;
}

let calls = 0;
/** A call of the last minute; answered after 8 s unless told otherwise. */
function call(more: object = {}, city = '420100') {
	const now = Date.now();
	return {
		type: 'call',
		city,
		call_id: `call-${++calls}`,
		revision: 1,
		arrived_at: now - 60_000,
		queued_at: now - 45_000,
		answered_at: now - 37_000,
		...more
	};
}
const lost = () => call({ answered_at: null, ended_at: Date.now() - 20_000 });

const text = (page: Page) => page.locator('body').innerText();
const shows = (page: Page, words: string | RegExp) =>
	expect.poll(() => text(page), { interval: 20 }).toMatch(words);

describe('the empty wall', () => {
	it('prints a curl line that works as it stands, and then shows the city by itself', async () => {
		const { page } = await open('/wall');
		const command = await page.locator('pre').innerText();
		const { stdout } = await run('sh', ['-c', command]);
		expect(JSON.parse(stdout)).toMatchObject({ accepted: 1, rejected_total: 0 });
		await shows(page, /武汉市 12345/);
		await shows(page, /1 \/ 1 通/);
	});
});

describe('the wall', () => {
	it('moves with an event, without a reload', async () => {
		await server.sendAll([call(), call(), call(), lost()]);
		const { page, errors, origins } = await open('/wall');
		await shows(page, /75\.0/);
		await server.sendAll([call()]);
		await shows(page, /4 \/ 5 通/);
		expect(errors).toEqual([]);
		expect([...origins]).toEqual([server.url]);
	});

	it('shows who waits, and the wait grows while nothing is sent', async () => {
		await server.sendAll([call(), call({ answered_at: null })]);
		const { page } = await open('/wall');
		await shows(page, /正在等待\s*1\s*人/);
		const seen = new Set<string>();
		await expect
			.poll(async () => seen.add((await text(page)).match(/最长已等\s*(\S+)/)?.[1] ?? '').size)
			.toBeGreaterThan(2);
	});

	it('says that it was cut off, keeps the last figures, and comes back without a reload', async () => {
		await server.sendAll([call(), lost()]);
		const { page } = await open('/wall');
		await shows(page, /50\.0/);
		await page.evaluate(() => Object.assign(window, { neverReloaded: true }));
		await server.close();
		await shows(page, /服务端没有应答/);
		expect(await text(page)).toMatch(/50\.0/);
		server = await startTestServer({ folder, env: { PORT: new URL(server.url).port } });
		await server.sendAll([call(), call()]);
		await shows(page, /75\.0/);
		await shows(page, /实时/);
		expect(await page.evaluate(() => 'neverReloaded' in window)).toBe(true);
	});

	it('tells a stalled feed from a live one, with its age, and greets its return', async () => {
		await server.sendAll([call()]);
		const watched = await openPage(browser, { viewport: HD });
		opened.push(watched);
		const { page } = watched;
		// The socket stays open, but what the server says no longer arrives.
		let stalled = false;
		await page.routeWebSocket(/socket\.io/, (socket) => {
			const upstream = socket.connectToServer();
			upstream.onMessage((message) => {
				// The engine's pings are no figures: without them it would hang up by itself.
				if (!stalled || message === '2') socket.send(message);
			});
		});
		await page.clock.install();
		await page.goto(`${server.url}/wall`);
		await shows(page, /实时/);
		stalled = true;
		await page.clock.fastForward(20_000);
		await shows(page, /停滞[^]*秒前/);
		expect(await text(page)).toMatch(/100\.0/);
		stalled = false;
		await shows(page, /实时/);
	});

	it('never shows nothing as zero', async () => {
		await server.sendAll([
			{
				type: 'rating',
				city: '420100',
				rating_id: 'r',
				revision: 1,
				kind: 'after_call',
				about: 'x',
				rated_at: Date.now() - 1000,
				score: 5
			}
		]);
		const { page } = await open('/wall');
		await shows(page, /话后满意度[^]*100/);
		expect(await text(page)).toMatch(/还没有已出结果的来电/);
		expect(await text(page)).not.toMatch(/\b0\.0\s*%/);
	});

	it('asks which city when there are several', async () => {
		await server.sendAll([call(), call({}, '110000')]);
		const { page } = await open('/wall');
		await shows(page, /选择城市/);
		await page.getByText('北京市').click();
		await shows(page, /北京市 12345/);
		expect(new URL(page.url()).searchParams.get('city')).toBe('110000');
	});
});

describe('for everybody', () => {
	it('in English behind a switch', async () => {
		await server.sendAll([call(), lost()]);
		const { page } = await open('/wall?lang=en');
		await shows(page, /Connection rate[^]*50\.0/);
		expect(await page.locator('html').getAttribute('lang')).toBe('en');
	});
});
