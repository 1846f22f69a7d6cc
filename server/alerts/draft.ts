/** What a rule says of an alert before it is in the book. */
import type { Alert } from '#contract/alerts';
import { formatInstant } from '#contract/instant';

/** Alerts about figures; the others are about the means of knowing them. */
export const QUALITY_KINDS = ['fall', 'target', 'sink', 'wait'];

export type AlertDraft = Pick<
	Alert,
	| 'rule'
	| 'kind'
	| 'scope'
	| 'severity'
	| 'since'
	| 'expected'
	| 'observed'
	| 'observed_seconds'
	| 'depth'
	| 'excess_lost'
	| 'delay_facts'
>;

/** An alert that is near its threshold: for those who look, not in the book. */
export function unborn(city: string, draft: AlertDraft, now: number): Alert {
	return {
		id: [city, draft.rule, 'pending'].join('-'),
		city,
		...draft,
		group: QUALITY_KINDS.includes(draft.kind) ? 'quality' : draft.kind,
		state: 'pending',
		fired_at: null,
		resolved_at: null,
		updated_at: formatInstant(now),
		acknowledged: null,
		escalated_at: null,
		muted: null,
		resolution: null
	};
}
