/** The wall in a browser: bytes of its first view, time until it is ready, and what a tick costs. */
import { loadavg } from 'node:os';
import { chromium } from 'playwright-core';
import serverless from '@sparticuz/chromium';
import { callBodies } from './calls.ts';
import { range, type Section } from './report.ts';
import { startServer } from './servers.ts';

const SLOWDOWN = 4;
const TICKS = 20;

interface Run {
	/** Bytes over the wire as gzip, without fonts. */
	bytes: number;
	/** Milliseconds from navigation to the first figures, at a quarter of the CPU. */
	readyMs: number;
	/** Script milliseconds a tick, and the longest task, at full speed. */
	scriptMs: number;
	longestTaskMs: number;
}

/** Script time of the page so far, milliseconds. */
type Metrics = { metrics: { name: string; value: number }[] };
const scriptTime = ({ metrics }: Metrics) =>
	1000 * (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN);

async function once(url: string): Promise<Run> {
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM_PATH ?? (await serverless.executablePath()),
		args: process.env.CHROMIUM_PATH
			? ['--no-sandbox']
			: serverless.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote')
	});
	try {
		const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
		const devtools = await page.context().newCDPSession(page);
		await devtools.send('Performance.enable');
		await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
		const sizes: Promise<number>[] = [];
		page.on('requestfinished', (request) => {
			if (request.resourceType() !== 'font')
				sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
		});
		const started = performance.now();
		await page.goto(`${url}/wall?city=420100`);
		await page.waitForFunction(() =>
			/\d\d\.\d/.test(document.querySelector('main')?.innerText ?? '')
		);
		const readyMs = performance.now() - started;
		const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);

		await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
		await page.evaluate(() => {
			Object.assign(window, { longest: 0 });
			new PerformanceObserver((list) => {
				for (const { duration } of list.getEntries())
					Object.assign(window, {
						longest: Math.max((window as unknown as { longest: number }).longest, duration)
					});
			}).observe({ type: 'longtask' });
		});
		const before = scriptTime(await devtools.send('Performance.getMetrics'));
		for (const body of callBodies(TICKS, 5, Date.now())) {
			await fetch(`${url}/v1/events`, { method: 'POST', body: new Uint8Array(body) });
			await page.waitForTimeout(300);
		}
		const after = scriptTime(await devtools.send('Performance.getMetrics'));
		const longestTaskMs = await page.evaluate(
			() => (window as unknown as { longest: number }).longest
		);
		return { bytes, readyMs, scriptMs: (after - before) / TICKS, longestTaskMs };
	} finally {
		await browser.close();
	}
}

export async function benchWall(runs: number): Promise<Section> {
	const [busy] = loadavg();
	const server = await startServer('server/main.ts');
	const results: Run[] = [];
	try {
		for (const body of callBodies(10, 100, Date.now()))
			await fetch(`${server.url}/v1/events`, { method: 'POST', body: new Uint8Array(body) });
		for (let run = 0; run < runs; run++) {
			results.push(await once(server.url));
			console.log(`  wall: ${Math.round(results.at(-1)!.readyMs)} ms`);
		}
	} finally {
		await server.stop();
	}
	const of = (pick: (run: Run) => number, decimals: number) => range(results.map(pick), decimals);
	return {
		title: 'The wall in a browser',
		text: `1920 × 1080, headless; server and browser on the same two cores. Ready: first figures at ${SLOWDOWN}× CPU throttling. A tick: ${TICKS} changes, all script time of the page counted, the clock's included. Load of the machine when it began: ${busy!.toFixed(1)}.`,
		headings: [
			'first view without fonts, KB',
			'ready ms',
			'script ms a tick',
			'longest task ms (0: none over 50)'
		],
		rows: [
			[
				of((run) => run.bytes / 1000, 0),
				of((run) => run.readyMs, 0),
				of((run) => run.scriptMs, 1),
				of((run) => run.longestTaskMs, 0)
			]
		]
	};
}
