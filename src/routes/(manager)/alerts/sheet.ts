/** Open alerts and those that ended, as a table. */
import { headline } from '$lib/alerts/headline.ts';
import type { AlertsAnswer } from '$lib/contract/alerts.ts';
import type { Lang } from '$lib/ui/lang.ts';
import type { Sheet } from '$lib/ui/sheet.ts';
import { m } from '$lib/words/m.ts';

export function alertsSheet(name: string, answer: AlertsAnswer, lang: Lang): Sheet {
	return {
		name: `${name} ${answer.as_of.slice(0, 10)}`,
		headers: [
			m.alerts_col_what(),
			m.alerts_mark_began(),
			m.alerts_mark_ended(),
			m.wall_expected(),
			m.common_column_value(),
			m.common_column_low(),
			m.common_column_high(),
			m.common_counts(),
			m.alerts_col_deep(),
			m.alerts_col_lost(),
			m.common_data_as_of()
		],
		rows: [...answer.now, ...answer.history].map((alert) => [
			headline(alert)[lang],
			alert.since,
			alert.resolved_at,
			alert.expected,
			alert.observed ? alert.observed.value : alert.observed_seconds,
			alert.observed?.low ?? null,
			alert.observed?.high ?? null,
			alert.observed?.denominator ?? null,
			alert.depth,
			alert.excess_lost,
			answer.as_of
		])
	};
}
