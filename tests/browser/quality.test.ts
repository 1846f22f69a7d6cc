/** The page on data quality in a real browser on a real server. */
import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder, startTestServer } from '../harness.ts';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';

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

async function open(path: string, options = {}): Promise<WatchedPage> {
	const watched = await openPage(browser, options);
	opened.push(watched);
	await watched.page.goto(server.url + path);
	return watched;
}

let calls = 0;
const call = (more: object = {}) => ({
	type: 'call',
	city: '420100',
	call_id: `call-${++calls}`,
	revision: 1,
	arrived_at: Date.now() - 60_000,
	queued_at: Date.now() - 45_000,
	answered_at: Date.now() - 37_000,
	...more
});
const bad = () => JSON.stringify(call({ answered_by: 'Queue' }));

/** Something of everything that the page can show. */
async function sendTrouble(): Promise<void> {
	const lost = Date.now() - 3 * 3_600_000;
	await server.sendAll([
		call({ call_id: 'lost-end', arrived_at: lost, queued_at: lost, answered_at: null }),
		call({ call_id: 'twice', mos: 4 }),
		call({ call_id: 'twice', mos: 3 }),
		call({ ended_at: Date.now() + 120_000 })
	]);
	await server.send(bad());
	await server.settled();
}

const text = (page: Page) => page.locator('body').innerText();
const shows = (page: Page, words: string | RegExp) =>
	expect.poll(() => text(page), { interval: 50 }).toMatch(words);

describe('the page', () => {
	it('says what is wrong, what it means and what to do', async () => {
		await sendTrouble();
		const { page, errors, origins } = await open('/quality');
		await shows(page, /结束记录缺失：1 通[^]*检查话务系统的挂机事件/);
		await shows(page, /被拒绝：1 行/);
		await shows(page, /内容冲突：1 条/);
		await shows(page, /answered_by=Queue/);
		await shows(page, /lost-end/);
		await shows(page, /不同的字段\s*mos/);
		expect(errors).toEqual([]);
		expect([...origins]).toEqual([server.url]);
	});

	it('names what an import could not map, by file and run, in both languages', async () => {
		const notes = {
			city: '420100',
			file: { key: '0123456789abcdef', name: '工单-2024.csv' },
			from_line: 1,
			lines: 900,
			rejected: [{ reason: 'time_serial', n: 12 }],
			unmapped: [{ column: '渠道', value: '传真', n: 30 }]
		};
		await server.sendAll([call()]);
		const told = await fetch(`${server.url}/v1/imports/run-1/notes`, {
			method: 'POST',
			body: JSON.stringify(notes)
		});
		expect(told.status).toBe(204);
		const { page, errors } = await open('/quality');
		await shows(page, /导入时被拒绝：12 行/);
		await shows(page, /时间变成天数[^]*工单-2024.csv · 导入 run-1/);
		await shows(page, /渠道 = 传真[^]*× 30/);
		await page.goto(`${server.url}/quality?lang=en`);
		await shows(page, /Found while importing[^]*Time as a day number/);
		expect(errors).toEqual([]);
	});

	it('shows a new rejection by itself, and the old figures until then', async () => {
		await server.sendAll([call()]);
		await server.send(bad());
		await server.settled();
		const watched = await openPage(browser);
		opened.push(watched);
		const { page } = watched;
		await page.clock.install();
		await page.goto(`${server.url}/quality`);
		await shows(page, /被拒绝：1 行/);
		// The next answer takes its time: until it is there, nothing is blank.
		let release = () => {};
		const held = new Promise<void>((resolve) => (release = resolve));
		await page.route('**/v1/quality*', async (route) => {
			await held;
			await route.continue();
		});
		await server.send(bad());
		await page.clock.fastForward(11_000);
		expect(await text(page)).toMatch(/被拒绝：1 行/);
		release();
		await shows(page, /被拒绝：2 行/);
	});

	it('keeps the figures and says so when the service is gone, and comes back', async () => {
		await sendTrouble();
		const watched = await openPage(browser);
		opened.push(watched);
		const { page } = watched;
		await page.clock.install();
		await page.goto(`${server.url}/quality`);
		await shows(page, /被拒绝：1 行/);
		await page.route('**/v1/quality*', (route) => route.abort());
		await page.clock.fastForward(11_000);
		await shows(page, /暂时连不上服务，以下仍是/);
		expect(await text(page)).toMatch(/被拒绝：1 行/);
		await page.unroute('**/v1/quality*');
		await page.clock.fastForward(11_000);
		await expect.poll(() => text(page)).not.toMatch(/暂时连不上服务/);
	});

	it('keeps its window in the address, by keyboard too', async () => {
		await sendTrouble();
		const { page } = await open('/quality');
		await shows(page, /被拒绝：1 行/);
		await page.getByRole('link', { name: '近 7 天' }).focus();
		await page.keyboard.press('Enter');
		await page.waitForURL('**/quality?days=7');
		await expect
			.poll(() => page.getByRole('link', { name: '近 7 天' }).getAttribute('aria-current'))
			.toBe('true');
		await page.reload();
		await shows(page, /被拒绝：1 行/);
		expect(await page.getByRole('link', { name: '近 7 天' }).getAttribute('aria-current')).toBe(
			'true'
		);
	});

	it('says that nothing is wrong where nothing is', async () => {
		const whole = { caller: '13800138000', welcome_seconds: 8, menu_depth: 1, mos: 4 };
		const more = { ...whole, resolved_on_contact: true };
		await server.sendAll(Array.from({ length: 40 }, () => call(more)));
		await server.settled();
		const { page } = await open('/quality');
		await shows(page, /没有需要处理的问题/);
		await shows(page, /欢迎语秒数\s*缺 0 \/ 40 来电\s*100\.0%/);
	});
});

