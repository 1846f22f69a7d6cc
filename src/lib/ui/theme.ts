/** Which palette a page is drawn in. */
export const THEMES = ['light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

/** What the reader's system asks for. */
export interface Preference {
	dark: boolean;
	contrast: boolean;
}

/** What the URL says (`?theme=`), else the system; a wall is dark whatever the system prefers. */
export function themeOf(url: URL, system: Preference): Theme {
	const asked = THEMES.find((theme) => theme === url.searchParams.get('theme'));
	if (asked) return asked;
	if (system.contrast) return 'contrast';
	return system.dark || url.pathname.startsWith('/wall') ? 'dark' : 'light';
}
