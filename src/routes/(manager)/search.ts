/** Query strings of the manager's pages: what every page keeps, and some parameters changed. */
import type { Lang } from '$lib/ui/lang.ts';

export type Search = '' | `?${string}`;

/** What a link to another page takes along: city, language and theme, nothing of this page. */
export function deskSearch(city: string, lang: Lang, theme: string | null = null): Search {
	const search = new URLSearchParams();
	if (city) search.set('city', city);
	if (lang === 'en') search.set('lang', lang);
	if (theme !== null) search.set('theme', theme);
	return search.size > 0 ? `?${search}` : '';
}

/** The query string of a URL with some parameters set, or taken out where the value is null. */
export function withParameters(url: URL, changes: Record<string, string | null>): Search {
	const search = new URLSearchParams(url.search);
	for (const [name, value] of Object.entries(changes))
		if (value === null) search.delete(name);
		else search.set(name, value);
	return search.toString() === '' ? '' : `?${search}`;
}

/** The same for one parameter. */
export function withParameter(url: URL, name: string, value: string | null): Search {
	return withParameters(url, { [name]: value });
}