it('a reader of another city is told so, a display sees no single records', async () => {
	const sha256 = (token: string) => createHash('sha256').update(token).digest('hex');
	const tokens = [
		{ id: 'pbx', sha256: sha256('pbx'), role: 'ingest', cities: 'all' },
		{ id: 'wall', sha256: sha256('wall'), role: 'display', cities: ['420100'] }
	];
	const file = join(folder, 'auth.json');
	await writeFile(file, JSON.stringify({ tokens }));
	await server.close();
	server = await startTestServer({ folder, env: { AUTH_FILE: file } });
	const headers = { authorization: 'Bearer pbx' };
	const ids = [call({ call_id: 'twice', mos: 4 }), call({ call_id: 'twice', mos: 3 })];
	await server.send(ids.map((event) => JSON.stringify(event)).join('\n'), headers);
	await server.settled();
	const { page } = await open('/quality');
	await shows(page, /请先登录/);
	await page.context().addCookies([{ name: 'rexian_token', value: 'wall', url: server.url }]);
	await page.goto(`${server.url}/quality?city=110000`);
	await shows(page, /无权查看这座城市/);
	await page.goto(`${server.url}/quality`);
	await shows(page, /不能查看单条记录/);
	expect(await text(page)).not.toMatch(/twice/);
});

describe('for everybody', () => {
	it.each([
		['/quality', 'light', 1920],
		['/quality?lang=en', 'dark', 1920],
		['/quality', 'dark', 390]
	] as const)(
		'%s %s at %i has no serious barrier and nothing sticks out',
		async (path, scheme, width) => {
			await sendTrouble();
			const { page, errors } = await open(path, {
				viewport: { width, height: 900 },
				colorScheme: scheme
			});
			await shows(page, path.includes('en') ? /End records missing: 1/ : /结束记录缺失：1 通/);
			for (const details of await page.locator('details summary').all()) await details.click();
			const { violations } = await new AxeBuilder({ page }).analyze();
			const serious = violations.filter(
				({ impact }) => impact === 'serious' || impact === 'critical'
			);
			expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
			const overflow = await page.evaluate(
				() => document.documentElement.scrollWidth - window.innerWidth
			);
			expect(overflow).toBeLessThanOrEqual(0);
			expect(errors).toEqual([]);
		}
	);
});
