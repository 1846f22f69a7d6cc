/** The window of the page, in days before now: `?days=`, else 30. */
export const WINDOW_DAYS = [1, 7, 30, 90] as const;
export type WindowDays = (typeof WINDOW_DAYS)[number];

const DEFAULT_DAYS: WindowDays = 30;

export function daysOf(url: URL): WindowDays {
	const asked = Number(url.searchParams.get('days'));
	return WINDOW_DAYS.find((days) => days === asked) ?? DEFAULT_DAYS;
}

/** The parameter that stands for a window; the default needs none. */
export function daysParameter(days: WindowDays): string | null {
	return days === DEFAULT_DAYS ? null : String(days);
}
