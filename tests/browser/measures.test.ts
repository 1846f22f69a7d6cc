/** The measures page in a real browser on a real server: the URL is the state. */
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer } from '../harness.ts';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';

const HD = { width: 1920, height: 1080 };
const CITY = '420100';
/** 2026-11-02 is a Monday. */
const at = (clock: string) => Date.parse(`2026-11-${clock.replace(' ', 'T')}:00+08:00`);
const NOVEMBER = '/measures?city=420100&from=2026-11-02&to=2026-11-08';

/** 30 calls an hour through two days; of the second day's evenings every other one is lost. */
function calls() {
	return [2, 3].flatMap((day) =>
		[9, 12, 15, 20].flatMap((hour) =>
			Array.from({ length: 30 }, (_, index) => {
				const queued = at(`0${day} ${String(hour).padStart(2, '0')}:00`) + index * 60_000;
				const isLost = day === 3 && hour === 20 && index % 2 === 0;
				return {
					type: 'call',
					city: CITY,
					call_id: `call-${day}-${hour}-${index}`,
					revision: 1,
					arrived_at: queued - 5000,
					queued_at: queued,
					answered_at: isLost ? null : queued + 8000,
					ended_at: queued + 60_000
				};
			})
		)
	);
}

let browser: Browser;
let server: Awaited<ReturnType<typeof startTestServer>>;
const opened: WatchedPage[] = [];
beforeAll(async () => {
	browser = await launchBrowser();
	server = await startTestServer({ clock: () => at('10 12:00') });
	await server.sendAll(calls());
	await server.settled();
});
afterEach(async () => {
	for (const { page } of opened.splice(0)) await page.context().close();
});
afterAll(async () => {
	await browser.close();
	await server.close();
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
	const watched = await openPage(browser, { viewport: HD, acceptDownloads: true, ...options });
	opened.push(watched);
	await watched.page.clock.setFixedTime(at('10 12:00'));
	await watched.page.goto(path.startsWith('http') ? path : server.url + path);
	return watched;
}

const text = (page: Page) => page.locator('body').innerText();
const shows = (page: Page, words: string | RegExp) =>
	expect.poll(() => text(page), { interval: 30 }).toMatch(words);
const parameters = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

describe('the measures page', () => {
	it('shows the definitions side by side, each with what it counts, and the parts of one', async () => {
		const { page, errors, origins } = await open(NOVEMBER);
		await shows(page, /93\.8%[^]*225 \/ 240/);
		expect(await text(page)).toMatch(/人工请求口径：已接听 ÷ 已有结果的人工请求/);
		expect(await text(page)).toMatch(/已接听 ÷ 已接听或已结束的来电/);
		const row = page.getByRole('row', { name: /晚间/ });
		await expect.poll(() => row.innerText()).toMatch(/75\.0%[^]*45\/60/);
		expect(await text(page)).toMatch(/数据截至 2026-11-10 12:00:00 · 已全部计入/);
		expect(errors).toEqual([]);
		expect([...origins]).toEqual([server.url]);
	});

	it('never shows nothing as zero', async () => {
		const { page } = await open(NOVEMBER);
		const row = page.getByRole('row', { name: /夜间/ });
		await expect.poll(() => row.innerText()).toMatch(/夜间[^]*—/);
		expect(await text(page)).not.toMatch(/(?<![\d.])0\.0%/);
	});

	it('says whether a difference is within error', async () => {
		const { page } = await open('/measures?city=420100&from=2026-11-03&to=2026-11-03');
		const evening = page.getByRole('row', { name: /晚间/ });
		await expect.poll(() => evening.innerText()).toMatch(/−50\.0[^]*变差/);
		const morning = page.getByRole('row', { name: /上午/ });
		expect(await morning.innerText()).toMatch(/误差内/);
		expect(await text(page)).toMatch(/2026-11-02 至 2026-11-02/);
	});
});

describe('the URL is the state', () => {
	it('every control is in it, and back and forward lead through them', async () => {
		const { page } = await open(NOVEMBER);
		await shows(page, /225 \/ 240/);
		await page.getByRole('link', { name: '天', exact: true }).click();
		await expect.poll(() => parameters(page)).toMatchObject({ cut: '1d' });
		await shows(page, /2026-11-03 星期二/);
		await page.getByLabel('指标', { exact: true }).selectOption('answer_wait_seconds');
		await expect.poll(() => parameters(page)).toMatchObject({ measure: 'answer_wait_seconds' });
		await shows(page, /等待时长 按天/);
		await page.getByRole('link', { name: '昨天' }).click();
		await expect
			.poll(() => parameters(page))
			.toMatchObject({ from: '2026-11-09', to: '2026-11-09' });
		await shows(page, /这段时间没有数据/);
		await page.goBack();
		await shows(page, /等待时长 按天[^]*8\.0 秒/);
		await page.goBack();
		await shows(page, /接通率 按天/);
		await page.goForward();
		await shows(page, /等待时长 按天/);
		const { page: other } = await open(new URL(page.url()).pathname + new URL(page.url()).search);
		await shows(other, /等待时长 按天[^]*8\.0 秒/);
	});

	it('dates typed take effect on Enter, and go down to the minute', async () => {
		const { page } = await open(NOVEMBER);
		await shows(page, /225 \/ 240/);
		await page.getByLabel('止（含当日）').fill('2026-11-02');
		await page.getByLabel('止（含当日）').press('Enter');
		await shows(page, /120 \/ 120/);
		await page.getByRole('button', { name: '精确到分' }).click();
		await expect
			.poll(() => parameters(page))
			.toMatchObject({
				from: '2026-11-02T00:00',
				to: '2026-11-03T00:00'
			});
		await page.getByLabel('止', { exact: true }).fill('2026-11-02T09:10');
		await page.getByLabel('止', { exact: true }).press('Enter');
		await shows(page, /10 \/ 10/);
	});

	it('that names no period says so', async () => {
		const { page } = await open('/measures?city=420100&from=2026-11-08&to=2026-11-02');
		await shows(page, /这段时间不成立/);
	});

	it.each([
		['1mo', /2026-11-02 – 11-08/],
		['1mo-20', /2026-10-21 – 11-20/],
		['15m', /2026-11-02 00:15/]
	])('months and quarters of an hour: %s', async (cut, label) => {
		const dates =
			cut === '1mo-20' ? 'from=2026-09-01&to=2026-12-01' : 'from=2026-11-02&to=2026-11-08';
		const { page } = await open(`/measures?city=420100&${dates}&cut=${cut}`);
		await shows(page, label);
	});
});

describe('the calls behind a lost number', () => {
	it('open at a click, as many as it says, and close again', async () => {
		const { page } = await open(NOVEMBER);
		await page.getByRole('link', { name: '晚间：查看 15 通未接来电' }).click();
		const dialog = page.getByRole('dialog');
		await expect.poll(() => dialog.innerText()).toMatch(/晚间[^]*共 15 通[^]*call-3-20-28/);
		expect(await dialog.getByRole('row').count()).toBe(16);
		expect(parameters(page)).toMatchObject({ lost: 'connection_rate', part: 'evening' });
		await page.keyboard.press('Escape');
		await expect.poll(() => dialog.count()).toBe(0);
		await expect.poll(() => parameters(page)).not.toHaveProperty('lost');
		await page.goBack();
		await expect.poll(() => dialog.innerText()).toMatch(/共 15 通/);
	});

	it('of a step are those of the step', async () => {
		const { page } = await open(`${NOVEMBER}&cut=1h`);
		await page.getByRole('link', { name: /^2026-11-03 20:00：/ }).click();
		await expect
			.poll(() => page.getByRole('dialog').innerText())
			.toMatch(/2026-11-03 20:00 – 2026-11-03 21:00[^]*共 15 通/);
	});
});

describe('the exports', () => {
	it('hold what the page shows, under a Chinese name', async () => {
		const { page } = await open(NOVEMBER);
		const [file] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('link', { name: '导出 CSV' }).click()
		]);
		expect(file.suggestedFilename()).toBe('武汉市 指标 2026-11-02至2026-11-08.csv');
		const csv = await readFile(await file.path(), 'utf8');
		expect(csv).toMatch(
			/合计,,2026-11-02T00:00:00\.000\+08:00,[^\r]*connection_rate,接通率,比率,0\.9375,225,240/
		);
	});
});

