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
const OF_MANY_PX = 76;

export function layoutOf(cities: number): Layout {
	if (cities <= MOST_ROOMY) return 'roomy';
	return cities > MOST_IN_A_COLUMN ? 'many' : 'plain';
}

/** Name, scale, value, note. */
export const COLUMNS: Record<Layout, string> = {
	roomy: '600px minmax(0, 1fr) 210px 390px',
	plain: '200px minmax(0, 1fr) 160px 380px',
	many: '200px minmax(0, 1fr) 150px'
};

/** Few cities stand as large as there is room for. */
export const rowHeightPx = (cities: number): number =>
	cities > MOST_IN_A_COLUMN
		? Math.min(OF_MANY_PX, ROWS_PX / Math.ceil(cities / 2))
		: Math.min(TALLEST_PX, ROWS_PX / cities);
