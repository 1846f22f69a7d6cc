/** An issue in plain words: what it is, what it means, what to do. */
import { age, count, percent } from '$lib/format.ts';
import type { Lang } from '$lib/ui/lang.ts';
import { m } from '$lib/words/m.ts';
import type { Issue } from './issues.ts';
import { REJECTION_WORDS, ROW_WORDS } from './words.ts';

export interface IssueWords {
	title: string;
	means: string;
	act: string;
}

/** A share, also one so small, or so large, that a rounded one would say none, or all. */
export function shareOf(share: number | null): string {
	if (share !== null && share > 0 && share < 0.001) return '<0.1%';
	if (share !== null && share > 0.999 && share < 1) return '>99.9%';
	return percent(share);
}

export function issueWords(issue: Issue, lang: Lang): IssueWords {
	switch (issue.id) {
		case 'silent':
			return {
				title: m.quality_silent_title({ names: issue.names.join(' ') }),
				means: m.quality_silent_means(),
				act: m.quality_silent_act()
			};
		case 'undecided': {
			const share = shareOf(issue.share);
			return {
				title: m.quality_undecided_title({ n: count(issue.n) }),
				means: m.quality_undecided_means({ share, of: count(issue.of) }),
				act: m.quality_undecided_act()
			};
		}
		case 'rejected':
			return {
				title: m.quality_rejected_title({ n: count(issue.n) }),
				means: m.quality_rejected_means({
					share: shareOf(issue.share),
					top: REJECTION_WORDS[issue.top].name()
				}),
				act: m.quality_rejected_act()
			};
		case 'rowsRejected':
			return {
				title: m.quality_rows_rejected_title({ n: count(issue.n) }),
				means: m.quality_rows_rejected_means({ top: ROW_WORDS[issue.top].name() }),
				act: m.quality_rows_rejected_act()
			};
		case 'unmapped':
			return {
				title: m.quality_unmapped_title({ n: count(issue.n) }),
				means: m.quality_unmapped_means({ values: issue.examples.join(' · ') }),
				act: m.quality_unmapped_act()
			};
		case 'conflicts':
			return {
				title: m.quality_conflicts_title({ n: count(issue.n) }),
				means: m.quality_conflicts_means(),
				act: m.quality_conflicts_act()
			};
		case 'cost':
			return {
				title: m.quality_cost_title({ share: percent(issue.unknown) }),
				means: m.quality_cost_means({ thin: percent(issue.thin) }),
				act: m.quality_cost_act()
			};
		case 'unknownValues':
			return {
				title: m.quality_unknown_values_title({ n: count(issue.n) }),
				means: m.quality_unknown_values_means({ values: issue.examples.join(' · ') }),
				act: m.quality_unknown_values_act()
			};
		case 'skew':
			return {
				title: m.quality_skew_title({ n: count(issue.n) }),
				means: m.quality_skew_means({
					share: shareOf(issue.share),
					most: age(issue.seconds, lang)
				}),
				act: m.quality_skew_act()
			};
		case 'late':
			return {
				title: m.quality_late_title({ n: count(issue.n) }),
				means: m.quality_late_means({
					share: shareOf(issue.share),
					hours: count(issue.n - issue.overDay),
					days: count(issue.overDay - issue.overWeek),
					weeks: count(issue.overWeek)
				}),
				act: m.quality_late_act()
			};
	}
}
