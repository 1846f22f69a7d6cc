/** The walls: which there are, and what stands where on each. */
import { m } from '$lib/words/m.ts';

export type PanelId =
	| 'rate'
	| 'waiting'
	| 'curve'
	| 'index'
	| 'slots'
	| 'slow'
	| 'evening'
	| 'eveningCurve'
	| 'eveningSlots';

/** A row of panels; a width is canvas pixels, or a share of what is left. */
export interface Row {
	height: number;
	panels: readonly (readonly [panel: PanelId, width: number | `${number}fr`])[];
}

export interface Wall {
	path: '/wall' | '/wall/evening' | '/wall/province';
	name: () => string;
	/** Of the 1920 canvas, and of the ultra-wide ones. */
	rows: { normal: readonly Row[]; wide: readonly Row[] };
}

export const WALLS = {
	today: {
		path: '/wall',
		name: m.wall_name_today,
		rows: {
			normal: [
				{
					height: 424,
					panels: [
						['rate', 470],
						['curve', '1fr'],
						['index', 470]
					]
				},
				{
					height: 404,
					panels: [
						['waiting', 250],
						['slots', '1fr'],
						['slow', 604]
					]
				}
			],
			wide: [
				{
					height: 424,
					panels: [
						['rate', 560],
						['waiting', 320],
						['curve', '1fr'],
						['index', 620]
					]
				},
				{
					height: 404,
					panels: [
						['slots', '1fr'],
						['slow', '0.62fr']
					]
				}
			]
		}
	},
	evening: {
		path: '/wall/evening',
		name: m.wall_name_evening,
		rows: {
			normal: [
				{
					height: 424,
					panels: [
						['evening', 480],
						['waiting', 250],
						['eveningCurve', '1fr']
					]
				},
				{ height: 404, panels: [['eveningSlots', '1fr']] }
			],
			wide: [
				{
					height: 424,
					panels: [
						['evening', 560],
						['waiting', 320],
						['eveningCurve', '1fr'],
						['index', 620]
					]
				},
				{
					height: 404,
					panels: [
						['eveningSlots', '1fr'],
						['slow', '0.5fr']
					]
				}
			]
		}
	},
	province: { path: '/wall/province', name: m.wall_name_province, rows: { normal: [], wide: [] } }
} as const satisfies Record<string, Wall>;

export type WallId = keyof typeof WALLS;
