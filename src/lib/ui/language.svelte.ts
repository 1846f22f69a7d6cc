/** The page's language is a part of its URL; every word follows it. */
import { page } from '$app/state';
import { overwriteGetLocale } from '../words/compiled/runtime.js';
import { langOf, type Lang } from './lang.ts';

const current = $derived(langOf(page.url));

/** The language now; reading it in a template or an effect follows it. */
export function lang(): Lang {
	return current;
}

/** Makes every word follow the page, once, before anything is drawn. */
export function followPage(): void {
	overwriteGetLocale(lang);
}
