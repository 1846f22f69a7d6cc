/** The report's own words in both languages; labels of measures, slots, items and peers are in their catalogues. */
import type { ReportKind } from './period.ts';
import type { ReportLang } from './types.ts';

const zh = {
	title: (name: string) => `${name} 12345 热线自评报告`,
	period: {
		month: (id: string) => `${id.slice(0, 4)} 年 ${Number(id.slice(5))} 月`,
		quarter: (id: string) => `${id.slice(0, 4)} 年第 ${id.slice(6)} 季度`,
		half: (id: string) => `${id.slice(0, 4)} 年${id.endsWith('1') ? '上' : '下'}半年`,
		year: (id: string) => `${id} 年`
	} satisfies Record<ReportKind, (id: string) => string>,
	days: (from: string, to: string) => `${from} 至 ${to}`,
	asOf: (clock: string) => `数据截至 ${clock}（北京时间）`,
	unsettled: '有已接收的事件尚未计入。',
	incomplete: '本期尚未结束，数字还会变化。',
	partial: (date: string) => `来电记录自 ${date} 起：本期在此之前的日子没有计入。`,
	sections: {
		summary: '摘要',
		index: '全国指数（推算）',
		measures: '各项指标',
		slots: '分时段接通',
		peers: '与同类城市比较',
		quality: '数据质量',
		method: '方法与口径'
	},
	measure: ['指标', '#数值', '#分子', '#分母', '#区间下限', '#区间上限'],
	durations: ['时长（秒）', '#均值', '#中位数', '#九成不超过', '#样本'],
	changes: {
		now: ['指标', '#本期'],
		previous: ['#上期', '#环比（百分点）', '环比判断'],
		year: ['#上年同期', '#同比（百分点）', '同比判断']
	},
	nothingToCompare: {
		previous: '上期没有可比的比率，不列环比。',
		year: '上年同期没有可比的比率，不列同比。'
	},
	indexTable: ['指标', '#权重', '#得分', '#区间下限', '#区间上限', '#已知占比'],
	items: ['三级指标', '来源', '#数值', '#样本', '#得分', '#得分下限', '#得分上限'],
	slot: ['时段', '#接通率', '#接通', '#已有结果', '#区间下限', '#区间上限'],
	peer: ['指标', '#本市', '比较对象', '#对方', '比较'],
	qualityTable: ['项目', '#数量'],
	tables: {
		index: '指数与各级指标',
		items: '三级指标：来源、数值与得分',
		rates: '比率',
		durations: '时长',
		changes: '环比与同比',
		phone: '热线时段',
		online: '在线时段',
		peers: '逐项比较',
		quality: '收到的记录'
	},
	indexRow: '全国指数',
	previousIndex: '上期指数',
	yearIndex: '上年同期指数',
	beyond: '超出误差',
	within: '误差之内',
	noChange: '无法比较',
	sources: {
		measured: '实测',
		inspection: '检测',
		survey: '调查',
		declared: '申报',
		unknown: '未知'
	},
	units: { ratio: '', score: '', s: '秒', levels: '级', MOS: 'MOS', channels: '个' },
	annualised: (days: number) => `实测（${days} 天折算）`,
	connection: (value: string, low: string, high: string, n: string) =>
		`接通率（人工请求口径）${value}，95% 区间 ${low} 至 ${high}，依据 ${n} 通已有结果的人工请求。`,
	noCalls: '本期没有已有结果的人工请求，接通率无法计算。',
	change: (label: string, word: string, points: string, beyond: boolean) =>
		`${label}${word} ${points} 个百分点，${beyond ? '变化超出误差' : '变化在误差之内'}。`,
	versus: { previous: '比上期', year: '比上年同期' },
	up: '上升',
	down: '下降',
	same: (label: string) => `${label}持平。`,
	worstSlot: (slot: string, value: string, best: string, bestValue: string) =>
		`时段接通率最低的是${slot} ${value}，最高的是${best} ${bestValue}。`,
	indexSentence: (
		point: string,
		low: string,
		high: string,
		grade: string,
		rankLow: number,
		rankHigh: number
	) =>
		`全国指数（推算）${point} 分，很可能在 ${low} 至 ${high} 分之间，推算等级 ${grade}，名次在 334 城中第 ${rankLow} 至 ${rankHigh} 名之间。`,
	indexUnknown: '本期没有一项指标有数据，不推算指数、等级与名次。',
	coverage: (share: string, low: string, high: string) =>
		`已知指标占权重 ${share}；未知指标全取 0 分或 100 分时，指数为 ${low} 至 ${high} 分。`,
	fullStop: '。',
	qualityRows: {
		events: '收到的事件',
		rejected: '被拒绝的行',
		repeats: '重复',
		conflicts: '内容冲突的记录',
		corrections: '多次修订的记录',
		withdrawals: '撤回的记录',
		late: '迟到超过 1 小时',
		ahead: '时钟超前',
		undecided: '缺结束记录的通话（现在）'
	},
	qualityLead: (from: string, to: string) => `按接收时间统计，${from} 至 ${to}。`,
	noneReceived: '这段时间没有收到任何记录。',
	receivedElsewhen: (requests: string) =>
		`这段时间没有收到任何记录：本期的 ${requests} 通人工请求发生在本期，但在其他时间收到（如补传或导入历史）。`,
	cost: (all: string, unknown: string, thin: string) =>
		`指数权重中共有 ${all} 未知，其中事件缺少字段造成的为 ${unknown}；另有 ${thin} 因字段不全而依据不足。`,
	caution: (name: string) => `注意（${name}）：`,
	method: {
		interval:
			'比率的区间为 95% Wilson 区间；环比、同比之差的区间为 Newcombe（1998，方法 10）。“超出误差”指该区间不含 0。',
		clock:
			'时间均为北京时间，时间窗左闭右开。数字以“数据截至”时所知的全部事实计算，事后更正会改变过去的数字。',
		index: (name: string) =>
			`指数按“${name}”推算，权重由刊印数字反推，不是官方结果；未知不等于零，未知指标按同线级均值估计并给出范围。`,
		peers: '同类城市的数字取自《2023全国政务热线服务质量评估指数》；报告说明各地统计口径不一致。',
		configuration: (text: string) => `口径配置：${text}。`,
		formula: (label: string, formula: string) => `${label}：${formula}。`
	},
	configuration: {
		satisfied_from: '满意的最低分',
		service_level_seconds: '服务水平秒数',
		repeat_days: '重复来电天数',
		short_abandon_seconds: '短放弃秒数',
		caller_retention_days: '来电人标识保留天数（更早日期的重复来电判断已定格）'
	} as Record<string, string>
};

