/** 服务渠道, service channels, of `national-2023`: there is what the figures rest on. */
import type { FirstLevel } from './profile.ts';

export const CHANNEL: FirstLevel = {
	id: 'channel',
	name: { zh: '服务渠道', en: 'Service channels' },
	weight: 0.3,
	mean: 57.67,
	children: [
		{
			id: 'affinity',
			name: { zh: '亲和性', en: 'Approachability' },
			weight: 0.2,
			mean: 76.07,
			prior_sd: 9,
			items: [
				{
					id: 'welcome_seconds',
					name: { zh: '欢迎语', en: 'Welcome message' },
					source: {
						zh: '窗口内来电的欢迎语平均秒数',
						en: 'mean welcome message of calls arrived in the window'
					},
					measurable: true,
					unit: 's',
					floor: 60,
					mean: 14,
					target: 8,
					basis: {
						zh: '均值刊印（14 秒；334 家中 328 家不超过 30 秒）；下限和目标为假设',
						en: 'mean printed (14 s; 328 of 334 hotlines at most 30 s); floor and target assumed'
					}
				},
				{
					id: 'menu_depth',
					name: { zh: '转人工', en: 'Reaching a person' },
					source: {
						zh: '窗口内来电转人工的平均菜单层级',
						en: 'mean menu levels before a person, over calls arrived in the window'
					},
					measurable: true,
					unit: 'levels',
					floor: 6,
					mean: 2,
					target: 1,
					basis: {
						zh: '均值取自“大部分在 2 层及以内”；下限和目标为假设',
						en: 'mean from “mostly within 2 levels”; floor and target assumed'
					}
				},
				{
					id: 'audio_quality',
					name: { zh: '音频质量', en: 'Audio quality' },
					source: {
						zh: '窗口内来电的平均 MOS 语音质量分',
						en: 'mean opinion score (MOS) of calls arrived in the window'
					},
					measurable: true,
					unit: 'MOS',
					floor: 1,
					mean: 3.8,
					target: 4.5,
					basis: {
						zh: '报告未刊印，三个点均为假设',
						en: 'the report prints none: all three points assumed'
					}
				}
			]
		},
		{
			id: 'accessibility',
			name: { zh: '畅通性', en: 'Accessibility' },
			weight: 0.4,
			mean: 65.47,
			prior_sd: 16,
			items: [
				{
					id: 'connection',
					name: { zh: '热线接通率', en: 'Connection rate' },
					source: {
						zh: '接通率（人工请求口径）',
						en: 'connection rate: answered ÷ calls with an outcome'
					},
					measurable: true,
					unit: 'ratio',
					floor: 0.5,
					mean: 0.8891,
					target: 1,
					basis: {
						zh: '均值刊印（172 家热线自报）；下限和目标为假设',
						en: 'mean printed (self-reported by 172 hotlines); floor and target assumed'
					}
				},
				{
					id: 'phone_slots',
					name: { zh: '热线分时段接通率', en: 'Connection rate by time slot' },
					source: {
						zh: '六个热线时段接通率的平均（只计有已有结果来电的时段）',
						en: 'mean of the connection rate over the six phone slots that have decided calls'
					},
					measurable: true,
					unit: 'ratio',
					floor: 0.5,
					mean: 0.8891,
					target: 1,
					printed_score: 55.2,
					basis: {
						zh: '同热线接通率；报告刊印的是时段得分（六个时段平均 55.20）而不是接通率',
						en: 'as the connection rate; the report prints slot scores (their mean is 55.20), not rates'
					}
				},
				{
					id: 'online_slots',
					name: { zh: '在线分时段接通率', en: 'Online connection rate by time slot' },
					source: {
						zh: '三个在线时段接通率的平均（只计有已有结果会话的时段）',
						en: 'mean of the online connection rate over the three online slots that have decided sessions'
					},
					measurable: true,
					unit: 'ratio',
					floor: 0.5,
					mean: 0.95,
					target: 1,
					printed_score: 98.52,
					basis: {
						zh: '报告只刊印时段得分（三个时段平均 98.52），三个点均为假设',
						en: 'the report prints slot scores alone (their mean is 98.52): all three points assumed'
					}
				},
				{
					id: 'online_response',
					name: { zh: '在线分时段响应率', en: 'Online response time' },
					source: {
						zh: '在线会话从请求到响应的平均秒数',
						en: 'mean seconds from request to response of online sessions'
					},
					measurable: true,
					unit: 's',
					floor: 180,
					mean: 30,
					target: 5,
					printed_score: 99.0,
					basis: {
						zh: '报告只刊印时段得分（三个时段平均 99.00），三个点均为假设',
						en: 'the report prints slot scores alone (their mean is 99.00): all three points assumed'
					}
				}
			]
		},
		{
			id: 'diversity',
			name: { zh: '渠道多样性', en: 'Diversity of channels' },
			weight: 0.2,
			mean: 39.57,
			prior_sd: 14,
			items: [
				{
					id: 'non_phone_share',
					name: { zh: '非热线工单占比', en: 'Non-phone share of tickets' },
					source: {
						zh: '非电话渠道新建工单占比',
						en: 'share of created tickets whose channel is not the phone'
					},
					measurable: true,
					unit: 'ratio',
					floor: 0,
					mean: 0.1103,
					target: 0.5,
					basis: { zh: '均值刊印；下限和目标为假设', en: 'mean printed; floor and target assumed' }
				},
				{
					id: 'channels',
					name: { zh: '非热线渠道建设', en: 'Non-phone channels' },
					source: {
						zh: '窗口内有新建工单或会话的非电话渠道数',
						en: 'non-phone channels with a created ticket or a session in the window'
					},
					measurable: true,
					unit: 'channels',
					floor: 0,
					mean: 3,
					target: 7,
					exact: true,
					basis: {
						zh: '均值和最大值刊印；下限为假设',
						en: 'mean and maximum printed; floor assumed'
					}
				},
				{
					id: 'awareness',
					name: { zh: '企业和群众了解情况', en: 'Public awareness of channels' },
					source: {
						zh: '指标读数：对非电话渠道“非常了解”或“了解”的受访者占比',
						en: 'reading: share of respondents who know the non-phone channels well or very well'
					},
					measurable: false,
					unit: 'ratio',
					floor: 0.5,
					mean: 0.84,
					target: 1,
					basis: { zh: '均值刊印；下限和目标为假设', en: 'mean printed; floor and target assumed' }
				},
				{
					id: 'willingness',
					name: { zh: '企业和群众办理情况', en: 'Public use of channels' },
					source: {
						zh: '指标读数：通过非电话自助渠道解决过问题的受访者占比',
						en: 'reading: share of respondents who solved a matter by a self-service channel'
					},
					measurable: false,
					unit: 'ratio',
					floor: 0.5,
					mean: 0.995,
					target: 1,
					basis: { zh: '均值刊印；下限和目标为假设', en: 'mean printed; floor and target assumed' }
				}
			]
		},
		{
			id: 'integration',
			name: { zh: '融合一致性', en: 'Integration of channels' },
			weight: 0.2,
			mean: 41.75,
			prior_sd: 25,
			items: [
				{
					id: 'self_service_channels',
					name: { zh: '自助建单', en: 'Channels for filing a ticket' },
					source: {
						zh: '窗口内有群众自助建单的非电话渠道数',
						en: 'non-phone channels on which citizens created a ticket themselves in the window'
					},
					measurable: true,
					unit: 'channels',
					floor: 0,
					mean: 2,
					target: 4,
					exact: true,
					basis: {
						zh: '报告刊印具备至少 4 个渠道的城市占比（25.40%）；均值为假设',
						en: 'the report prints the share of cities with at least 4 channels (25.40%); the mean is assumed'
					}
				},
				{
					id: 'progress_channels',
					name: { zh: '工单查询', en: 'Channels for following a ticket' },
					source: {
						zh: '窗口内有工单进度查询的非电话渠道数（按工单的建单渠道）',
						en: 'non-phone channels with a progress view in the window (the channel its ticket was created on)'
					},
					measurable: true,
					unit: 'channels',
					floor: 0,
					mean: 2,
					target: 4,
					exact: true,
					basis: {
						zh: '报告刊印具备至少 4 个渠道的城市占比（25.93%）；均值为假设',
						en: 'the report prints the share of cities with at least 4 channels (25.93%); the mean is assumed'
					}
				},
				{
					id: 'synced_channels',
					name: { zh: '工单进度同步', en: 'Channels with synchronised progress' },
					source: {
						zh: '指标读数：同步显示各渠道工单进度的非电话渠道数',
						en: 'reading: non-phone channels that show the tickets of every channel in step'
					},
					measurable: false,
					unit: 'channels',
					floor: 0,
					mean: 2,
					target: 4,
					exact: true,
					basis: {
						zh: '报告刊印具备至少 4 个渠道的城市占比（23.28%）；均值为假设',
						en: 'the report prints the share of cities with at least 4 channels (23.28%); the mean is assumed'
					}
				}
			]
		}
	]
};
