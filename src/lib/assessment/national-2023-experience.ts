/** 服务体验, service experience, of `national-2023`: there is what the figures rest on. */
import type { FirstLevel } from './profile.ts';

export const EXPERIENCE: FirstLevel = {
	id: 'experience',
	name: { zh: '服务体验', en: 'Service experience' },
	weight: 0.4,
	mean: 76.05,
	children: [
		{
			id: 'interaction',
			name: { zh: '互动体验', en: 'Interaction' },
			weight: 0.3,
			mean: 76.69,
			prior_sd: 9,
			items: [
				{
					id: 'phone_script',
					name: { zh: '热线话术技巧', en: 'Scripting (phone)' },
					source: {
						zh: '指标读数：拨测得分（热线话术技巧）',
						en: 'reading: score of dial tests (phone scripting)'
					},
					measurable: false,
					unit: 'score',
					floor: 0,
					mean: 77.19,
					target: 100,
					printed_score: 77.19,
					basis: { zh: '均值为刊印的指标得分；线性为假设', en: 'mean printed; linear assumed' }
				},
				{
					id: 'phone_communication',
					name: { zh: '热线沟通能力', en: 'Communication (phone)' },
					source: {
						zh: '指标读数：拨测得分（热线沟通能力）',
						en: 'reading: score of dial tests (phone communication)'
					},
					measurable: false,
					unit: 'score',
					floor: 0,
					mean: 77.38,
					target: 100,
					printed_score: 77.38,
					basis: { zh: '均值为刊印的指标得分；线性为假设', en: 'mean printed; linear assumed' }
				},
				{
					id: 'phone_understanding',
					name: { zh: '热线认知能力', en: 'Understanding (phone)' },
					source: {
						zh: '指标读数：拨测得分（热线认知能力）',
						en: 'reading: score of dial tests (phone understanding)'
					},
					measurable: false,
					unit: 'score',
					floor: 0,
					mean: 77.41,
					target: 100,
					printed_score: 77.41,
					basis: { zh: '均值为刊印的指标得分；线性为假设', en: 'mean printed; linear assumed' }
				},
				{
					id: 'phone_service',
					name: { zh: '热线服务意识', en: 'Service attitude (phone)' },
					source: {
						zh: '指标读数：拨测得分（热线服务意识）',
						en: 'reading: score of dial tests (phone service attitude)'
					},
					measurable: false,
					unit: 'score',
					floor: 0,
					mean: 77.39,
					target: 100,
					printed_score: 77.39,
					basis: { zh: '均值为刊印的指标得分；线性为假设', en: 'mean printed; linear assumed' }
				},
				{
					id: 'online_script',
					name: { zh: '在线话术技巧', en: 'Scripting (online)' },
					source: {
						zh: '指标读数：在线对话测试得分（在线话术技巧）',
						en: 'reading: score of chat tests (online scripting)'
					},
					measurable: false,
					unit: 'score',
					floor: 0,
					mean: 78.08,
					target: 100,
					printed_score: 78.08,
					basis: { zh: '均值为刊印的指标得分；线性为假设', en: 'mean printed; linear assumed' }
				},
				{
					id: 'online_ability',
					name: { zh: '在线服务能力', en: 'Service ability (online)' },
					source: {
						zh: '指标读数：在线对话测试得分（在线服务能力）',
						en: 'reading: score of chat tests (online service ability)'
					},
					measurable: false,
					unit: 'score',
					floor: 0,
					mean: 77.03,
					target: 100,
					printed_score: 77.03,
					basis: { zh: '均值为刊印的指标得分；线性为假设', en: 'mean printed; linear assumed' }
				}
			]
		},
		{
			id: 'professionalism',
			name: { zh: '专业性', en: 'Professionalism' },
			weight: 0.4,
			mean: 77.54,
			prior_sd: 7,
			items: [
				{
					id: 'knowledge_fluency',
					name: { zh: '业务知识熟练', en: 'Fluency of knowledge' },
					source: {
						zh: '指标读数：拨测得分（业务知识熟练）',
						en: 'reading: score of dial tests (fluency of knowledge)'
					},
					measurable: false,
					unit: 'score',
					floor: 0,
					mean: 77.31,
					target: 100,
					printed_score: 77.31,
					basis: { zh: '均值为刊印的指标得分；线性为假设', en: 'mean printed; linear assumed' }
				},
				{
					id: 'answer_accuracy',
					name: { zh: '业务答复准确', en: 'Accuracy of answers' },
					source: {
						zh: '指标读数：拨测得分（业务答复准确）',
						en: 'reading: score of dial tests (accuracy of answers)'
					},
					measurable: false,
					unit: 'score',
					floor: 0,
					mean: 77.75,
					target: 100,
					printed_score: 77.75,
					basis: { zh: '均值为刊印的指标得分；线性为假设', en: 'mean printed; linear assumed' }
				},
				{
					id: 'social_security_answers',
					name: { zh: '社保公积金解答', en: 'Answers on social security and housing fund' },
					source: {
						zh: '指标读数：拨测得分（社保公积金解答）',
						en: 'reading: score of dial tests (answers on social security and the housing fund)'
					},
					measurable: false,
					unit: 'score',
					floor: 0,
					mean: 77.3,
					target: 100,
					printed_score: 77.3,
					basis: { zh: '均值为刊印的指标得分；线性为假设', en: 'mean printed; linear assumed' }
				},
				{
					id: 'business_environment_answers',
					name: { zh: '营商环境解答', en: 'Answers on the business environment' },
					source: {
						zh: '指标读数：拨测得分（营商环境解答）',
						en: 'reading: score of dial tests (answers on the business environment)'
					},
					measurable: false,
					unit: 'score',
					floor: 0,
					mean: 77.8,
					target: 100,
					printed_score: 77.8,
					basis: { zh: '均值为刊印的指标得分；线性为假设', en: 'mean printed; linear assumed' }
				}
			]
		},
		{
			id: 'commitment',
			name: { zh: '服务承诺', en: 'Commitments' },
			weight: 0.3,
			mean: 73.43,
			prior_sd: 20,
			items: [
				{
					id: 'response_commitment',
					name: { zh: '办理响应承诺', en: 'Response commitment' },
					source: { zh: '按时响应率', en: 'share of tickets responded to by their due time' },
					measurable: true,
					unit: 'ratio',
					floor: 0.5,
					mean: 0.95,
					target: 1,
					printed_score: 77.71,
					basis: {
						zh: '报告只刊印得分（77.71），三个点均为假设',
						en: 'the report prints a score alone (77.71): all three points assumed'
					}
				},
				{
					id: 'resolution_commitment',
					name: { zh: '办理结果承诺', en: 'Resolution commitment' },
					source: { zh: '按时办结率', en: 'share of tickets resolved by their due time' },
					measurable: true,
					unit: 'ratio',
					floor: 0.5,
					mean: 0.95,
					target: 1,
					printed_score: 77.73,
					basis: {
						zh: '报告只刊印得分（77.73），三个点均为假设',
						en: 'the report prints a score alone (77.73): all three points assumed'
					}
				},
				{
					id: 'callback_commitment',
					name: { zh: '办理回访承诺', en: 'Callback commitment' },
					source: { zh: '回访率', en: 'share of resolved tickets that were followed up' },
					measurable: true,
					unit: 'ratio',
					floor: 0,
					mean: 0.7,
					target: 1,
					printed_score: 77.62,
					basis: {
						zh: '报告只刊印得分（77.62），三个点均为假设',
						en: 'the report prints a score alone (77.62): all three points assumed'
					}
				}
			]
		}
	]
};
