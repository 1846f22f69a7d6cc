/** Every page at every size, in both languages and every palette; all pairs here, the whole matrix in the long run. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer } from '../harness.ts';
import { launchBrowser, openPage } from './browser.ts';
import { pairwise, whole, type Case } from './matrix.ts';
import { compareWithKept, isOfAll, shrinkOf } from './snapshot.ts';
import { CITY, MOMENT, startWorld, type World } from './world.ts';

const IS_LONG = Boolean(process.env.REXIAN_LONG);
/** In the long run: other sizes lay the same things out as one of these. */
const AXE_WIDTHS = [1920, 6720, 390];

let browser: Browser;
let server: World['server'];
let close: () => Promise<void>;

beforeAll(async () => {
	browser = await launchBrowser();
	const world = IS_LONG ? await startWorld() : await startHour();
	({ server, close } = world);
}, 900_000);
afterAll(async () => {
	await browser.close();
	await close();
});

/** A server that has an hour of calls. */
async function startHour(): Promise<Pick<World, 'server' | 'close'>> {
	const started = await startTestServer();
	const now = Date.now();
	await started.sendAll(
		Array.from({ length: 60 }, (_, id) => ({
			type: 'call',
			city: CITY,
			call_id: `c${id}`,
			revision: 1,
			arrived_at: now - 60_000 * id - 60_000,
			queued_at: now - 60_000 * id - 45_000,
			...(id % 9 === 0
				? { ended_at: now - 60_000 * id - 20_000 }
				: { answered_at: now - 60_000 * id - 30_000 })
		}))
	);
	await started.settled();
	return { server: started, close: () => started.close() };
}

async function open(path: string, options: BrowserContextOptions = {}) {
	const watched = await openPage(browser, { viewport: { width: 1440, height: 900 }, ...options });
	if (IS_LONG) await watched.page.clock.setFixedTime(MOMENT);
	await watched.page.goto(server.url + path);
	return watched;
}

/** Pictures of every pair lie in the repository; those of the whole matrix with whoever keeps them. */
const inRepository = new Set(pairwise().map(String));
const compared = { same: 0, none: 0 };
async function compare(page: Page, [path, width, height, lang, theme]: Case): Promise<void> {
	await page.waitForLoadState('networkidle');
	const name = `${path.slice(1).replaceAll('/', '-') || 'today'}/${width}x${height}.${lang}.${theme}`;
	const where = inRepository.has(String([path, width, height, lang, theme]))
		? 'repository'
		: 'machine';
	compared[await compareWithKept(page, name, where, !path.startsWith('/wall'))]++;
}

describe('the page', () => {
	it.each(IS_LONG && isOfAll ? whole : pairwise())(
		'%s at %i × %i in %s, %s: nothing sticks out, no error, no barrier, no other origin',
		async (path, width, height, lang, theme) => {
			const { page, errors, origins } = await open(
				`${path}?city=${CITY}&lang=${lang}&theme=${theme}`,
				{
					viewport: { width, height },
					...(IS_LONG && { deviceScaleFactor: 1 / shrinkOf(width, height) })
				}
			);
			try {
				await page.locator('h1, input:not([hidden])').first().waitFor();
				if (!/^\/(login|settings)/.test(path))
					await expect.poll(() => page.locator('body').innerText()).toMatch(/\d\d\.\d|\d%/);
				// The first look at a province may be at figures of a while ago, which are greyed.
				await expect.poll(() => page.locator('main.held').count()).toBe(0);
				const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
				expect(wide).toBeLessThanOrEqual(0);
				if (IS_LONG) await compare(page, [path, width, height, lang, theme]);
				if (!IS_LONG || AXE_WIDTHS.includes(width)) {
					const { violations } = await new AxeBuilder({ page }).analyze();
					const serious = violations.filter(({ impact }) => /serious|critical/.test(impact ?? ''));
					expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
				}
				expect(errors).toEqual([]);
				expect([...origins]).toEqual([server.url]);
			} finally {
				await page.context().close();
			}
		}
	);
});

describe.runIf(IS_LONG)('pictures of the whole matrix', () => {
	it('are kept on this machine', ({ skip }) => {
		const { same, none } = compared;
		skip(none > 0, `${none} cases had no picture to compare with (CONTRIBUTING.md), ${same} had`);
	});
});

