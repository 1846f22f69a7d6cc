import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ANSWERS_FILE, answerSchemas } from './answers.ts';

it('the API’s shapes are those of the contract’s types (npm run docs writes them)', async () => {
	expect(readFileSync(ANSWERS_FILE, 'utf8')).toBe(await answerSchemas());
}, 60_000);
