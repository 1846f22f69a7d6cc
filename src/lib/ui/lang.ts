/** The languages of the pages. */
export const LANGS = ['zh', 'en'] as const;
export type Lang = (typeof LANGS)[number];

/** The language a URL asks for: `?lang=en`, else Chinese. */
export function langOf(url: URL): Lang {
	return url.searchParams.get('lang') === 'en' ? 'en' : 'zh';
}
