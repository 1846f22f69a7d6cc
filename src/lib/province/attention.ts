/** Which city needs attention, why, and before which other: the same rule for page, wall and API. */
import { THIN_BELOW } from '../charts/thin.ts';
import {
	ATTENTION_REASONS,
	type AttentionReason,
	type ProvinceCity,
	type ProvinceMonth,
	type ProvinceNow
} from '../contract/province.ts';
import { QUIET_MS } from '../live/status.ts';
import { rateDifference } from '../statistics/difference.ts';

/** Reasons of a city, the gravest first; what is not computed yet gives none. */
export function attentionOf(
	now: ProvinceNow | null,
	month: ProvinceMonth | null
): AttentionReason[] {
	if (!now) return [];
	const since = now.last_received_at;
	const isSilent = since === null || Date.parse(now.as_of) - Date.parse(since) > QUIET_MS;
	const holds: Record<AttentionReason, boolean> = {
		critical: now.alerts.critical > 0,
		// Losses may have come and answers not yet: of a silent feed nothing is concluded.
		evening_low: !isSilent && month !== null && isEveningLow(now, month),
		warning: now.alerts.warning > 0,
		silent: isSilent
	};
	return ATTENTION_REASONS.filter((reason) => holds[reason]);
}

/** Today's evening lies below that of the days before by more than the sampling error of both. */
function isEveningLow({ evening }: ProvinceNow, { usual_evening }: ProvinceMonth): boolean {
	if (evening.denominator < THIN_BELOW) return false;
	const difference = rateDifference(evening, usual_evening);
	return difference !== null && difference.high < 0;
}

/** The evening rate a city is ordered by: today's where enough calls were decided, else of 30 days. */
export function standingEvening({ now, month }: Pick<ProvinceCity, 'now' | 'month'>) {
	const today = now?.evening;
	if (today && today.denominator >= THIN_BELOW) return today.value;
	return month?.evening.value ?? today?.value ?? null;
}

/** Orders by the gravest reason, then by how many there are, then by the lower evening rate. */
export function byAttention(a: ProvinceCity, b: ProvinceCity): number {
	const gravest = ({ attention }: ProvinceCity) =>
		attention[0] === undefined ? ATTENTION_REASONS.length : ATTENTION_REASONS.indexOf(attention[0]);
	return (
		gravest(a) - gravest(b) ||
		b.attention.length - a.attention.length ||
		(standingEvening(a) ?? 2) - (standingEvening(b) ?? 2) ||
		(a.code < b.code ? -1 : 1)
	);
}
