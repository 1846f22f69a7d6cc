/** Servers under test, each a process of its own on a folder of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface BenchServer {
	url: string;
	/** Processor time so far, all threads. */
	cpuSeconds(): Promise<number>;
	/** Stops the process where it is, so that it takes nothing from another one, until it goes on. */
	hold(): void;
	goOn(): void;
	/** Ends the process and removes its folder. */
	stop(): Promise<void>;
}

/** Starts a script with the environment; resolves when it says where it listens. */
export async function startServer(
	script: string,
	env: Record<string, string> = {}
): Promise<BenchServer> {
	const folder = mkdtempSync(join(tmpdir(), 'rexian-bench-'));
	const child = spawn(process.execPath, ['--max-semi-space-size=64', '--import', 'tsx', script], {
		env: { ...process.env, PORT: '0', DATA_DIR: folder, UV_THREADPOOL_SIZE: '16', ...env },
		stdio: ['ignore', 'ignore', 'pipe']
	});
	const reap = () => child.kill('SIGKILL');
	process.once('exit', reap);
	const url = await new Promise<string>((resolve, reject) => {
		createInterface({ input: child.stderr }).on('line', (line) => {
			const match = /"listening","url":"([^"]+)"/.exec(line);
			if (match?.[1]) resolve(match[1]);
		});
		child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
	});
	return {
		url,
		cpuSeconds: async () => {
			const text = await (await fetch(`${url}/metrics`)).text();
			return Number(/^process_cpu_seconds_total ([\d.e+-]+)/m.exec(text)?.[1]);
		},
		hold: () => void child.kill('SIGSTOP'),
		goOn: () => void child.kill('SIGCONT'),
		stop: async () => {
			const ended = once(child, 'exit');
			child.kill('SIGKILL');
			await ended;
			process.off('exit', reap);
			await rm(folder, { recursive: true, force: true });
		}
	};
}