describe('the keyboard', () => {
	it('goes anywhere by the palette, lists the keys, and reaches pages by g and a letter', async () => {
		const { page } = await open('/quality?lang=en');
		await page.locator('h1').waitFor();
		await page.keyboard.press('Control+k');
		await page.keyboard.type('answered within');
		await page.keyboard.press('Enter');
		await page.waitForURL('**/measures?**measure=connection_rate_15s**');
		await page.keyboard.press('Control+k');
		await page.keyboard.type('measures');
		await page.keyboard.press('Enter');
		await page.waitForURL('**/measures?**lang=en**');
		await page.keyboard.press('?');
		await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
		await page.keyboard.press('Escape');
		await Promise.all([page.keyboard.press('g'), page.keyboard.press('q')]);
		await page.waitForURL('**/quality?**lang=en**');
		await page.context().close();
	});

	it.each(['/', '/report'])(
		'skips the bar of %s, and opens and leaves a definition',
		async (path) => {
			const { page } = await open(`${path}?lang=en`);
			const badge = page.getByRole('button', { name: 'Definition of Connection rate' }).first();
			await badge.waitFor();
			await page.keyboard.press('Tab');
			expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
				'Skip to content'
			);
			await badge.focus();
			await page.keyboard.press('Enter');
			const dialog = page.getByRole('dialog', { name: 'Definition of Connection rate' });
			await dialog.waitFor();
			await page.keyboard.press('Escape');
			await dialog.waitFor({ state: 'hidden' });
			await page.context().close();
		}
	);
});

it('a phone’s bar shows where one is, also when its face comes late', async () => {
	const watched = await openPage(browser, { viewport: { width: 390, height: 844 } });
	const { page } = watched;
	let letThrough = () => {};
	const held = new Promise<void>((resolve) => (letThrough = resolve));
	await page.route('**/*.woff2', async (route) => {
		await held;
		await route.continue();
	});
	await page.goto(`${server.url}/settings/channels?city=${CITY}`);
	const links = page.locator('nav [aria-current="page"]');
	await expect.poll(() => links.count()).toBe(2);
	letThrough();
	await page.evaluate(() => document.fonts.ready);
	const sticksOut = () =>
		links.evaluateAll((all) =>
			all.some((link) => {
				const { left, right } = link.getBoundingClientRect();
				return left < 0 || right > innerWidth;
			})
		);
	await expect.poll(sticksOut).toBe(false);
	await page.context().close();
});

it.each(['/wall', '/'])('moves nothing on %s for who asked for that', async (path) => {
	const moving = async (reducedMotion: 'reduce' | 'no-preference') => {
		const { page } = await open(`${path}?city=${CITY}`, { reducedMotion });
		await expect.poll(() => page.locator('body').innerText()).toMatch(/\d\d\.\d/);
		const found = await page.evaluate(
			() =>
				[...document.querySelectorAll('*')].filter((element) => {
					const { transitionDuration, animationDuration, animationName } =
						getComputedStyle(element);
					const longest = (list: string) => Math.max(...list.split(',').map(parseFloat));
					return (
						longest(transitionDuration) > 0.01 ||
						(animationName !== 'none' && longest(animationDuration) > 0.01)
					);
				}).length
		);
		await page.context().close();
		return found;
	};
	expect(await moving('reduce')).toBe(0);
	expect(await moving('no-preference')).toBeGreaterThan(0);
});

it('an address that leads nowhere says so under the bar, which leads on', async () => {
	const { page } = await open('/nowhere');
	await page.getByRole('heading', { name: '没有这个页面' }).waitFor();
	await page.getByRole('link', { name: '回到今日' }).click();
	await page.getByRole('heading', { name: /今日/ }).first().waitFor();
	await page.context().close();
});

it('a place that has sent nothing is called by its name, and nothing is inferred of it', async () => {
	const { page } = await open('/compare?city=420300');
	await expect.poll(() => page.locator('h1').innerText()).toMatch(/十堰市/);
	expect(await page.getByRole('combobox').first().innerText()).toMatch(/十堰市/);
	await expect.poll(() => page.locator('body').innerText()).toMatch(/一项都未测到/);
	expect(await page.locator('body').innerText()).not.toMatch(/推算等级 [A-E]/);
	await page.context().close();
});
