/** Logging in, in a real browser. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeFolder, startTestServer } from '../harness.ts';
import { launchBrowser, openPage } from './browser.ts';

let browser: Browser;
let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
	const file = join(makeFolder(), 'auth.json');
	const sha256 = createHash('sha256').update('wall-token').digest('hex');
	writeFileSync(
		file,
		JSON.stringify({ tokens: [{ id: 'wall', sha256, role: 'display', cities: ['420100'] }] })
	);
	server = await startTestServer({ env: { AUTH_FILE: file } });
	browser = await launchBrowser();
});
afterAll(async () => {
	await browser.close();
	await server.close();
});

it('a wall without a token leads to the login, a wrong one is explained, the right one opens the wall', async () => {
	const { page } = await openPage(browser);
	const body = () => page.locator('body').innerText();
	await page.goto(`${server.url}/wall?city=420100`);
	await expect.poll(body).toMatch(/请先登录/);
	await page.getByRole('link', { name: '去登录' }).click();
	await page.locator('input').fill('guess');
	await page.getByRole('button', { name: '进入' }).click();
	await expect.poll(body).toMatch(/令牌不正确/);
	await page.locator('input').fill('wall-token');
	await page.getByRole('button', { name: '进入' }).click();
	await page.waitForURL('**/wall?city=420100');
	await expect.poll(body).not.toMatch(/请先登录/);
	await expect.poll(body).toMatch(/武汉市/);
	expect(await page.evaluate(() => document.cookie)).toBe('');
});
