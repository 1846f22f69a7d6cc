/**
 * One command for everything, from a bare clone on: `node scripts/run.mjs <command> [arguments]`.
 * Makes sure of Node, packages and the browser part first; plain JavaScript without dependencies.
 */
import { buildIfStale, checkMachine, installIfStale } from './prepare.mjs';
import { node, tool } from './children.mjs';

const [command = '', ...rest] = process.argv.slice(2);

/**
 * Two things at a time, for machines of two cores: what takes longest begins first.
 * @param {string[]} flags of the tests
 */
async function verify(...flags) {
	// Compiles the words and the types of routes, which the others read.
	await tool('@sveltejs/kit', 'svelte-kit', 'sync');
	await Promise.all([lint(), types().then(() => vitest('unit', ...flags))]);
}

async function lint() {
	await tool('eslint', 'eslint', '--cache', '--cache-location', 'node_modules/.cache/eslint/', '.');
	await tool('prettier', 'prettier', '--check', '.');
	await tool('stylelint', 'stylelint', 'src/**/*.{css,svelte,html}');
}

const types = () =>
	tool('svelte-check', 'svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings');

/** What is sent to browsers, libraries included, against the oldest one that is served. */
async function verifyBuilt() {
	await tool('eslint', 'eslint', '--config', 'eslint.floor.js', 'build');
	await tool('stylelint', 'stylelint', 'build/**/*.css');
}

/**
 * Named tests may lie in one project only; the others then have none, which is no failure.
 * @param {string} project
 * @param {string[]} flags
 */
async function vitest(project, ...flags) {
	const passing = flags.length > 0 ? ['--passWithNoTests'] : [];
	await tool('vitest', 'vitest', 'run', '--project', project, ...passing, ...flags);
}

/** @type {Record<string, () => Promise<void>>} */
const commands = {
	async start() {
		await buildIfStale();
		// Events live shortly: a larger nursery spares a tenth of the time at the door.
		await node('--max-semi-space-size=64', '--import', 'tsx', 'server/main.ts', ...rest);
	},
	async demo() {
		if (!rest.includes('--help')) await buildIfStale();
		await node('--import', 'tsx', 'scripts/demo.ts', ...rest);
	},
	async import() {
		await node('--import', 'tsx', 'scripts/import.ts', ...rest);
	},
	docs: () => node('--import', 'tsx', 'scripts/docs.ts', ...rest),
	grades: () => node('--import', 'tsx', 'scripts/grades.ts', ...rest),
	backtest: () => node('--import', 'tsx', 'scripts/backtest.ts', ...rest),
	bench: () => node('--import', 'tsx', 'scripts/bench.ts', ...rest),
	verify: () => verify(...rest),
	async test() {
		await verify(...rest);
		await buildIfStale();
		// The engine does not keep two cores busy all the time.
		await Promise.all([verifyBuilt(), vitest('store', ...rest)]);
		await vitest('browser', ...rest);
	},
	async 'test:long'() {
		process.env.REXIAN_LONG = '1';
		await buildIfStale();
		await vitest('store', ...rest);
		await vitest('browser', ...rest);
	}
};

const chosen = Object.hasOwn(commands, command) ? commands[command] : undefined;
if (!chosen) {
	console.error(`run.mjs: got "${command}", want one of ${Object.keys(commands).join(', ')}`);
	process.exit(2);
}
checkMachine();
await installIfStale();
await chosen();
