/** LayerCake's context, typed once: every chart here has linear scales and rows of one kind. */
import { getLayerCakeContext, type LayerCakeContext } from 'layercake';
import type { ScaleLinear } from 'd3-scale';

type Linear = ScaleLinear<number, number>;

export type ChartContext<Row> = LayerCakeContext<{ x: Linear; y: Linear }, Row[]>;

/** The chart a mark is drawn in. Read its values where they are used: they are live. */
export function chart<Row>(): ChartContext<Row> {
	return getLayerCakeContext<{ x: Linear; y: Linear }, Row[]>();
}

/** An estimate at a place on the x axis; all but x are null where there is nothing to estimate. */
export interface Estimate {
	x: number;
	value: number | null;
	low: number | null;
	high: number | null;
	/** Too few facts to lean on: drawn, but held back. */
	thin: boolean;
}

/** One figure lying down, with what it is compared with. */
export interface Figure {
	value: number | null;
	low: number | null;
	high: number | null;
	/** What it could be at the very least and most, where that is wider than the interval. */
	outer?: { low: number; high: number };
	peer: number | null;
}
