/**
 * The built-in profile: the model of the 2023 national index, inferred (推算) from its report and never
 * official. Weights are not printed; these give 8 of the 13 printed tier and region rows within 0.011
 * and the printed first-level means from the second-level ones (definitions, section 5).
 */
import { TIER_MEANS } from '../reference/national-index-2023.ts';
import { TIERS } from '../reference/prefectures.ts';
import { CHANNEL } from './national-2023-channel.ts';
import { EXPERIENCE } from './national-2023-experience.ts';
import { PERCEPTION } from './national-2023-perception.ts';
import type { Profile } from './profile.ts';

export const NATIONAL_2023: Profile = {
	id: 'national-2023',
	version: 1,
	name: { zh: '2023 全国指数（推算）', en: '2023 national index (inferred)' },
	author: 'Rexian',
	date: '2026-11-23',
	note: {
		zh: '由《2023全国政务热线服务质量评估指数》推算，非官方。权重由刊印的数字反推；刊印的二级指标均值把没有结果的城市计为 0，因此各项齐全的城市可能被低估。',
		en: 'Inferred from the report of the 2023 national index, not official. Weights are worked back from the printed figures; the printed second-level means count cities without a result as 0, so a city that reports everything is probably under-rated.'
	},
	prior: {
		within: 0.8,
		across: 0.5,
		test_sd: 15,
		unstated_sd: 10,
		basis: {
			zh: '未知项的标准差：由各一级指标前三名与末三名的二级得分反推，再统一放大，使一个全部未知的城市的指数标准差约等于刊印等级在同一线级内的标准差（10.6）。相关：同一二级指标内 0.8（融合一致性三项占比、四项调查得分几乎同升同降）；不同指标间 0.5（若相互独立，指数标准差不到 6，与刊印等级不符）。单次测试得分标准差取 15：到 18 时，30 次拨测的 95% 误差就会超过互动体验前三名的领先幅度（6.2）。误差无法计算的数值取 10 分，约合两三次测试。',
			en: "Spread of unknown items: worked back from the second-level scores of the best and worst three cities of each first-level indicator, then widened alike until a city of which nothing is known has about the index spread of the printed grades inside a tier (10.6). Correlations: 0.8 inside a second-level indicator (its three integration shares, and the four survey scores by tier, move almost as one); 0.5 between indicators (were they independent, the index would spread by less than 6, which the printed grades refute). One test's score has a standard deviation of 15: at 18, the 95 % error of 30 dial tests would exceed the lead of the best three in interaction (6.2). A figure whose error cannot be computed is taken as 10 points, as if it rested on two or three tests."
		}
	},
	tiers: TIERS.map((name) => {
		const { index, channel, experience, perception } = TIER_MEANS[name];
		return { name, index, scores: { channel, experience, perception } };
	}),
	indicators: [CHANNEL, EXPERIENCE, PERCEPTION]
};
