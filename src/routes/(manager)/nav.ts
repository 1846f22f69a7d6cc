/** Every page of the manager in the order of the bar; one whose route is not there is not linked. */
import { m } from '$lib/words/m.ts';

export interface NavEntry {
	path: string;
	name: () => string;
	/** The letter that leads here after `g`. */
	key?: string;
	/** One line for a page that lists others. */
	lead?: () => string;
}

const ROUTES = new Set(
	Object.keys(import.meta.glob('../**/+page.svelte')).map(
		(file) =>
			file
				.replace(/^\.\.?/, '')
				.replace(/\/\([^)]*\)/g, '')
				.replace('/+page.svelte', '') || '/'
	)
);

const isThere = ({ path }: NavEntry) => ROUTES.has(path);

export const PAGES = [
	{ path: '/', name: m.desk_today, key: 't' },
	{ path: '/measures', name: m.desk_measures, key: 'm' },
	{ path: '/index', name: m.desk_index, key: 'i' },
	{ path: '/compare', name: m.desk_compare, key: 'c' },
	{ path: '/improve', name: m.desk_improve, key: 'u' },
	{ path: '/alerts', name: m.desk_alerts, key: 'a' },
	{ path: '/report', name: m.report_title, key: 'r' },
	{ path: '/province', name: m.desk_province, key: 'p' },
	{ path: '/quality', name: m.desk_quality, key: 'q' },
	{ path: '/settings', name: m.desk_settings, key: 's' },
	{ path: '/wall', name: m.desk_wall, key: 'w' }
].filter(isThere) satisfies NavEntry[];

export const SETTINGS_PAGES = [
	{ path: '/settings/city', name: m.desk_city_profile, lead: m.desk_city_lead },
	{ path: '/settings/readings', name: m.desk_readings, lead: m.desk_readings_lead },
	{ path: '/settings/profiles', name: m.desk_profiles, lead: m.desk_profiles_lead },
	{ path: '/settings/rules', name: m.desk_rules, lead: m.desk_rules_lead },
	{ path: '/settings/channels', name: m.desk_channels, lead: m.desk_channels_lead },
	{ path: '/settings/displays', name: m.desk_displays, lead: m.desk_displays_lead }
].filter(isThere) satisfies NavEntry[];

/** Whether a page or one below it is the one at `pathname`. */
export function isCurrent({ path }: NavEntry, pathname: string): boolean {
	return pathname === path || (path !== '/' && pathname.startsWith(`${path}/`));
}
