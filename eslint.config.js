import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { floor } from './eslint.floor.js';
import svelteConfig from './svelte.config.js';

export default defineConfig(
	{ ignores: ['build/', '.svelte-kit/', 'data/', 'node_modules/', 'src/lib/words/compiled/'] },
	js.configs.recommended,
	...ts.configs.recommendedTypeChecked,
	...svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.node, ...globals.browser },
			parserOptions: {
				projectService: true,
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte']
			}
		},
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/return-await': ['error', 'in-try-catch'],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
			'no-console': 'error'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
	},
	{
		// The browser never reaches into the server; what both need is pure code under src/lib.
		files: ['src/**'],
		rules: {
			'no-restricted-imports': ['error', { patterns: ['**/server/**', '#server/*'] }]
		}
	},
	{
		// One room opens the store: whoever else imports the engine or its client is a second road.
		files: ['server/**', 'scripts/**'],
		ignores: ['server/store/**', 'scripts/bench/plain-server.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{ paths: ['@clickhouse/client', 'chdb', 'chdb/connection'] }
			]
		}
	},
	...floor({
		files: ['src/**'],
		// Tests run in Node.
		ignores: ['src/**/*.test.ts', 'src/lib/words/compiled/**']
	}),
	{ files: ['scripts/**', 'server/log.ts'], rules: { 'no-console': 'off' } }
);
