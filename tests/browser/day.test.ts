/** `npm run test:long`: a wall on for a whole day, its clock run ahead, and its heap at the end of it. */
import type { Browser, CDPSession, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer } from '../harness.ts';
import { launchBrowser, openPage } from './browser.ts';

const CITY = '420100';
const MINUTE_MS = 60_000;
/**
 * Part of the time is lived timer by timer; over the rest the clock leaps, as a sleeping machine's
 * does, but never so far that the line counts as dead.
 */
const ROUND_MS = 20_000;
const LIVED_MS = 7_000;
const MINUTES = 24 * 60;
/** Until code is compiled and the figures of a day's hours have come. */
const WARM_MINUTES = 240;
const SAMPLE_MINUTES = 60;
/** Hours whose median counts: what a tick holds just then is no growth. */
const BLOCK_HOURS = 3;

let browser: Browser;
let server: Awaited<ReturnType<typeof startTestServer>>;
let now = Date.parse('2026-11-24T05:00:00+08:00');

describe.runIf(process.env.REXIAN_LONG)('a wall that nobody touches for a day', () => {
	beforeAll(async () => {
		[browser, server] = await Promise.all([launchBrowser(), startTestServer({ clock: () => now })]);
	});
	afterAll(async () => {
		await browser.close();
		await server.close();
	});

	let calls = 0;
	const minuteOfCalls = () =>
		[5_000, 25_000, 45_000].map((before) => ({
			type: 'call',
			city: CITY,
			call_id: `c${++calls}`,
			revision: 1,
			arrived_at: now - before - 1_000,
			queued_at: now - before,
			...(calls % 9 === 0
				? { ended_at: now - before + 4_000 }
				: { answered_at: now - before + 4_000 })
		}));

	it('keeps its heap flat within a tenth', { timeout: 3_600_000 }, async () => {
		const { page, errors } = await openPage(browser, { viewport: { width: 1920, height: 1080 } });
		let line: WebSocketRoute | undefined;
		await page.routeWebSocket(/socket\.io/, (socket) => {
			line = socket;
			socket.connectToServer();
		});
		// The nightly reload would hide what leaks: it waits for a server that answers here.
		await page.route('**/healthz', (route) => route.abort());
		await server.sendAll(minuteOfCalls());
		await page.clock.install({ time: now });
		await page.goto(`${server.url}/wall?city=${CITY}`);
		await page.clock.runFor(1_000);
		await expect.poll(() => page.locator('main').innerText()).toMatch(/100\.0/);
		const devtools = await page.context().newCDPSession(page);
		await devtools.send('HeapProfiler.enable');
		const heaps: number[] = [];
		for (let minute = 1; minute <= MINUTES; minute++) {
			now += MINUTE_MS;
			await server.sendAll(minuteOfCalls());
			for (let lived = 0; lived < MINUTE_MS; lived += ROUND_MS) {
				await page.clock.fastForward(ROUND_MS - LIVED_MS);
				// The server pings by the clock of this machine, which is slow to this page.
				line?.send('2');
				await page.clock.runFor(LIVED_MS);
			}
			if (minute >= WARM_MINUTES && minute % SAMPLE_MINUTES === 0)
				heaps.push(await heapOf(devtools));
		}
		await expect.poll(() => page.locator('body').innerText()).toMatch(/实时|停滞/);
		const [first, ...later] = medians(heaps);
		const growth = later.map((bytes) => bytes / first! - 1);
		const said = heaps.map((bytes) => (bytes / 1e6).toFixed(2)).join(' ');
		expect(Math.max(...growth), `MB by the hour: ${said}`).toBeLessThan(0.1);
		expect(errors.filter((error) => !error.includes('ERR_FAILED'))).toEqual([]);
	});
});

/** Of one block of hours after another. */
function medians(values: readonly number[]): number[] {
	const blocks = Math.floor(values.length / BLOCK_HOURS);
	return Array.from({ length: blocks }, (_, block) => {
		const sorted = values
			.slice(block * BLOCK_HOURS, (block + 1) * BLOCK_HOURS)
			.sort((a, b) => a - b);
		return sorted[Math.floor(BLOCK_HOURS / 2)]!;
	});
}

async function heapOf(devtools: CDPSession): Promise<number> {
	await devtools.send('HeapProfiler.collectGarbage');
	const { usedSize } = await devtools.send('Runtime.getHeapUsage');
	return usedSize;
}
