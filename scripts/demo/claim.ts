/** One demo at a time on a data folder: a file in it names the processes that use it. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'demo.pid';

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		// Somebody else's process: alive.
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** Throws if a process that claimed the folder, demo or server, still runs. */
export function checkUnclaimed(dataDir: string): void {
	const file = join(dataDir, FILE);
	if (!existsSync(file)) return;
	const alive = readFileSync(file, 'utf8').split(/\s+/).map(Number).filter(Boolean).find(isAlive);
	if (alive !== undefined)
		throw new Error(
			`process ${alive} runs a demo on ${dataDir}: stop it first (if it is another program, delete ${file})`
		);
}

export function claim(dataDir: string, ...pids: number[]): void {
	writeFileSync(join(dataDir, FILE), pids.join('\n') + '\n');
}

export function release(dataDir: string): void {
	rmSync(join(dataDir, FILE), { force: true });
}
