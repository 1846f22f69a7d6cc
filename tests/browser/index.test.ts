/** The index and what people set of it, in a real browser on a real server. */
import { rm } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Assessment, IndexSummary } from '../../src/lib/assessment/types.ts';
import { makeFolder, startTestServer } from '../harness.ts';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';

const CITY = '420100';
let browser: Browser;
const folder = makeFolder();
let server: Awaited<ReturnType<typeof startTestServer>>;
const opened: WatchedPage[] = [];

beforeAll(async () => {
	browser = await launchBrowser();
	server = await startTestServer({ folder });
	const at = Date.now() - 3_600_000;
	await server.sendAll(
		Array.from({ length: 100 }, (_, index) => ({
			type: 'call',
			city: CITY,
			call_id: `c${index}`,
			revision: 1,
			arrived_at: at - (index % 3) * 86_400_000,
			queued_at: at - (index % 3) * 86_400_000,
			...(index < 80 ? { answered_at: at - (index % 3) * 86_400_000 + 4_000 } : {}),
			ended_at: at - (index % 3) * 86_400_000 + 60_000
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

async function open(path: string, options = {}): Promise<WatchedPage> {
	const watched = await openPage(browser, options);
	opened.push(watched);
	await watched.page.goto(server.url + path);
	return watched;
}
const text = (page: Page) => page.locator('body').innerText();
const shows = (page: Page, words: string | RegExp) =>
	expect.poll(() => text(page), { interval: 50 }).toMatch(words);

describe('the index page', () => {
	it('says where the city stands as the API and the wall do, and leads to the calls beneath', async () => {
		const { page, errors, origins } = await open('/index');
		const { index, grade } = await server.get<Assessment>(`/v1/assessment?city=${CITY}`);
		const live = await server.get<{ index: IndexSummary }>(`/v1/live?city=${CITY}`);
		expect(live.index.index.point).toBeCloseTo(index.point, 9);
		await shows(
			page,
			new RegExp(`${index.point.toFixed(1)}[^]*${grade.value.replace('+', '\\+')}\\s\\d+%`)
		);
		await shows(page, /第 \d+–\d+ 名 \/ 334/);
		await shows(page, /全国\s*65\.4\d[^]*品牌宣传[^]*本市/);
		await shows(page, /GB\/T 33358\s*✕ 未达标/);
		await shows(page, /热线接通率[^]*80\.00%[^]*n = 100/);
		await page.locator('#connection').getByRole('link', { name: '看未接来电' }).click();
		await page.waitForURL('**/measures?*');
		await shows(page, /c9\d|c8\d/);
		expect(errors).toEqual([]);
		expect([...origins]).toEqual([server.url]);
	});

	it('keeps window and profile in the address', async () => {
		const { page } = await open('/index?window=7d&profile=national-2023-reporting');
		await shows(page, /national-2023-reporting 第 1 版/);
		await page.getByRole('link', { name: '近 90 天' }).first().click();
		await page.waitForURL('**window=90d**');
		expect(page.url()).toContain('profile=national-2023-reporting');
	});

	it('shows what was shown, with a note on the time line', async () => {
		await server.recordIndex();
		const { page } = await open('/index');
		await shows(page, /历史显示值/);
		await page.getByText('在时间线上加注').click();
		await page.getByLabel('内容').fill('晚间加派三人');
		await page.getByRole('button', { name: '保存' }).click();
		await shows(page, /晚间加派三人\s*local/);
	});
});

it('a reading is entered, counted, corrected and withdrawn; a bad one is told why', async () => {
	const { page, errors } = await open('/settings/readings?item=trust');
	await shows(page, /还没有读数/);
	await page.getByLabel('数值').fill('130');
	await page.getByRole('button', { name: '保存', exact: true }).click();
	await shows(page, /应在 0 到 100 之间/);
	await shows(page, /请填写/);
	await page.getByLabel('数值').fill('91.5');
	const day = (offset: number) =>
		new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
	await page.getByLabel('期间起').fill(day(0));
	await page.getByLabel('期间止').fill(day(-9));
	await shows(page, /止日早于起日/);
	await page.getByLabel('期间起').fill(day(-20));
	await page.getByLabel('期间止').fill(day(1));
	await page.getByLabel('样本数').fill('400');
	await page.getByRole('button', { name: '保存', exact: true }).click();
	await shows(page, /已有读数 1 条[^]*信任度[^]*91\.5[^]*local/);
	const trust = async () => {
		await server.settled();
		const { indicators } = await server.get<Assessment>(`/v1/assessment?city=${CITY}`);
		return indicators[2]!.children![1]!.items!.find(({ id }) => id === 'trust')!;
	};
	expect((await trust()).measure).toEqual({ value: 91.5, n: 400 });
	await page.getByRole('button', { name: '更正' }).click();
	await page.getByLabel('数值').fill('88');
	await page.getByRole('button', { name: '保存更正' }).click();
	await shows(page, /2 版/);
	expect((await trust()).measure.value).toBe(88);
	await page.getByRole('button', { name: '撤回' }).click();
	await shows(page, /已撤回，记录保留/);
	expect((await trust()).source).toBe('unknown');
	expect(errors).toEqual([]);
});

it('a profile is copied, its faults named as they arise, saved and put in force', async () => {
	const { page, errors } = await open('/settings/profiles');
	await page.getByRole('button', { name: '复制并修改' }).first().click();
	const weight = page.getByLabel('服务渠道的权重');
	await weight.fill('0.5');
	await shows(page, /权重合计为 1\.2，须为 1/);
	expect(await page.getByRole('button', { name: /保存为第/ }).isDisabled()).toBe(true);
	await weight.fill('0.2');
	await page.getByLabel('服务体验的权重').fill('0.5');
	await page.getByRole('button', { name: '保存为第 1 版' }).click();
	await shows(page, /national-2023-own 已保存为新版/);
	await page
		.getByRole('row', { name: /national-2023-own/ })
		.getByRole('button', { name: '设为现行' })
		.click();
	await shows(page, /现行方案已改为 national-2023-own/);
	expect((await server.get<Assessment>(`/v1/assessment?city=${CITY}`)).profile).toEqual({
		id: 'national-2023-own',
		version: 1
	});
	expect(errors).toEqual([]);
});

describe('for everybody', () => {
	it.each([
		['/index', 'light', 1920, /逐项依据[^]*GB\/T 33358|GB\/T 33358[^]*逐项依据/],
		['/index?lang=en', 'dark', 390, /Item by item/],
		['/settings/readings', 'light', 390, /录入一条读数/],
		['/settings/profiles?edit=national-2023&lang=en', 'dark', 1920, /Save as version/]
	] as const)(
		'%s %s at %i has no serious barrier and nothing sticks out',
		async (path, scheme, width, words) => {
			const { page, errors } = await open(path, {
				viewport: { width, height: 900 },
				colorScheme: scheme
			});
			await shows(page, words);
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
