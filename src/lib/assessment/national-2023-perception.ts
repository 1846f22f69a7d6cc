/** 总体感知, overall perception, of `national-2023`: there is what the figures rest on. */
import type { FirstLevel } from './profile.ts';

export const PERCEPTION: FirstLevel = {
	id: 'perception',
	name: { zh: '总体感知', en: 'Overall perception' },
	weight: 0.3,
	mean: 59.16,
	children: [
		{
			id: 'evaluation',
			name: { zh: '企业和群众评价', en: 'Ratings by companies and citizens' },
			weight: 0.6,
			mean: 57.74,
			prior_sd: 17,
			items: [
				{
					id: 'after_call_satisfaction',
					name: { zh: '话后满意度', en: 'After-call satisfaction' },
					source: { zh: '话后满意度', en: 'share of after-call ratings that are satisfied' },
					measurable: true,
					unit: 'ratio',
					floor: 0.8,
					mean: 0.9763,
					target: 1,
					basis: {
						zh: '均值为六个城市线级按城市数（4、15、30、70、90、125）加权；下限和目标为假设',
						en: 'mean of the six printed tiers weighted by their cities (4, 15, 30, 70, 90, 125); floor and target assumed'
					}
				},
				{
					id: 'callback_satisfaction',
					name: { zh: '回访满意度', en: 'Callback satisfaction' },
					source: { zh: '回访满意度', en: 'share of callback ratings that are satisfied' },
					measurable: true,
					unit: 'ratio',
					floor: 0.7,
					mean: 0.9477,
					target: 1,
					basis: {
						zh: '均值为六个城市线级按城市数（4、15、30、70、90、125）加权；下限和目标为假设',
						en: 'mean of the six printed tiers weighted by their cities (4, 15, 30, 70, 90, 125); floor and target assumed'
					}
				},
				{
					id: 'first_contact_resolution',
					name: { zh: '首次联络解决率', en: 'First-contact resolution' },
					source: {
						zh: '首次联络解决率：以申报为准，没有申报时按无重复来电计',
						en: 'first-contact resolution: as declared, else by the absence of a repeat call'
					},
					measurable: true,
					unit: 'ratio',
					floor: 0.4,
					mean: 0.7637,
					target: 1,
					basis: {
						zh: '均值为六个城市线级按城市数（4、15、30、70、90、125）加权；下限和目标为假设',
						en: 'mean of the six printed tiers weighted by their cities (4, 15, 30, 70, 90, 125); floor and target assumed'
					}
				},
				{
					id: 'complaint_rate',
					name: { zh: '工单投诉率', en: 'Complaint rate' },
					source: { zh: '工单投诉率', en: 'share of tickets with at least one complaint' },
					measurable: true,
					unit: 'ratio',
					floor: 0.2,
					mean: 0.0571,
					target: 0,
					basis: {
						zh: '均值为六个城市线级按城市数（4、15、30、70、90、125）加权；下限和目标为假设',
						en: 'mean of the six printed tiers weighted by their cities (4, 15, 30, 70, 90, 125); floor and target assumed'
					}
				},
				{
					id: 'overall_experience',
					name: { zh: '体验总评', en: 'Overall experience' },
					source: {
						zh: '指标读数：办事后的体验总评调查得分',
						en: 'reading: survey score of the experience as a whole'
					},
					measurable: false,
					unit: 'score',
					floor: 0,
					mean: 90.89,
					target: 100,
					printed_score: 90.89,
					basis: {
						zh: '均值为六个城市线级按城市数（4、15、30、70、90、125）加权；两端取满量程',
						en: 'mean of the six printed tiers weighted by their cities (4, 15, 30, 70, 90, 125); the ends are those of the scale'
					}
				},
				{
					id: 'process_rating',
					name: { zh: '服务过程评价', en: 'Service process rating' },
					source: {
						zh: '指标读数：服务过程评价调查得分',
						en: 'reading: survey score of the service process'
					},
					measurable: false,
					unit: 'score',
					floor: 0,
					mean: 90.76,
					target: 100,
					printed_score: 90.76,
					basis: {
						zh: '均值为六个城市线级按城市数（4、15、30、70、90、125）加权；两端取满量程',
						en: 'mean of the six printed tiers weighted by their cities (4, 15, 30, 70, 90, 125); the ends are those of the scale'
					}
				}
			]
		},
		{
			id: 'branding',
			name: { zh: '品牌宣传', en: 'Reach and reputation' },
			weight: 0.4,
			mean: 61.27,
			prior_sd: 16,
			items: [
				{
					id: 'calls_per_resident',
					name: { zh: '来电比例', en: 'Calls per resident' },
					source: {
						zh: '截至窗口末的 365 天来电量 ÷ 常住人口',
						en: 'calls arrived in the 365 days to the end of the window / residents'
					},
					measurable: true,
					unit: 'ratio',
					floor: 0,
					mean: 0.3016,
					target: 0.6,
					exact: true,
					basis: {
						zh: '均值为六个城市线级按城市数（4、15、30、70、90、125）加权；下限和目标为假设',
						en: 'mean of the six printed tiers weighted by their cities (4, 15, 30, 70, 90, 125); floor and target assumed'
					}
				},
				{
					id: 'status_rating',
					name: { zh: '现状评价', en: 'Rating of the present state' },
					source: {
						zh: '指标读数：现状评价调查得分',
						en: 'reading: survey score of the hotline as it is'
					},
					measurable: false,
					unit: 'score',
					floor: 0,
					mean: 90.77,
					target: 100,
					printed_score: 90.77,
					basis: {
						zh: '均值为六个城市线级按城市数（4、15、30、70、90、125）加权；两端取满量程',
						en: 'mean of the six printed tiers weighted by their cities (4, 15, 30, 70, 90, 125); the ends are those of the scale'
					}
				},
				{
					id: 'trust',
					name: { zh: '信任度', en: 'Trust' },
					source: {
						zh: '指标读数：信任度调查得分',
						en: 'reading: survey score of trust in the hotline'
					},
					measurable: false,
					unit: 'score',
					floor: 0,
					mean: 90.86,
					target: 100,
					printed_score: 90.86,
					basis: {
						zh: '均值为六个城市线级按城市数（4、15、30、70、90、125）加权；两端取满量程',
						en: 'mean of the six printed tiers weighted by their cities (4, 15, 30, 70, 90, 125); the ends are those of the scale'
					}
				}
			]
		}
	]
};
