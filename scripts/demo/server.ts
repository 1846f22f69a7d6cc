/** The real server as a child process: loopback, its own data folder, no fsync. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { claim, release } from './claim.ts';

const HOST = '127.0.0.1';
const READY_WITHIN_MS = 60_000;

export interface DemoServer {
	url: string;
	/** Resolves with a sentence when the process is gone, for whatever reason. */
	ended: Promise<string>;
	/** Asks it to end and waits; after ten seconds it is killed. */
	stop: () => Promise<void>;
}

/** Invented data must never reach a real store or be hashed with a real key. */
function demoEnvironment(dataDir: string, port: number): NodeJS.ProcessEnv {
	const env = { ...process.env };
	for (const name of ['CLICKHOUSE_URL', 'AUTH_FILE', 'CALLER_KEY_FILE']) delete env[name];
	return { ...env, DATA_DIR: dataDir, PORT: String(port), HOST, DURABILITY: 'process' };
}

/** Starts it and waits for GET /readyz; the signal ends the waiting and the process. */
export async function startServer(
	root: string,
	dataDir: string,
	port: number,
	signal: AbortSignal
): Promise<DemoServer> {
	mkdirSync(dataDir, { recursive: true });
	const logFile = join(dataDir, 'server.log');
	const log = openSync(logFile, 'w');
	const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
		cwd: root,
		env: demoEnvironment(dataDir, port),
		stdio: ['ignore', log, log],
		// A group of its own: Ctrl-C reaches the demo alone, which then ends the server in order.
		detached: true
	});
	closeSync(log);
	claim(dataDir, process.pid, ...(child.pid === undefined ? [] : [child.pid]));
	const killNow = () => child.kill('SIGKILL');
	process.once('exit', killNow);
	const ended = once(child, 'exit').then(([code, signal]: (number | string | null)[]) => {
		process.off('exit', killNow);
		release(dataDir);
		const tail = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
		return `the server ended (${signal ?? `code ${code}`}); the end of ${logFile}:\n${tail}`;
	});
	const stop = async () => {
		child.kill('SIGTERM');
		const deadline = setTimeout(killNow, 10_000);
		await ended;
		clearTimeout(deadline);
	};
	const url = `http://${HOST}:${port}`;
	try {
		await ready(url, ended, signal);
	} catch (error) {
		await stop();
		throw error;
	}
	return { url, ended, stop };
}

async function ready(url: string, ended: Promise<string>, signal: AbortSignal): Promise<void> {
	let over: string | undefined;
	void ended.then((reason) => (over = reason));
	const until = Date.now() + READY_WITHIN_MS;
	while (over === undefined && Date.now() < until) {
		signal.throwIfAborted();
		const answer = await fetch(`${url}/readyz`, { signal }).catch(() => null);
		await answer?.body?.cancel();
		if (answer?.ok) return;
		await sleep(100);
	}
	throw new Error(over ?? `${url}/readyz did not answer 200 within ${READY_WITHIN_MS / 1_000} s`);
}
