/** The closing summary: everything that was read is in it, as what it became. */
import { show } from './describe.ts';
import { sum, type Counts, type Tally } from './tally.ts';

const VALUES_A_COLUMN = 20;

const count = (value: number) => value.toLocaleString('en');

/** Lines of the summary; `seconds` is how long it took. */
export function summarise(tally: Tally, seconds: number, isDryRun: boolean): string[] {
	const rate = Math.round(tally.rows / Math.max(0.001, seconds));
	const { accepted, turnedAway } = tally;
	const rejectedRows = sum(tally.rejected);
	const lines = [
		`${count(tally.rows)} rows read in ${seconds.toFixed(1)} s, ${count(rate)} rows/s`,
		...part('header rows', tally.header),
		...part('blank rows', tally.blank),
		...part('rows before --from-line', tally.before),
		`  rows that became events: ${count(tally.whole)}`,
		...part('rows that became events in part', tally.partly),
		...list('rows filtered', tally.filtered),
		`  rows rejected: ${count(rejectedRows)}${reasons(tally.rejected)}`,
		`events: ${count(sum(tally.events))}${reasons(tally.events)}`,
		...(tally.refused.size > 0
			? [`  events not made: ${count(sum(tally.refused))}${reasons(tally.refused)}`]
			: []),
		`  ${isDryRun ? 'would be accepted' : 'accepted'}: ${count(accepted)}`,
		`  rejected by ${isDryRun ? "the server's door" : 'the server'}: ${count(sum(turnedAway))}${reasons(turnedAway)}`
	];
	for (const [what, times] of tally.notices) lines.push(`note: ${count(times)} ${what}`);
	for (const [column, values] of tally.unmapped) lines.push(unmapped(column, values));
	return lines;
}

/** The check that no row is lost on the way; false is a fault of ours. */
export function balance(tally: Tally): { holds: boolean; text: string } {
	const { rows } = tally;
	const accounted = tally.accounted();
	const terms = `${count(tally.whole + tally.partly)} in events + ${count(sum(tally.filtered))} filtered + ${count(sum(tally.rejected))} rejected + ${count(tally.header)} header + ${count(tally.blank)} blank + ${count(tally.before)} before --from-line`;
	const holds = rows === accounted;
	return {
		holds,
		text: holds
			? `check: ${count(rows)} rows read = ${terms}`
			: `check: ${count(rows)} rows read, ${count(accounted)} accounted for: ${terms}; ${count(rows - accounted)} are open`
	};
}

function part(what: string, value: number): string[] {
	return value > 0 ? [`  ${what}: ${count(value)}`] : [];
}

function list(what: string, counts: Counts): string[] {
	return counts.size > 0 ? [`  ${what}: ${count(sum(counts))}${reasons(counts)}`] : [];
}

function reasons(counts: Counts): string {
	if (counts.size === 0) return '';
	const sorted = [...counts].sort(([, one], [, two]) => two - one);
	return ` (${sorted.map(([name, value]) => `${name} ${count(value)}`).join(', ')})`;
}

function unmapped(column: string, values: Counts): string {
	const sorted = [...values].sort(([, one], [, two]) => two - one);
	const shown = sorted
		.slice(0, VALUES_A_COLUMN)
		.map(([value, times]) => `${show(value)} ${count(times)}`);
	const more = sorted.length - shown.length;
	return `unmapped values of ${column}: ${shown.join(', ')}${more > 0 ? `, and ${more} others` : ''}`;
}
