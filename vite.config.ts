import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

const api = { target: 'http://127.0.0.1:12345', changeOrigin: true };

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
					environment: 'node'
				}
			},
			{
				extends: true,
				test: {
					name: 'store',
					include: ['tests/store/**/*.test.ts'],
					environment: 'node',
					pool: 'forks',
					testTimeout: 120_000,
					expect: { poll: { timeout: 10_000 } },
					hookTimeout: 120_000
				}
			},
			{
				extends: true,
				test: {
					name: 'browser',
					include: ['tests/browser/**/*.test.ts'],
					environment: 'node',
					pool: 'forks',
					fileParallelism: false,
					testTimeout: 120_000,
					expect: { poll: { timeout: 10_000 } },
					hookTimeout: 120_000
				}
			}
		]
	}
});
