/** The canvas that fits a screen best: always 1080 high, scaled as a whole, letterboxed by the rest. */

export const HEIGHT = 1080;
/** 16:9, 28:9 (6720 × 2160 and its likes), 32:9 (3840 × 1080). */
export const WIDTHS = [1920, 3360, 3840] as const;

export interface Canvas {
	width: (typeof WIDTHS)[number];
	scale: number;
	left: number;
	top: number;
}

/** The widest canvas that is no wider than the screen's shape, so that height is never wasted. */
export function canvasFor(width: number, height: number): Canvas {
	const fitting = WIDTHS.filter((one) => one / HEIGHT <= (width / height) * 1.001);
	const chosen = fitting.at(-1) ?? WIDTHS[0];
	const scale = Math.min(width / chosen, height / HEIGHT);
	return {
		width: chosen,
		scale,
		left: (width - chosen * scale) / 2,
		top: (height - HEIGHT * scale) / 2
	};
}
