/** What a wall does that nobody touches: rotates, hides the cursor, says what is wrong, loads itself anew. */
import { rm } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeFolder, startTestServer } from '../harness.ts';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';

const HD = { width: 1920, height: 1080 };
const CITY = '420100';

let browser: Browser;
let server: Awaited<ReturnType<typeof startTestServer>>;
const folder = makeFolder();
const opened: WatchedPage[] = [];

beforeAll(async () => {
	[browser, server] = await Promise.all([launchBrowser(), startTestServer({ folder })]);
	const now = Date.now();
	await server.sendAll(
		[0, 1, 2, 3].map((id) => ({
			type: 'call',
			city: CITY,
			call_id: `c${id}`,
			revision: 1,
			arrived_at: now - 60_000,
			queued_at: now - 45_000,
			...(id === 0 ? { ended_at: now - 30_000 } : { answered_at: now - 40_000 })
		}))
	);
	await server.settled();
});
afterEach(async () => {
	for (const { page } of opened.splice(0)) await page.context().close();
});
afterAll(async () => {
	await browser.close();
	await server.close();
	await rm(folder, { recursive: true, force: true });
});

async function open(path: string, prepare?: (page: Page) => Promise<void>): Promise<Page> {
	const watched = await openPage(browser, { viewport: HD });
	opened.push(watched);
	await prepare?.(watched.page);
	await watched.page.goto(server.url + path);
	return watched.page;
}
const shows = (page: Page, words: RegExp) =>
	expect.poll(() => page.locator('body').innerText(), { interval: 50 }).toMatch(words);
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { neverReloaded: true }));
const wasReloaded = (page: Page) => page.evaluate(() => !('neverReloaded' in window));

/** Lets the socket stand but nothing of what the server says through, while `stalled` holds. */
async function stallable(page: Page) {
	const line = { stalled: false, isUpgraded: false };
	// Whoever comes back begins by polling.
	await page.route('**/socket.io/**', (route) => (line.stalled ? route.abort() : route.continue()));
	await page.routeWebSocket(/socket\.io/, (socket) => {
		const upstream = socket.connectToServer();
		upstream.onMessage((message) => {
			line.isUpgraded ||= message !== '3probe';
			// The engine's pings are no figures: without them it would hang up by itself.
			if (!line.stalled || message === '2') socket.send(message);
		});
	});
	return line;
}

/** Not while the socket still polls: that would be refused, and not stand. */
async function stall(line: Awaited<ReturnType<typeof stallable>>): Promise<void> {
	await expect.poll(() => line.isUpgraded).toBe(true);
	line.stalled = true;
}

describe('a wall', () => {
	it('changes to the next one by itself, and keeps what the URL says', async () => {
		const page = await open(`/wall?rotate=today,evening&every=5&city=${CITY}`);
		await page.waitForURL('**/wall/evening?**');
		expect(new URL(page.url()).searchParams.get('city')).toBe(CITY);
	});

	it('has no cursor once nobody moves it', async () => {
		const page = await open(`/wall?city=${CITY}`);
		await page.locator('h1').waitFor();
		const cursor = () =>
			page.evaluate(() => getComputedStyle(document.querySelector('h1')!).cursor);
		await expect.poll(cursor).toBe('none');
		// Each move shows it again for a moment.
		const moved = async () => {
			await page.mouse.move(10, 10);
			await page.mouse.move(60, 60);
			return cursor();
		};
		await expect.poll(moved).toBe('auto');
	});

	it('has nothing that is read from afar smaller than a fortieth of its height', async () => {
		for (const path of ['/wall', '/wall/evening', '/wall/province']) {
			const page = await open(`${path}?city=${CITY}`);
			// The evening's wall has none of the calls of other hours.
			await shows(page, path === '/wall/evening' ? /今日 17 点起[^]*夜间/ : /75\.0/);
			const small = await page.evaluate(() =>
				[...document.querySelectorAll('h1, h2, p, span, b, strong, time, text')]
					.filter((node) =>
						[...node.childNodes].some((child) => child.nodeType === 3 && child.textContent?.trim())
					)
					.map((node) => [node.textContent.trim(), parseFloat(getComputedStyle(node).fontSize)])
					.filter(([, size]) => (size as number) < 27)
			);
			expect(small, path).toEqual([]);
		}
	});

	it('marks old figures with their age, on the evening’s wall as on the day’s', async () => {
		let line = { stalled: false, isUpgraded: false };
		const page = await open(`/wall/evening?city=${CITY}`, async (fresh) => {
			line = await stallable(fresh);
			await fresh.clock.install();
		});
		await shows(page, /实时/);
		await stall(line);
		await page.clock.fastForward(20_000);
		await shows(page, /停滞[^]*秒前/);
		expect(await page.locator('main.held').count()).toBe(1);
	});

	it('says that the network is gone where this machine has none, and keeps the last figures', async () => {
		let line = { stalled: false, isUpgraded: false };
		const page = await open(`/wall?city=${CITY}`, async (fresh) => {
			line = await stallable(fresh);
			await fresh.clock.install();
		});
		await shows(page, /75\.0/);
		await stall(line);
		await page.context().setOffline(true);
		await page.clock.fastForward(20_000);
		await shows(page, /网络中断/);
		expect(await page.locator('body').innerText()).toMatch(/75\.0/);
		await page.context().setOffline(false);
		line.stalled = false;
		await shows(page, /实时/);
	});

	it('tells a province’s wall that the server is gone, and how old its figures are', async () => {
		const page = await open('/wall/province', async (fresh) => {
			await fresh.clock.install();
		});
		await shows(page, /75\.0/);
		await page.route('**/v1/province', (route) => route.abort());
		await page.clock.fastForward(70_000);
		await shows(page, /服务端没有应答\s+已 1 分/);
		expect(await page.locator('body').innerText()).toMatch(/75\.0/);
	});
});

