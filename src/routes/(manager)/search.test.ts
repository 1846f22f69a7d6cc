import { describe, expect, it } from 'vitest';
import { deskSearch, withParameters } from './search.ts';

describe('a link to another page', () => {
	it.each([
		['', 'zh', ''],
		['420100', 'zh', '?city=420100'],
		['420100', 'en', '?city=420100&lang=en']
	] as const)('keeps city "%s" and language %s', (city, lang, search) => {
		expect(deskSearch(city, lang)).toBe(search);
	});
});

describe('parameters changed', () => {
	const url = new URL('http://x/measures?city=420100&after=1.a%26b');
	it('leave the others as they are', () => {
		expect(withParameters(url, { lang: 'en' })).toBe('?city=420100&after=1.a%26b&lang=en');
	});
	it('are taken out where they are null', () => {
		expect(withParameters(url, { city: null, after: null })).toBe('');
	});
});