export type ReportWords = typeof zh;

const en: ReportWords = {
	title: (name) => `Self-assessment of the 12345 hotline, ${name}`,
	period: {
		month: (id) => id,
		quarter: (id) => id.replace('-', ' '),
		half: (id) => id.replace('-', ' '),
		year: (id) => id
	},
	days: (from, to) => `${from} to ${to}`,
	asOf: (clock) => `Data as of ${clock} (Beijing time)`,
	unsettled: 'Accepted events are not all counted yet.',
	incomplete: 'The period is not over: figures will still change.',
	partial: (date) => `Calls are on record from ${date}: earlier days of the period are not in it.`,
	sections: {
		summary: 'Summary',
		index: 'National index (inferred)',
		measures: 'Measures',
		slots: 'Connection by time slot',
		peers: 'Beside peer cities',
		quality: 'Data quality',
		method: 'Method and definitions'
	},
	measure: ['Measure', '#Value', '#Numerator', '#Denominator', '#Low', '#High'],
	durations: ['Duration (seconds)', '#Mean', '#Median', '#90th percentile', '#n'],
	changes: {
		now: ['Measure', '#This period'],
		previous: ['#Previous', '#Change (points)', 'Previous: verdict'],
		year: ['#Year before', '#Change on year (points)', 'Year: verdict']
	},
	nothingToCompare: {
		previous: 'No rate of the previous period can be compared: its changes are left out.',
		year: 'No rate of the year before can be compared: changes on the year are left out.'
	},
	indexTable: ['Indicator', '#Weight', '#Score', '#Low', '#High', '#Known share'],
	items: ['Item', 'Source', '#Value', '#n', '#Score', '#Score low', '#Score high'],
	slot: ['Slot', '#Rate', '#Connected', '#Decided', '#Low', '#High'],
	peer: ['Measure', '#Ours', 'Compared with', '#Theirs', 'Comparison'],
	qualityTable: ['What', '#Number'],
	tables: {
		index: 'Index and indicators',
		items: 'Items: source, measure, score',
		rates: 'Rates',
		durations: 'Durations',
		changes: 'On the previous period and on the year',
		phone: 'Phone slots',
		online: 'Online slots',
		peers: 'One by one',
		quality: 'Records received'
	},
	indexRow: 'National index',
	previousIndex: 'Index of the previous period',
	yearIndex: 'Index of the year before',
	beyond: 'beyond error',
	within: 'within error',
	noChange: 'cannot be compared',
	sources: {
		measured: 'measured',
		inspection: 'inspection',
		survey: 'survey',
		declared: 'declared',
		unknown: 'unknown'
	},
	units: { ratio: '', score: '', s: 's', levels: 'levels', MOS: 'MOS', channels: 'channels' },
	annualised: (days) => `measured (annualised from ${days} days)`,
	connection: (value, low, high, n) =>
		`Connection rate ${value}, 95% interval ${low} to ${high}, from ${n} decided requests for a person.`,
	noCalls: 'No request for a person was decided in this period: there is no connection rate.',
	change: (label, word, points, beyond) =>
		`${word} by ${points} percentage points ${label}; the change is ${beyond ? 'beyond' : 'within'} error.`,
	versus: { previous: 'on the previous period', year: 'on the year before' },
	up: 'Up',
	down: 'Down',
	same: (label) => `Level ${label}.`,
	worstSlot: (slot, value, best, bestValue) =>
		`The lowest slot is ${slot} at ${value}, the highest ${best} at ${bestValue}.`,
	indexSentence: (point, low, high, grade, rankLow, rankHigh) =>
		`National index (inferred) ${point}, likely between ${low} and ${high}; inferred grade ${grade}, place ${rankLow} to ${rankHigh} among 334 cities.`,
	indexUnknown:
		'No item of the national index has data in this period: no index, grade or place is inferred.',
	coverage: (share, low, high) =>
		`Known items hold ${share} of the weight; with unknown ones at 0 or at 100 the index is ${low} to ${high}.`,
	fullStop: '.',
	qualityRows: {
		events: 'Events received',
		rejected: 'Lines rejected',
		repeats: 'Repeats',
		conflicts: 'Records in conflict',
		corrections: 'Records in several revisions',
		withdrawals: 'Records withdrawn',
		late: 'More than an hour late',
		ahead: 'Clock ahead',
		undecided: 'Calls without an end record (now)'
	},
	qualityLead: (from, to) => `By receiving time, ${from} to ${to}.`,
	noneReceived: 'Nothing was received in these days.',
	receivedElsewhen: (requests) =>
		`Nothing was received in these days: the period's ${requests} requests for a person happened in it and came at another time, as late or imported records do.`,
	cost: (all, unknown, thin) =>
		`${all} of the index's weight is unknown: ${unknown} because events lack fields, the rest for want of other data; a further ${thin} rests on incomplete fields.`,
	caution: (name) => `Caution (${name}): `,
	method: {
		interval:
			'Intervals of rates are 95% Wilson intervals; those of changes are Newcombe\'s (1998, method 10). "Beyond error": that interval leaves out 0.',
		clock:
			'All times are Beijing time, windows half-open. Figures are computed from all that is known at "data as of"; later corrections change the past.',
		index: (name) =>
			`The index follows "${name}": weights inferred from printed figures, not official. Unknown is not zero: unknown items are estimated at their tier's mean, with a range.`,
		peers:
			'Peer figures are those of the report on the 2023 national index, which itself says that places count differently.',
		configuration: (text) => `Configuration: ${text}.`,
		formula: (label, formula) => `${label}: ${formula}.`
	},
	configuration: {
		satisfied_from: 'lowest satisfied score',
		service_level_seconds: 'service level seconds',
		repeat_days: 'repeat-call days',
		short_abandon_seconds: 'short-abandon seconds',
		caller_retention_days:
			'days for which callers are known (repeats of earlier days stand as judged)'
	}
};

const WORDS: Record<ReportLang, ReportWords> = { zh, en };
export const reportWords = (lang: ReportLang): ReportWords => WORDS[lang];
