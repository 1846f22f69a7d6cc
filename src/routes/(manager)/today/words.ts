/** How today stands, in sentences: against days of its kind, and the index against the tier. */
import { isKnown } from '$lib/assessment/known.ts';
import type { IndexSummary } from '$lib/assessment/types.ts';
import { DAY_KINDS } from '$lib/contract/alerts.ts';
import type { NamedDay, UsualAnswer } from '$lib/contract/usual.ts';
import { clockTime, count, percent, score } from '$lib/format.ts';
import type { Rate } from '$lib/statistics/wilson.ts';
import type { Lang } from '$lib/ui/lang.ts';
import { ofTier } from '$lib/ui/tiers.ts';
import { m } from '$lib/words/m.ts';
import { changeOf, signed } from '../measures/change.ts';

const AND: Record<Lang, string> = { zh: '、', en: ', ' };

export const kindOf = ({ kind, name }: NamedDay, lang: Lang) =>
	name === null ? DAY_KINDS[kind][lang] : `${DAY_KINDS[kind][lang]} ${name}`;

/** As it stands inside a sentence: a workday. */
export const within = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

const PLURAL: Record<Lang, string> = { zh: '', en: 's' };

/** The kinds of the days compared with: others stand in for one that is rare. */
export const kindsOf = (days: readonly NamedDay[], lang: Lang) =>
	[...new Set(days.map(({ kind }) => `${within(DAY_KINDS[kind][lang])}${PLURAL[lang]}`))].join(
		AND[lang]
	);

/** `11-23、11-20、…`, the latest first. */
export const datesOf = (days: readonly NamedDay[], lang: Lang) =>
	days.map(({ date }) => date.slice(5)).join(AND[lang]);

/** `usual` is null until it is known. */
export function todaySentence(
	now: Rate,
	asOf: number,
	usual: UsualAnswer | null,
	lang: Lang
): string {
	if (now.value === null) return m.today_nothing_yet();
	const start = m.today_so_far({
		clock: clockTime(asOf).slice(0, 5),
		value: percent(now.value),
		n: count(now.denominator)
	});
	const change = changeOf('connection_rate', now, usual?.measures.connection_rate);
	if (!usual || change?.verdict === undefined) return `${start}${lang === 'zh' ? '。' : '.'}`;
	const words = { within: m.today_within, better: m.today_better, worse: m.today_worse };
	const end = words[change.verdict]({
		days: usual.days.length,
		kind: kindsOf(usual.days, lang),
		points: signed(change.value)
	});
	return start + end;
}

/** Above and below only where the index' likely range leaves the mean out. */
export function standingSentence({ index, tier }: IndexSummary): string {
	if (tier === null || !isKnown(index)) return '';
	const { low, high } = index.likely;
	const words =
		tier.index < low
			? m.today_standing_above
			: tier.index > high
				? m.today_standing_below
				: m.today_standing_within;
	return words({ index: score(index.point), tier: ofTier(tier.name), mean: score(tier.index) });
}
