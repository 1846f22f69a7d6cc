/** Where printed figures do not mean the same everywhere: said beside the comparison. */
import type { Label } from '../assessment/profile.ts';
import { TIER_MEANS } from '../reference/national-index-2023.ts';
import { shownNumber } from './compare.ts';
import type { Subject } from './subjects.ts';

/** A spread between tiers beyond which definitions, not cities, must differ. */
const INCREDIBLE_RATIO = 5;

const DEFINITIONS: Label = {
	zh: '报告说明各地统计口径不一致',
	en: 'the report itself says that places count differently'
};

/** What a reader must know before concluding anything; each says that the printed figures may be of another definition. */
export function cautionOf({ id, column, unit }: Subject): Label | null {
	if (id === 'first_contact_resolution')
		return {
			zh: `一线城市指数最高，这一项却最低（${shownNumber(TIER_MEANS['一线'].firstContactResolution, 'ratio', 2)}%）：单项高低不等于总体名次。${DEFINITIONS.zh}。`,
			en: `First-tier cities have the best index and the lowest figure here (${shownNumber(TIER_MEANS['一线'].firstContactResolution, 'ratio', 2)}%): one measure is not the rank, and ${DEFINITIONS.en}.`
		};
	if (id === 'connection')
		return {
			zh: '全国数为 172 家热线自报；本市为人工请求口径。',
			en: 'The national figure was reported by 172 hotlines themselves; ours counts requests for a person.'
		};
	if (!column || unit !== 'ratio') return null;
	const values = Object.values(TIER_MEANS).map((tier) => tier[column]);
	const [low, high] = [Math.min(...values), Math.max(...values)];
	if (high < INCREDIBLE_RATIO * low) return null;
	const [from, to] = [low, high].map((value) => shownNumber(value, 'ratio', 2));
	const times = Math.round(high / low);
	return {
		zh: `报告中各线级从 ${from}% 到 ${to}%，相差 ${times} 倍：口径很可能不同（对热线的投诉，或投诉类工单），只作参考。`,
		en: `The report's tiers reach from ${from}% to ${to}%, ${times} times apart: they very likely count different things (complaints about the hotline, or tickets of the kind "complaint"). For orientation only.`
	};
}
