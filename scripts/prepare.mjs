/** What must be there before anything runs: a fitting machine, the packages, the browser part. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { program, ROOT, tool } from './children.mjs';

const OLDEST_NODE = [20, 19];

/** Ends with a message on a machine that the store's prebuilt engine does not run on. */
export function checkMachine() {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	const [wantMajor = 0, wantMinor = 0] = OLDEST_NODE;
	if (major < wantMajor || (major === wantMajor && minor < wantMinor))
		stop(`Node ${process.versions.node} is too old, ${wantMajor}.${wantMinor} or newer is needed`);
	const machine = `${process.platform} ${process.arch}`;
	const fits = /^(linux|darwin) (x64|arm64)$/.test(machine);
	if (!fits) stop(`this is ${machine}; the store runs on Linux and macOS, x64 and arm64`);
}

/**
 * @param {string} reason
 * @returns {never}
 */
function stop(reason) {
	console.error(`rexian: ${reason}`);
	process.exit(1);
}

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} Entry
 * @param {string} file
 * @returns {Record<string, Entry> | null} packages by folder; null where the file is missing or broken
 */
function packagesOf(file) {
	try {
		/** @type {unknown} */
		const json = JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
		return /** @type {{ packages: Record<string, Entry> }} */ (json).packages;
	} catch {
		return null;
	}
}

/** Whether node_modules holds what the lock file names, by content: a clone has no useful times. */
function installed() {
	const wanted = packagesOf('package-lock.json');
	// npm writes this one last, so an install that was broken off leaves none or an older one.
	const present = packagesOf('node_modules/.package-lock.json');
	if (!wanted || !present) return false;
	const missing = Object.entries(wanted).some(
		([folder, { version, optional, devOptional }]) =>
			// Optional ones are for other platforms, where they are not there.
			folder !== '' && !optional && !devOptional && present[folder]?.version !== version
	);
	// What was put beside it by hand, such as another engine for the bench, is nobody's business.
	const stale = Object.entries(present).some(
		([folder, { version }]) => wanted[folder] && wanted[folder].version !== version
	);
	const gone = Object.entries(present).some(
		([folder, { optional }]) => !optional && !existsSync(join(ROOT, folder, 'package.json'))
	);
	return !missing && !stale && !gone;
}

export async function installIfStale() {
	if (installed()) return;
	console.log('rexian: installing packages (npm ci)');
	await program('npm', 'ci', '--no-audit', '--no-fund');
}

/**
 * @param {string} path relative to the root
 * @returns {number} newest modification under it in epoch milliseconds, 0 if it is not there
 */
function newest(path) {
	const full = join(ROOT, path);
	const stat = statSync(full, { throwIfNoEntry: false });
	if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0;
	// A folder's own time counts: it moves when a file is removed.
	return Math.max(stat.mtimeMs, ...readdirSync(full).map((name) => newest(join(path, name))));
}

export async function buildIfStale() {
	const built = newest('build/index.html');
	const sources = ['src', 'static', 'vite.config.ts', 'svelte.config.js', 'package-lock.json'];
	if (built > Math.max(...sources.map(newest))) return;
	console.log('rexian: building the browser part (vite build)');
	await tool('vite', 'vite', 'build', '--logLevel', 'warn');
}
