/** What the page shows, as its URL says it. Pure. */
export const WINDOWS = ['7d', '30d', '90d', '365d'] as const;
export type WindowId = (typeof WINDOWS)[number];
export const SPANS = ['1d', '7d', '90d', '365d'] as const;
export type SpanId = (typeof SPANS)[number];

export interface View {
	window: WindowId;
	/** Null: the one in force. */
	profile: string | null;
	/** How far back the history reaches. */
	span: SpanId;
}

const oneOf = <T extends string>(choices: readonly T[], text: string | null, other: T): T =>
	choices.find((choice) => choice === text) ?? other;

export function readView(search: URLSearchParams): View {
	return {
		window: oneOf(WINDOWS, search.get('window'), '30d'),
		profile: search.get('profile'),
		span: oneOf(SPANS, search.get('span'), '7d')
	};
}
