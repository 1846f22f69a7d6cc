/** `npm run demo`: the real server on its own data folder, with an invented city living in it. */
import { beijingMidnight, DAY_MS } from '#contract/instant';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runCommand } from './command.ts';
import { checkUnclaimed } from './demo/claim.ts';
import { freePort } from './demo/freePort.ts';
import { readMarker, type Loaded } from './demo/marker.ts';
import { readOptions, USAGE, type DemoOptions } from './demo/options.ts';
import { run } from './demo/run.ts';
import { startServer, type DemoServer } from './demo/server.ts';

const FIRST_PORT = 12_345;

async function demo(options: DemoOptions): Promise<void> {
	const root = dirname(dirname(fileURLToPath(import.meta.url)));
	const dataDir = join(root, 'data', 'demo');
	checkUnclaimed(dataDir);
	if (options.reset) rmSync(dataDir, { recursive: true, force: true });
	const loaded = readMarker(dataDir, options);
	const port = options.port ?? (await freePort('127.0.0.1', FIRST_PORT));

	const stop = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
		process.on(signal, () => stop.abort());
	try {
		const server = await startServer(root, dataDir, port, stop.signal);
		console.log(`\n  Wall  ${server.url}/wall   (invented data, see docs/simulator.md)\n`);
		await live(options, dataDir, server, loaded, stop.signal);
	} catch (error) {
		if (!stop.signal.aborted) throw error;
	}
}

/** Runs until the signal; the server ends with it, whatever happens. */
async function live(
	options: DemoOptions,
	dataDir: string,
	server: DemoServer,
	loaded: Loaded | null,
	stop: AbortSignal
): Promise<void> {
	const today = beijingMidnight(Date.now());
	const end = new AbortController();
	const running = run({
		options,
		dataDir,
		url: server.url,
		loaded,
		today,
		oldestDay: today - options.days * DAY_MS,
		signal: AbortSignal.any([stop, end.signal]),
		now: Date.now,
		sleep: (ms, signal) => sleep(ms, undefined, { signal })
	});
	const over = server.ended.then((reason) => Promise.reject(new Error(reason)));
	try {
		await Promise.race([running, over]);
	} finally {
		end.abort();
		await server.stop();
		await running.catch(() => undefined);
	}
}

await runCommand('demo', USAGE, (args) => demo(readOptions(args, process.env.PORT)));
