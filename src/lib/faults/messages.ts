/** What is wrong, as checks and the door say it, in the page's words. */
import { NOTHING } from '../format.ts';
import { m } from '../words/m.ts';
import { placeName } from './places.ts';

type Say = (found: Record<string, string>) => string;

/** What a person entered, as the door names it: `a text of 3 characters`, `"words"`, `120`. */
const NUMBER = '(?<n>\\S+?)';

const MESSAGES: readonly (readonly [pattern: string, say: Say])[] = [
	['is missing(?:; null removes)?', () => m.faults_missing()],
	['has nothing beneath it', () => m.faults_empty_below()],
	[`weight is ${NUMBER}, must be from 0 to 1`, ({ n }) => m.faults_weight({ n: n! })],
	[`(?:weights )?add up to ${NUMBER}, must be 1`, ({ n }) => m.faults_weights_sum({ n: n! })],
	[
		`national mean score is ${NUMBER}, must be from 0 to 100`,
		({ n }) => m.faults_mean_score({ n: n! })
	],
	[`curve has ${NUMBER} points, must have at least 2`, ({ n }) => m.faults_curve_points({ n: n! })],
	['curve points must be finite measures .*', () => m.faults_curve_scores()],
	['curve measures must all rise or all fall', () => m.faults_curve_measures()],
	['curve is not monotone: .*', () => m.faults_curve_falls()],
	['curve is flat, .*', () => m.faults_curve_flat()],
	[
		`score at the mean is ${NUMBER}, must be from 0 to 100`,
		({ n }) => m.faults_score_at_mean({ n: n! })
	],
	['all of its items must have a weight, or none', () => m.faults_some_weights()],
	[
		'mean (?<mean>\\S+) must lie strictly between floor (?<floor>\\S+) and target (?<target>[^ ,]+), all finite',
		({ mean, floor, target }) => m.faults_anchors({ mean: mean!, floor: floor!, target: target! })
	],
	[
		`(?<what>\\w+) is ${NUMBER}, must be 0 or more`,
		({ what, n }) => m.faults_not_negative({ what: what!, n: n! })
	],
	['has no items', () => m.faults_no_items()],
	['id is used more than once', () => m.faults_id_twice()],
	['(?:an indicator or item has an empty id|id is empty)', () => m.faults_id_empty()],
	['is listed more than once', () => m.faults_tier_twice()],
	[`index is ${NUMBER}, must be from 0 to 100`, ({ n }) => m.faults_tier_index({ n: n! })],
	[
		`score of (?<id>\\w*) must be from 0 to 100, got ${NUMBER}`,
		({ id, n }) => m.faults_tier_score({ name: placeName(id!), n: n! })
	],
	[
		'correlations must be .*, got (?<across>\\S+) and (?<within>\\S+)',
		({ across, within }) => m.faults_correlations({ across: across!, within: within! })
	],
	['.*is no item of the assessment(?:; .*)?', () => m.faults_no_item()],
	[
		'unit is (?<got>\\w+), its measure comes in (?<want>\\w+)',
		({ got, want }) => m.faults_unit({ got: got!, want: want! })
	],
	['measurable is .*', () => m.faults_measurable()],
	[
		'got (?<got>.+?); want (?<low>-?[\\d.]+) to (?<high>[\\d.]+) for \\w+',
		({ got, low, high }) => m.faults_range({ got: got!, low: low!, high: high! })
	],
	['want an instant after from', () => m.faults_period()],
	['want 1 to (?<n>\\d+) characters', ({ n }) => m.faults_characters({ n: n! })],
	[
		'(?:want at most (?<n>\\d+) characters|Too big: expected string to have <=(?<most>\\d+) characters)',
		({ n, most }) => m.faults_characters_most({ n: (n ?? most)! })
	],
	['Too small: expected string to have >=1 characters', () => m.faults_missing()],
	['Invalid input: expected .*, received undefined', () => m.faults_missing()],
	['Too (?:small|big): expected (?<got>.+)', ({ got }) => m.faults_not_accepted({ got: got! })],
	[
		'(?<at>\\S+) is more than 10 minutes ahead of .*',
		({ at }) => m.faults_future({ at: at!.slice(0, 16).replace('T', ' ') })
	],
	['got (?<got>.+?); .*', ({ got }) => m.faults_not_accepted({ got: got! })]
];

const COMPILED = MESSAGES.map(([pattern, say]) => [new RegExp(`^${pattern}$`), say] as const);

/** A figure that is none is shown as such. */
function shown(groups: Record<string, string>): Record<string, string> {
	const isNone = (text: string | undefined) => text === 'undefined' || text === 'NaN';
	return Object.fromEntries(
		Object.entries(groups).map(([key, text]) => [key, isNone(text) ? NOTHING : text])
	);
}

/** A message without its place; as it came where nobody has words for it. */
export function sayFault(message: string): string {
	for (const [pattern, say] of COMPILED) {
		const match = pattern.exec(message);
		if (match) return say(shown(match.groups ?? {}));
	}
	return message;
}

/** A fault at a place: `trust: curve is flat, …` in the page's words. */
export function sayFaultAt(place: string, message: string): string {
	const fault = sayFault(message);
	return place === '' ? fault : m.faults_in_place({ place: placeName(place), fault });
}

/** A message that begins with its place. */
export function sayPlacedFault(message: string): string {
	const [place = '', ...rest] = message.split(': ');
	return rest.length === 0 ? sayFault(message) : sayFaultAt(place, rest.join(': '));
}
