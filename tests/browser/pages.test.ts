/** Every page at every size, in both languages and every palette; all pairs here, the whole matrix in the long run. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer } from '../harness.ts';
import { launchBrowser, openPage } from './browser.ts';

const PAGES = [
	'/',
	'/measures',
	'/quality',
	'/index',
	'/province',
	'/compare',
	'/improve',
	'/alerts',
	'/province',
	'/report',
	'/settings',
	'/settings/city',
	'/settings/readings',
	'/settings/profiles',
	'/settings/rules',
	'/settings/channels',
	'/settings/rules',
	'/alerts',
	'/settings/displays',
	'/wall',
	'/wall/evening',
	'/wall/province',
	'/login'
] as const;
const SIZES = [
	[1920, 1080],
	[3840, 2160],
	[3840, 1080],
	[6720, 2160],
	[390, 844]
] as const;
const LANGS = ['zh', 'en'] as const;
const THEMES = ['light', 'dark', 'contrast'] as const;

type Case = readonly [page: string, width: number, height: number, lang: string, theme: string];

const whole: Case[] = PAGES.flatMap((page) =>
	SIZES.flatMap(([width, height]) =>
		LANGS.flatMap((lang) => THEMES.map((theme) => [page, width, height, lang, theme] as const))
	)
);
const kindOf = (page: string) => (page.startsWith('/wall') ? 'wall' : 'desk');
const pairsOf = ([page, width, , lang, theme]: Case) => [
	`${page} ${lang}`,
	`${width} ${lang}`,
	`${width} ${theme}`,
	`${lang} ${theme}`,
	// Walls and pages: a size and a palette have to meet both kinds, not each single one.
	`${kindOf(page)} ${width}`,
	`${kindOf(page)} ${theme}`
];

/** A few cases that hold every pair: always the one that brings most new ones. */
function pairwise(): Case[] {
	const open = new Set(whole.flatMap(pairsOf));
	const chosen: Case[] = [];
	while (open.size > 0) {
		const gain = (one: Case) => pairsOf(one).filter((pair) => open.has(pair)).length;
		const best = whole.reduce((a, b) => (gain(b) > gain(a) ? b : a));
		for (const pair of pairsOf(best)) open.delete(pair);
		chosen.push(best);
	}
	return chosen;
}

let browser: Browser;
let server: Awaited<ReturnType<typeof startTestServer>>;

beforeAll(async () => {
	[browser, server] = await Promise.all([launchBrowser(), startTestServer()]);
	const now = Date.now();
	const call = (id: number, more: object) => ({
		type: 'call',
		city: '420100',
		call_id: `c${id}`,
		revision: 1,
		arrived_at: now - 60_000 * id - 60_000,
		queued_at: now - 60_000 * id - 45_000,
		...more
	});
	await server.sendAll(
		Array.from({ length: 60 }, (_, id) =>
			call(
				id,
				id % 9 === 0
					? { ended_at: now - 60_000 * id - 20_000 }
					: { answered_at: now - 60_000 * id - 30_000 }
			)
		)
	);
	await server.settled();
});
afterAll(async () => {
	await browser.close();
	await server.close();
});

async function open(path: string, width = 1440, height = 900) {
	const watched = await openPage(browser, { viewport: { width, height } });
	await watched.page.goto(server.url + path);
	return watched;
}

describe('the page', () => {
	it.each(process.env.REXIAN_LONG ? whole : pairwise())(
		'%s at %i × %i in %s, %s: nothing sticks out, no error, no barrier, no other origin',
		async (path, width, height, lang, theme) => {
			const { page, errors, origins } = await open(
				`${path}?lang=${lang}&theme=${theme}`,
				width,
				height
			);
			try {
				await page.locator('h1, input:not([hidden])').first().waitFor();
				if (!/^\/(login|settings)/.test(path))
					await expect.poll(() => page.locator('body').innerText()).toMatch(/\d\d\.\d|\d%/);
				// The first look at a province may be at figures of a while ago, which are greyed.
				await expect.poll(() => page.locator('main.held').count()).toBe(0);
				const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
				expect(wide).toBeLessThanOrEqual(0);
				const { violations } = await new AxeBuilder({ page }).analyze();
				const serious = violations.filter(({ impact }) => /serious|critical/.test(impact ?? ''));
				expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
				expect(errors).toEqual([]);
				expect([...origins]).toEqual([server.url]);
			} finally {
				await page.context().close();
			}
		}
	);
});

describe('the keyboard', () => {
	it('goes anywhere by the palette, lists the keys, and reaches pages by g and a letter', async () => {
		const { page } = await open('/quality?lang=en');
		await page.locator('h1').waitFor();
		await page.keyboard.press('Control+k');
		await page.keyboard.type('measur');
		await page.keyboard.press('Enter');
		await page.waitForURL('**/measures?**lang=en**');
		await page.keyboard.press('?');
		await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
		await page.keyboard.press('Escape');
		await page.keyboard.press('g');
		await page.keyboard.press('q');
		await page.waitForURL('**/quality?**lang=en**');
		await page.context().close();
	});

	it('skips the bar, and opens and leaves the definition of a figure', async () => {
		const { page } = await open('/?lang=en');
		const badge = page.getByRole('button', { name: 'Definition of Connection rate' }).first();
		await badge.waitFor();
		await page.keyboard.press('Tab');
		expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
		await badge.focus();
		await page.keyboard.press('Enter');
		const dialog = page.getByRole('dialog', { name: 'Definition of Connection rate' });
		await dialog.waitFor();
		await page.keyboard.press('Escape');
		await dialog.waitFor({ state: 'hidden' });
		await page.context().close();
	});
});
