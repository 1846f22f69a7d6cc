/** A real Chromium from npm, or the one that CHROMIUM_PATH names. */
import serverless from '@sparticuz/chromium';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** Before any file runs: what is being unpacked by one would be taken for whole by another. */
export async function setup(): Promise<void> {
	if (!process.env.CHROMIUM_PATH) await serverless.executablePath();
}

export async function launchBrowser(): Promise<Browser> {
	const path = process.env.CHROMIUM_PATH;
	return chromium.launch({
		executablePath: path ?? (await serverless.executablePath()),
		// One process for all would end the browser with its first page.
		args: path
			? ['--no-sandbox']
			: serverless.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote'),
		headless: true
	});
}

export interface WatchedPage {
	page: Page;
	/** What the console called an error, and uncaught exceptions. */
	errors: string[];
	/** Origins that anything was asked of. */
	origins: Set<string>;
}

/** A page of its own context, with what must never happen recorded. */
export async function openPage(
	browser: Browser,
	options: BrowserContextOptions = {}
): Promise<WatchedPage> {
	const context = await browser.newContext({
		locale: 'zh-CN',
		timezoneId: 'America/New_York',
		...options
	});
	// Longer than any busy machine takes: how soon is the bench's to say.
	context.setDefaultTimeout(90_000);
	const page = await context.newPage();
	const errors: string[] = [];
	const origins = new Set<string>();
	page.on('console', (message) => {
		if (message.type() === 'error') errors.push(message.text());
	});
	page.on('pageerror', (error) => errors.push(error.message));
	page.on('request', (request) => origins.add(new URL(request.url()).origin));
	return { page, errors, origins };
}
