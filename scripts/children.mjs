/** Child processes that share this terminal: awaited, signalled, their failure is ours. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Signals that end us end the child, which may take its time to do it well. */
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** Those that run now: a failure of one ends its siblings. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs a program at the root of the repository; any failure ends this process with the same code.
 * @param {string} file
 * @param {string[]} args
 */
export async function program(file, ...args) {
	const child = spawn(file, args, {
		cwd: ROOT,
		stdio: 'inherit',
		// The store's engine works on libuv's threads, of which there are four unless told otherwise.
		env: { UV_THREADPOOL_SIZE: '16', ...process.env }
	});
	running.add(child);
	const forwards = SIGNALS.map((signal) => {
		const forward = () => {
			// A terminal sends Ctrl-C to the whole group: the child already has it.
			if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
		};
		process.on(signal, forward);
		return { signal, forward };
	});
	/** @type {Promise<number>} */
	const ended = new Promise((resolve) => {
		child.once('error', (error) => {
			console.error(`cannot run ${file}: ${error.message}`);
			resolve(127);
		});
		child.once('exit', (exit, signal) =>
			resolve(signal ? 128 + constants.signals[signal] : (exit ?? 1))
		);
	});
	const code = await ended;
	for (const { signal, forward } of forwards) process.off(signal, forward);
	running.delete(child);
	if (code === 0) return;
	for (const sibling of running) sibling.kill();
	process.exit(code);
}

/** @param {string[]} args */
export async function node(...args) {
	await program(process.execPath, ...args);
}

/**
 * Runs a tool of node_modules by the file that its package names, without npx.
 * @param {string} name the package
 * @param {string} bin the command it installs
 * @param {string[]} args
 */
export async function tool(name, bin, ...args) {
	const folder = join(ROOT, 'node_modules', name);
	/** @type {unknown} */
	const json = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const manifest = /** @type {{ bin: string | Record<string, string> }} */ (json);
	const file = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[bin];
	if (!file) throw new Error(`package ${name} has no command ${bin}; run npm ci`);
	await node(join(folder, file), ...args);
}
