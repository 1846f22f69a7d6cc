import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fillTables, README_FILES } from './tables.ts';

describe.each(README_FILES)('the $language README', ({ file, language }) => {
	const text = readFileSync(file, 'utf8');
	it('shows the tables as the code has them (npm run docs writes them)', () => {
		expect(fillTables(text, language)).toBe(text);
	});
	it('names every configuration variable', () => {
		const env = readFileSync(new URL('../../server/env.ts', import.meta.url), 'utf8');
		const variables = [...env.matchAll(/^\t([A-Z_]+):/gm)].map((match) => match[1]);
		expect(variables.length).toBeGreaterThan(10);
		expect(variables.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
	});
	it('names every dependency and why it is there', () => {
		const manifest = JSON.parse(
			readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
		) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
		const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
		const unnamed = names.filter(
			(name) => !name.startsWith('@types/') && !text.includes(`\`${name}\``)
		);
		expect(unnamed).toEqual([]);
	});
});
