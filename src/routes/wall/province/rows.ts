/** How many cities share the province's wall decides how a row of it is laid out. */

/** `roomy` has its reasons in words beneath the name; `many` stands in two columns without notes. */
export type Layout = 'roomy' | 'plain' | 'many';

/** Up to here a row has room for its reasons in words. */
const MOST_ROOMY = 7;
/** From one more on they stand in two columns. */
const MOST_IN_A_COLUMN = 10;
/** More would be too small for ten metres: those of gravest standing are shown, the others counted. */
export const MOST_SHOWN = 28;
/** Of the canvas's 1080 px, what the header, the scale and the foot leave. */
const ROWS_PX = 776;
const TALLEST_PX = 190;
/** Beside a name: the mark of what needs attention, and air. */
const MARK_EM = 1.3;

export function layoutOf(cities: number): Layout {
	if (cities <= MOST_ROOMY) return 'roomy';
	return cities > MOST_IN_A_COLUMN ? 'many' : 'plain';
}

/** Name, scale, value, note; names stand beside each other's scales, so that the longest decides. */
export const COLUMNS: Record<Layout, string> = {
	roomy: '600px minmax(0, 1fr) 210px 390px',
	plain: 'var(--name) minmax(0, 1fr) 160px 380px',
	many: 'var(--name) minmax(0, 1fr) 150px'
};

/** Few cities stand as large as there is room for. */
export const rowHeightPx = (cities: number): number =>
	Math.min(TALLEST_PX, ROWS_PX / (cities > MOST_IN_A_COLUMN ? Math.ceil(cities / 2) : cities));

/** Room for the longest of these names and its mark, in em: a Han character is square, a letter about half of it. */
export function nameWidthEm(names: readonly string[]): number {
	const widthOf = (name: string) =>
		[...name].reduce((width, character) => width + (character > '\u2e7f' ? 1 : 0.53), 0);
	return Math.max(0, ...names.map(widthOf)) + MARK_EM;
}
