/** Pages, sizes, languages and palettes: the whole matrix, and a few cases of it that hold every pair. */
export const PAGES = [
	'/',
	'/measures',
	'/quality',
	'/index',
	'/province',
	'/compare',
	'/improve',
	'/alerts',
	'/report',
	'/settings',
	'/settings/city',
	'/settings/readings',
	'/settings/profiles',
	'/settings/rules',
	'/settings/channels',
	'/settings/displays',
	'/wall',
	'/wall/evening',
	'/wall/province',
	'/login'
] as const;
const SIZES = [
	[1920, 1080],
	[3840, 2160],
	[3840, 1080],
	[6720, 2160],
	[390, 844]
] as const;
const LANGS = ['zh', 'en'] as const;
const THEMES = ['light', 'dark', 'contrast'] as const;

export type Case = readonly [
	page: string,
	width: number,
	height: number,
	lang: string,
	theme: string
];

export const whole: readonly Case[] = PAGES.flatMap((page) =>
	SIZES.flatMap(([width, height]) =>
		LANGS.flatMap((lang) => THEMES.map((theme) => [page, width, height, lang, theme] as const))
	)
);
const kindOf = (page: string) => (page.startsWith('/wall') ? 'wall' : 'desk');
const pairsOf = ([page, width, , lang, theme]: Case) => [
	`${page} ${lang}`,
	`${width} ${lang}`,
	`${width} ${theme}`,
	`${lang} ${theme}`,
	// Walls and pages: a size and a palette have to meet both kinds, not each single one.
	`${kindOf(page)} ${width}`,
	`${kindOf(page)} ${theme}`
];

/** A few cases that hold every pair: always the one that brings most new ones. */
export function pairwise(): Case[] {
	const open = new Set(whole.flatMap(pairsOf));
	const chosen: Case[] = [];
	while (open.size > 0) {
		const gain = (one: Case) => pairsOf(one).filter((pair) => open.has(pair)).length;
		const best = whole.reduce((a, b) => (gain(b) > gain(a) ? b : a));
		for (const pair of pairsOf(best)) open.delete(pair);
		chosen.push(best);
	}
	return chosen;
}
