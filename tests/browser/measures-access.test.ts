/** The measures page of those who may not see everything. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeFolder, startTestServer } from '../harness.ts';
import { launchBrowser, openPage } from './browser.ts';

const PATH = '/measures?city=420100&from=2026-11-02&to=2026-11-02';
const at = (clock: string) => Date.parse(`2026-11-02T${clock}:00+08:00`);
const ROLES = { wall: 'display', pbx: 'ingest', chief: 'manager' };

let browser: Browser;
let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
	const file = join(makeFolder(), 'auth.json');
	const tokens = Object.entries(ROLES).map(([id, role]) => ({
		id,
		sha256: createHash('sha256').update(id).digest('hex'),
		role,
		cities: ['420100']
	}));
	writeFileSync(file, JSON.stringify({ tokens }));
	server = await startTestServer({ env: { AUTH_FILE: file }, clock: () => at('20:00') });
	const call = { type: 'call', city: '420100', revision: 1, queued_at: at('09:00') };
	const events = [
		{ ...call, call_id: 'a', arrived_at: at('09:00'), answered_at: at('09:01') },
		{ ...call, call_id: 'b', arrived_at: at('09:00'), ended_at: at('09:02') }
	];
	const body = events.map((event) => JSON.stringify(event)).join('\n');
	await server.send(body, { authorization: 'Bearer pbx' });
	await server.settled();
	browser = await launchBrowser();
});
afterAll(async () => {
	await browser.close();
	await server.close();
});

async function openAs(token: string | null, path: string): Promise<Page> {
	const { page } = await openPage(browser, { viewport: { width: 1920, height: 1080 } });
	if (token)
		await page.context().addCookies([{ name: 'rexian_token', value: token, url: server.url }]);
	await page.goto(server.url + path);
	return page;
}

const shows = (page: Page, words: RegExp) =>
	expect.poll(() => page.locator('body').innerText()).toMatch(words);

it('an outsider is led to the login, and from there back to the same view', async () => {
	const page = await openAs(null, PATH);
	await shows(page, /请先登录/);
	await page.getByRole('link', { name: '去登录' }).click();
	await page.locator('input').fill('chief');
	await page.getByRole('button', { name: '进入' }).click();
	await page.waitForURL(`**${PATH}`);
	await shows(page, /1 \/ 2/);
});

it('a display sees the figures, and is told why not the calls', async () => {
	const page = await openAs('wall', `${PATH}&lost=connection_rate`);
	await shows(page, /你的令牌不能查看单通来电/);
	await page.keyboard.press('Escape');
	await shows(page, /1 \/ 2/);
});

it('a manager sees the calls', async () => {
	const page = await openAs('chief', `${PATH}&lost=connection_rate`);
	await shows(page, /共 1 通[^]*02:00/);
});

it('a city that the token leaves out is refused by name of the reason', async () => {
	const page = await openAs('chief', '/measures?city=110000');
	await shows(page, /无权查看这座城市/);
});
