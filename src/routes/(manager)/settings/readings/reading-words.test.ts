import { expect, it } from 'vitest';
import { valueParts } from './reading-words.ts';

it.each([
	['87.97', 'awareness', ['87', '.97%']],
	['100', 'awareness', ['100', '%']],
	['79', 'trust', ['79', '\u00a0分']],
	['1.5', 'of a later version', ['1', '.5']]
])('%s of %s is cut before its decimal point', (value, item, parts) => {
	expect(valueParts(value, item)).toEqual(parts);
});
