/** The words of the pages by language. Labels of measures and slots are in the catalogue. */
import { en } from './en.ts';
import { zh, type Text } from './zh.ts';

export type Lang = 'zh' | 'en';

export type { Text };

const TEXTS: Record<Lang, Text> = { zh, en };

export function textOf(lang: Lang): Text {
	return TEXTS[lang];
}

/** The language a URL asks for: `?lang=en`, else Chinese. */
export function langOf(url: URL): Lang {
	return url.searchParams.get('lang') === 'en' ? 'en' : 'zh';
}
