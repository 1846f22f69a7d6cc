import { availableParallelism } from 'node:os';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

const api = { target: 'http://127.0.0.1:12345', changeOrigin: true };

/** A test says what happens, not how soon: machines that run it may be slow and busy. */
const PATIENCE_MS = 90_000;
/** Of a test: the long run repeats what it proves many times more often. */
const LONGEST_TEST_MS = (process.env.REXIAN_LONG ? 20 : 2) * PATIENCE_MS;

/** Real servers, real browsers: as many files at once as there are cores, not one fewer. */
const WORKERS = Math.min(4, availableParallelism());

export default defineConfig({
	plugins: [sveltekit()],
	// Small files stay files: the content security policy has no place for data: fonts.
	build: { target: 'chrome100', assetsInlineLimit: 0 },
	server: { proxy: { '/v1': api, '/socket.io': { ...api, ws: true } } },
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['{src,server,scripts}/**/*.test.ts', 'tests/oracle/**/*.test.ts'],
					environment: 'node',
					testTimeout: PATIENCE_MS,
					expect: { poll: { timeout: PATIENCE_MS } }
				}
			},
			{
				extends: true,
				test: {
					name: 'store',
					include: ['tests/store/**/*.test.ts'],
					environment: 'node',
					pool: 'forks',
					maxWorkers: WORKERS,
					testTimeout: LONGEST_TEST_MS,
					expect: { poll: { timeout: PATIENCE_MS } },
					hookTimeout: 2 * PATIENCE_MS
				}
			},
			{
				extends: true,
				test: {
					name: 'browser',
					include: ['tests/browser/**/*.test.ts'],
					globalSetup: 'tests/browser/browser.ts',
					environment: 'node',
					pool: 'forks',
					maxWorkers: WORKERS,
					testTimeout: LONGEST_TEST_MS,
					expect: { poll: { timeout: PATIENCE_MS } },
					hookTimeout: 2 * PATIENCE_MS
				}
			}
		]
	}
});
