/**
 * The second built-in profile: the model of `national-2023` anchored at what cities that report score.
 * The printed item and slot means leave out cities without a result; the second-level means count
 * those as 0. Where an item's mean score is printed, the national mean measure scores it here.
 */
import { NATIONAL_2023 } from './national-2023.ts';
import type { Item, Profile } from './profile.ts';

const anchored = (item: Item): Item =>
	item.printed_score === undefined ? item : { ...item, mean_score: item.printed_score };

export const NATIONAL_2023_REPORTING: Profile = {
	...NATIONAL_2023,
	id: 'national-2023-reporting',
	name: {
		zh: '2023 全国指数（推算，有结果城市口径）',
		en: '2023 national index (inferred, reporting cities)'
	},
	date: '2026-11-24',
	note: {
		zh: '同 national-2023，但刊印了三级指标或时段均值的 20 项以该均值为锚点：这些均值只计有结果的城市。由此得到的指数不能与刊印的 65.47 直接比较，等级只作参考。',
		en: 'As national-2023, but the 20 items whose own or slot means are printed are anchored there: those means count cities with a result alone. An index by it cannot be set beside the printed 65.47, and its grade is a hint only.'
	},
	indicators: NATIONAL_2023.indicators.map((first) => ({
		...first,
		children: first.children.map((second) => ({ ...second, items: second.items.map(anchored) }))
	}))
};