it('a wall that the browser keeps silent says so, once, and goes on', async () => {
	const words = { zh: '晚间接通率下降', en: 'Evening rate falls' };
	const alert = { id: 'a', severity: 'critical', state: 'firing', since: '', acknowledged: null };
	const alerts = {
		now: [{ ...alert, headline: words, figures: words, delivered: null }],
		failing: [],
		test: null,
		sound: true
	};
	const errors: string[] = [];
	const page = await open(`/wall?city=${CITY}`, async (fresh) => {
		fresh.on('pageerror', ({ message }) => errors.push(message));
		await fresh.addInitScript(() => {
			Object.defineProperty(AudioContext.prototype, 'state', { get: () => 'suspended' });
			AudioContext.prototype.resume = () => new Promise(() => undefined);
		});
		const sounding = (text: string) =>
			text.replace(
				/"alerts":\{[^[\]]*"now":\[\],"failing":\[\],"test":null,"sound":false\}/,
				`"alerts":${JSON.stringify(alerts)}`
			);
		// The whole may come before the line is upgraded from polling, or after.
		await fresh.route('**/socket.io/**', async (route) => {
			const response = await route.fetch();
			await route.fulfill({ response, body: sounding(await response.text()) });
		});
		await fresh.routeWebSocket(/socket\.io/, (socket) => {
			const upstream = socket.connectToServer();
			upstream.onMessage((message) => socket.send(sounding(String(message))));
		});
	});
	await shows(page, /晚间接通率下降[^]*已静音/);
	await shows(page, /75\.0/);
	expect(errors).toEqual([]);
});

it('a wall shows that somebody tries it out', async () => {
	const page = await open(`/wall?city=${CITY}`);
	await shows(page, /75\.0/);
	const post = async (path: string, body?: unknown) => {
		const sent = { method: 'POST', ...(body !== undefined && { body: JSON.stringify(body) }) };
		return (await (await fetch(server.url + path, sent)).json()) as Record<string, unknown>;
	};
	const value = { name: '大厅', kind: 'wall', cities: [CITY], sound: false };
	const { channel } = await post('/v1/channels', { value });
	// It is shown for a quarter of a minute: where that is over before it is read, it is tried again.
	const tryOut = async () => {
		const tested = await post(`/v1/channels/${(channel as { id: string }).id}/test`);
		expect(tested.screens).toBeGreaterThan(0);
		const banner = page.getByText(/测试：大厅/).first();
		return banner.waitFor({ timeout: 14_000 }).then(
			() => page.locator('body').innerText(),
			() => ''
		);
	};
	await expect.poll(tryOut).toMatch(/测试：大厅[^]*不是告警/);
});

describe('a wall loads itself anew', () => {
	it('when the server has another version of the pages', async () => {
		const served: { version?: string } = {};
		const page = await open(`/wall?city=${CITY}`, async (fresh) => {
			await fresh.route('**/_app/version.json', (route) =>
				served.version === undefined
					? route.continue()
					: route.fulfill({ json: served, contentType: 'application/json' })
			);
			await fresh.clock.install();
		});
		await shows(page, /75\.0/);
		await mark(page);
		served.version = 'another';
		await page.clock.runFor(70_000);
		await expect.poll(() => wasReloaded(page)).toBe(true);
		await shows(page, /75\.0/);
	});

	it('when it has had no figures for minutes though the server answers', async () => {
		let line = { stalled: false, isUpgraded: false };
		const page = await open(`/wall?city=${CITY}`, async (fresh) => {
			line = await stallable(fresh);
			await fresh.clock.install();
		});
		await shows(page, /75\.0/);
		await mark(page);
		await stall(line);
		// Sooner than ten minutes after it was loaded it never does: what a reload cannot cure must not loop.
		for (let minute = 0; minute < 9; minute++) await page.clock.runFor(60_000);
		expect(await wasReloaded(page)).toBe(false);
		await page.clock.runFor(90_000).catch(() => undefined);
		await expect.poll(() => wasReloaded(page)).toBe(true);
	});

	it('when its heap is over the ceiling, but not while the server is gone', async () => {
		const page = await open(`/wall?city=${CITY}`, async (fresh) => {
			await fresh.clock.install();
			await fresh.addInitScript(() => {
				const heap = () => (sessionStorage.getItem('large') ? 500 * 2 ** 20 : 20 * 2 ** 20);
				Object.defineProperty(performance, 'memory', {
					get: () => ({ usedJSHeapSize: heap() })
				});
			});
		});
		await shows(page, /75\.0/);
		await mark(page);
		let isUp = false;
		await page.route('**/healthz', (route) => (isUp ? route.continue() : route.abort()));
		await page.evaluate(() => sessionStorage.setItem('large', 'yes'));
		for (let minute = 0; minute < 11; minute++) await page.clock.runFor(60_000);
		expect(await wasReloaded(page)).toBe(false);
		// The clock leapt: without a message since then the wall takes itself for stuck, and is right.
		await expect
			.poll(() => page.locator('body').innerText(), { interval: 50 })
			.not.toMatch(/停滞|中断/);
		await page.evaluate(() => sessionStorage.removeItem('large'));
		isUp = true;
		await page.clock.runFor(10_000);
		expect(await wasReloaded(page)).toBe(false);
		await page.evaluate(() => sessionStorage.setItem('large', 'yes'));
		await page.clock.runFor(10_000);
		await expect.poll(() => wasReloaded(page)).toBe(true);
	});
});
