/**
 * Quantiles of many values: counts in buckets of relative width. A value is read back as the middle
 * of its bucket, at most (RATIO − 1) / (RATIO + 1), 3.9 %, from where it was.
 */
import type { ListColumn } from './cell-table.ts';

export const RATIO = 1.08;

/** How many values lie in each bucket, by its number. */
export type Counts = Float64Array;

/** Beyond the bucket of the latest instant there is. */
const BUCKETS = 512;

export const newCounts = (): Counts => new Float64Array(BUCKETS);

/** The bucket of a value of whole milliseconds, not negative: 0 holds 0 alone. */
export function bucketOf(ms: number): number {
	return ms <= 0 ? 0 : 1 + Math.floor(Math.log(ms) / Math.log(RATIO));
}

export function addToHistogram(counts: Counts, bucket: number, count: number): void {
	counts[bucket]! += count;
}

/** SQL of the same. */
export function bucketSql(ms: string): string {
	return `toUInt16(if(${ms} <= 0, 0, 1 + floor(log(${ms}) / ${Math.log(RATIO)})))`;
}

/** Ends of the names of a histogram's two lists. */
const BUCKETS_OF = '_buckets';
const COUNTS_OF = '_counts';

/** SQL columns of one value's own histogram, empty unless `condition`. */
export function histogramLists(
	name: string,
	ms: string,
	condition: string
): Record<string, ListColumn> {
	const [buckets, counts] = [name + BUCKETS_OF, name + COUNTS_OF];
	const part = (index: 1 | 2) => (column: (name: string) => string) =>
		`tupleElement(sumMap(${column(buckets)}, ${column(counts)}), ${index})`;
	return {
		[buckets]: { sql: `if(${condition}, [${bucketSql(ms)}], [])`, merge: part(1) },
		[counts]: { sql: `if(${condition}, [toUInt32(1)], [])`, merge: part(2) }
	};
}

/** Type 7 quantile (linear interpolation at (n − 1) p) of the bucket middles; null of none. */
export function histogramQuantile(histogram: Counts, p: number): number | null {
	const n = histogram.reduce((sum, count) => sum + count, 0);
	if (n === 0) return null;
	const place = (n - 1) * p;
	const below = valueAt(histogram, Math.floor(place));
	const above = valueAt(histogram, Math.ceil(place));
	return below + (above - below) * (place - Math.floor(place));
}

function valueAt(histogram: Counts, rank: number): number {
	let seen = 0;
	for (let bucket = 0; bucket < histogram.length; bucket++) {
		seen += histogram[bucket]!;
		if (seen > rank) return middle(bucket);
	}
	throw new RangeError(`rank ${rank} of ${seen} values`);
}

function middle(bucket: number): number {
	return bucket === 0 ? 0 : (RATIO ** (bucket - 1) * 2 * RATIO) / (1 + RATIO);
}

/** The same lists with each histogram's buckets once: those of many groups stand one behind the other. */
export function withOneHistogram(
	lists: Record<string, readonly unknown[]>
): Record<string, readonly unknown[]> {
	const merged = { ...lists };
	for (const name of Object.keys(lists)) {
		if (!name.endsWith(BUCKETS_OF)) continue;
		const countsName = name.replace(BUCKETS_OF, COUNTS_OF);
		const counts = newCounts();
		const each = lists[countsName] as readonly number[];
		(lists[name] as readonly number[]).forEach((bucket, i) =>
			addToHistogram(counts, bucket, each[i]!)
		);
		const buckets = [...counts.keys()].filter((bucket) => counts[bucket]! > 0);
		merged[name] = buckets;
		merged[countsName] = buckets.map((bucket) => counts[bucket]);
	}
	return merged;
}