describe('for everybody', () => {
	it.each([
		['in Chinese', NOVEMBER, {}],
		['in English', `${NOVEMBER}&lang=en&cut=1d`, {}],
		['in the dark', NOVEMBER, { colorScheme: 'dark' }],
		['on a phone', NOVEMBER, { viewport: { width: 390, height: 844 } }],
		['with the list open', `${NOVEMBER}&lost=connection_rate`, {}]
	] as const)('no serious barrier %s', async (_, path, options) => {
		const { page, errors } = await open(path, options);
		await shows(page, /225 \/ 240/);
		if (path.includes('lost')) await shows(page, /call-3-20-28/);
		const { violations } = await new AxeBuilder({ page }).analyze();
		const serious = violations.filter(
			({ impact }) => impact === 'serious' || impact === 'critical'
		);
		expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
		expect(errors).toEqual([]);
	});

	it('in English behind a switch, and back', async () => {
		const { page } = await open(NOVEMBER);
		await page.getByRole('link', { name: 'English' }).click();
		await shows(page, /Connection rate by definition[^]*Other measures/);
		expect(await page.locator('html').getAttribute('lang')).toBe('en');
		expect(parameters(page)).toMatchObject({ from: '2026-11-02', lang: 'en' });
		await page.getByRole('link', { name: '中文' }).click();
		await shows(page, /接通率的几种口径/);
	});

	it.each([
		[1920, 1080],
		[3840, 2160],
		[3840, 1080],
		[390, 844],
		[1024, 768]
	])('at %ix%i nothing sticks out sideways', async (width, height) => {
		const { page } = await open(NOVEMBER, { viewport: { width, height } });
		await shows(page, /225 \/ 240/);
		const overflow = await page.evaluate(
			() => document.documentElement.scrollWidth - window.innerWidth
		);
		expect(overflow).toBeLessThanOrEqual(0);
	});
});
