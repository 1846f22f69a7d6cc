/** What somebody should do something about, the most urgent first: pure, from one answer. */
import type { RejectionCode } from '$lib/contract/ingest.ts';
import type { RowRejection } from '$lib/contract/imports.ts';
import type { Quality } from '$lib/contract/quality.ts';

export type Level = 'act' | 'watch';

export type Issue =
	| { id: 'silent'; level: Level; names: string[] }
	| { id: 'undecided'; level: Level; n: number; share: number | null; of: number }
	| { id: 'rejected'; level: Level; n: number; share: number; top: RejectionCode }
	| { id: 'rowsRejected'; level: Level; n: number; top: RowRejection }
	| { id: 'unmapped'; level: Level; n: number; examples: string[] }
	| { id: 'conflicts'; level: Level; n: number }
	| { id: 'cost'; level: Level; unknown: number; thin: number }
	| { id: 'unknownValues'; level: Level; n: number; examples: string[] }
	| { id: 'skew'; level: Level; n: number; share: number; seconds: number }
	| { id: 'late'; level: Level; n: number; share: number; overDay: number; overWeek: number };

const NAMED_VALUES = 3;

export function issuesOf(quality: Quality): Issue[] {
	const { total, sources, undecided, rejected, unknown_values, coverage_cost } = quality;
	const silent = sources.filter(({ state }) => state === 'silent').map(({ id }) => id);
	const top = rejected[0]?.code;
	const topRow = quality.rows_rejected[0]?.reason;
	const { late, skew } = total;
	const issues: (Issue | false | undefined)[] = [
		silent.length > 0 && { id: 'silent', level: 'act', names: silent },
		undecided.total > 0 && {
			id: 'undecided',
			level: 'act',
			n: undecided.total,
			share: undecided.in_window.value,
			of: undecided.in_window.denominator
		},
		top && {
			id: 'rejected',
			level: 'act',
			n: total.rejected,
			share: total.rejected / (total.rejected + total.events),
			top
		},
		topRow && { id: 'rowsRejected', level: 'act', n: total.rows_rejected, top: topRow },
		total.conflicts > 0 && { id: 'conflicts', level: 'act', n: total.conflicts },
		coverage_cost.unknown + coverage_cost.thin > 0 && {
			id: 'cost',
			level: 'watch',
			...coverage_cost
		},
		unknown_values.length > 0 && {
			id: 'unknownValues',
			level: 'watch',
			n: unknown_values.length,
			examples: unknown_values.slice(0, NAMED_VALUES).map(({ field, value }) => `${field}=${value}`)
		},
		quality.unmapped_values.length > 0 && {
			id: 'unmapped',
			level: 'watch',
			n: quality.unmapped_values.length,
			examples: quality.unmapped_values
				.slice(0, NAMED_VALUES)
				.map(({ column, value }) => `${column}=${value}`)
		},
		skew.ahead > 0 && {
			id: 'skew',
			level: 'watch',
			n: skew.ahead,
			share: skew.ahead / skew.n,
			seconds: skew.max_seconds ?? 0
		},
		late.over_1h > 0 && {
			id: 'late',
			level: 'watch',
			n: late.over_1h,
			share: late.over_1h / late.n,
			overDay: late.over_1d,
			overWeek: late.over_7d
		}
	];
	return issues.filter((issue) => issue !== false && issue !== undefined);
}
