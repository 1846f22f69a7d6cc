/** A real server on a store of its own, for tests: in this process, or as one that can be killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { IngestReply } from '../src/lib/contract/ingest.ts';
import { readEnv } from '../server/env.ts';
import { startServer, type RunningServer } from '../server/server.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface Client {
	url: string;
	/** Sends a body to the door. */
	send(body: string | Buffer, headers?: Record<string, string>): Promise<Response>;
	/** Sends events as NDJSON and expects every one of them in. */
	sendAll(events: readonly unknown[]): Promise<void>;
	get<T = Record<string, unknown>>(path: string): Promise<T>;
}

export function clientOf(url: string): Client {
	const send: Client['send'] = (body, headers = {}) =>
		fetch(`${url}/v1/events`, {
			method: 'POST',
			body: typeof body === 'string' ? body : new Uint8Array(body),
			headers: { 'content-type': 'application/x-ndjson', ...headers }
		});
	return {
		url,
		send,
		sendAll: async (events) => {
			const response = await send(events.map((event) => JSON.stringify(event)).join('\n'));
			const reply = (await response.json()) as IngestReply;
			if (response.status !== 200 || reply.accepted !== events.length)
				throw new Error(`sent ${events.length}, got ${response.status} ${JSON.stringify(reply)}`);
		},
		get: async <T>(path: string) => {
			const response = await fetch(url + path);
			if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
			return (await response.json()) as T;
		}
	};
}

export function makeFolder(): string {
	return mkdtempSync(join(tmpdir(), 'rexian-test-'));
}

/** Starts a server in this process; without fsync, which tests of a killed process do not need. */
export async function startTestServer(
	options: { clock?: () => number; env?: Record<string, string>; folder?: string } = {}
): Promise<
	Client & Pick<RunningServer, 'settled' | 'rolled' | 'retain' | 'recordIndex' | 'close' | 'alerts'>
> {
	const folder = options.folder ?? makeFolder();
	const env = readEnv({ PORT: '0', DATA_DIR: folder, DURABILITY: 'process', ...options.env });
	const server = await startServer(env, options.clock);
	return {
		...clientOf(server.url),
		settled: () => server.settled(),
		recordIndex: () => server.recordIndex(),
		alerts: server.alerts,
		rolled: () => server.rolled(),
		retain: () => server.retain(),
		close: async () => {
			await server.close();
			if (!options.folder) await rm(folder, { recursive: true, force: true });
		}
	};
}

export interface ServerProcess extends Client {
	child: ChildProcess;
	/** SIGKILL, as a power cut would: nothing is flushed, nobody is told. */
	kill(): Promise<void>;
}

/** Starts `server/main.ts` as a process; resolves when it listens, rejects with its log when it ends. */
export async function spawnServer(
	folder: string,
	env: Record<string, string> = {},
	user: { uid?: number; gid?: number } = {}
): Promise<ServerProcess> {
	const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
		cwd: ROOT,
		...user,
		env: { ...process.env, PORT: '0', DATA_DIR: folder, UV_THREADPOOL_SIZE: '16', ...env },
		stdio: ['ignore', 'ignore', 'pipe']
	});
	// A test that fails in between must not leave a server behind.
	const reap = () => child.kill('SIGKILL');
	process.once('exit', reap);
	child.once('exit', () => process.off('exit', reap));
	const log: string[] = [];
	const url = await new Promise<string>((resolve, reject) => {
		createInterface({ input: child.stderr }).on('line', (line) => {
			log.push(line);
			const match = /"listening","url":"([^"]+)"/.exec(line);
			if (match?.[1]) resolve(match[1]);
		});
		child.once('exit', (code) =>
			reject(new Error(`the server ended with ${code}\n${log.join('\n')}`))
		);
	});
	return {
		...clientOf(url),
		child,
		kill: async () => {
			const ended = once(child, 'exit');
			child.kill('SIGKILL');
			await ended;
		}
	};
}
