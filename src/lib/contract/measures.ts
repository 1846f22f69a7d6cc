/**
 * The catalogue of measures: what each is called, counts, and rests on. Pages, the API description,
 * exports and README's table read it; labels are nowhere else. Formulas: definitions, section 3.
 */
import type { ProvisionalRate } from '../statistics/live-rate.ts';
import type { Rate } from '../statistics/wilson.ts';

/** Mean and type 7 quantiles, in seconds; null where n is 0. */
export interface Distribution {
	mean: number | null;
	p50: number | null;
	p90: number | null;
	n: number;
}

export interface Measure {
	zh: string;
	en: string;
	kind: 'rate' | 'distribution';
	/** Unit of the value: a ratio 0..1, or seconds. */
	unit: 'ratio' | 'seconds';
	better: 'higher' | 'lower';
	/** Numerator / denominator, or what is summarised. */
	formula: { zh: string; en: string };
	/** The instant of a fact that decides window and slot. */
	windowTime: string;
	/** Set where the measure can be asked by slot. */
	slots?: 'phone' | 'online';
	/** Whether young facts can still change the figure without any correction. */
	matures?: { zh: string; en: string };
}

export const MEASURES = {
	connection_rate: {
		zh: '接通率',
		en: 'Connection rate',
		kind: 'rate',
		unit: 'ratio',
		better: 'higher',
		formula: {
			zh: '人工请求口径：已接听 ÷ 已有结果的人工请求（接听，或未接听即结束）',
			en: 'answered ÷ calls with an outcome: queued, and answered or ended without an answer'
		},
		windowTime: 'queued_at',
		slots: 'phone'
	},
	connection_rate_agent: {
		zh: '人工接通率',
		en: 'Connection rate (agents)',
		kind: 'rate',
		unit: 'ratio',
		better: 'higher',
		formula: {
			zh: '坐席接听 ÷ 已有结果的人工请求',
			en: 'answered by an agent ÷ calls with an outcome'
		},
		windowTime: 'queued_at',
		slots: 'phone'
	},
	connection_rate_offered: {
		zh: '接通率（来电口径）',
		en: 'Connection rate (offered)',
		kind: 'rate',
		unit: 'ratio',
		better: 'higher',
		formula: {
			zh: '已接听 ÷ 已接听或已结束的来电',
			en: 'answered ÷ arrived calls that are answered or ended'
		},
		windowTime: 'arrived_at',
		slots: 'phone'
	},
	connection_rate_15s: {
		zh: '15 秒接通率',
		en: 'Answered within 15 s',
		kind: 'rate',
		unit: 'ratio',
		better: 'higher',
		formula: {
			zh: '请求人工后 15 秒内接听 ÷ 已有结果的人工请求（GB/T 33358）',
			en: 'calls answered within 15 s of being queued ÷ calls with an outcome (GB/T 33358)'
		},
		windowTime: 'queued_at',
		slots: 'phone'
	},
	answer_wait_seconds: {
		zh: '等待时长',
		en: 'Wait for an answer',
		kind: 'distribution',
		unit: 'seconds',
		better: 'lower',
		formula: {
			zh: '已接听来电从请求人工到接听的秒数',
			en: 'time from queued to answered, over answered calls'
		},
		windowTime: 'queued_at',
		slots: 'phone'
	},
	non_phone_share: {
		zh: '非电话渠道占比',
		en: 'Non-phone share',
		kind: 'rate',
		unit: 'ratio',
		better: 'higher',
		formula: {
			zh: '非电话渠道新建工单 ÷ 有渠道的新建工单',
			en: 'created tickets whose channel is not phone ÷ created tickets with a channel'
		},
		windowTime: 'created'
	},
	fcr_declared: {
		zh: '首次联络解决率（申报）',
		en: 'First-contact resolution (declared)',
		kind: 'rate',
		unit: 'ratio',
		better: 'higher',
		formula: {
			zh: '当场解决 ÷ 已接听且登记了是否解决的来电',
			en: 'calls resolved on the spot ÷ answered calls that say whether they were'
		},
		windowTime: 'queued_at',
		slots: 'phone'
	},
	fcr_no_repeat: {
		zh: '首次联络解决率（无重复来电）',
		en: 'First-contact resolution (no repeat call)',
		kind: 'rate',
		unit: 'ratio',
		better: 'higher',
		formula: {
			zh: '接听后 7 天内同一来电人未再请求人工 ÷ 有来电人且满 7 天的已接听来电',
			en: 'calls whose caller queues no other call within 7 d after the answer ÷ answered calls with a caller that are 7 d old'
		},
		windowTime: 'queued_at',
		slots: 'phone',
		matures: { zh: '通未满 7 天', en: 'calls not yet 7 days old' }
	},
	complaint_rate: {
		zh: '工单投诉率',
		en: 'Complaint rate',
		kind: 'rate',
		unit: 'ratio',
		better: 'lower',
		formula: {
			zh: '被投诉过的工单 ÷ 新建工单',
			en: 'created tickets with at least one complaint ÷ created tickets'
		},
		windowTime: 'created',
		matures: { zh: '件未结案', en: 'still open' }
	},
	after_call_satisfaction: {
		zh: '话后满意度',
		en: 'After-call satisfaction',
		kind: 'rate',
		unit: 'ratio',
		better: 'higher',
		formula: {
			zh: '话后评分不低于 3 ÷ 有评分的话后评价',
			en: 'score ≥ 3 ÷ after-call ratings with a score'
		},
		windowTime: 'rated_at'
	},
	callback_satisfaction: {
		zh: '回访满意度',
		en: 'Callback satisfaction',
		kind: 'rate',
		unit: 'ratio',
		better: 'higher',
		formula: {
			zh: '回访评分不低于 3 ÷ 有评分的回访评价',
			en: 'score ≥ 3 ÷ callback ratings with a score'
		},
		windowTime: 'rated_at'
	},
	rating_response_rate: {
		zh: '评价参与率',
		en: 'Rating response rate',
		kind: 'rate',
		unit: 'ratio',
		better: 'higher',
		formula: { zh: '有评分的评价 ÷ 发出的评价', en: 'ratings with a score ÷ ratings' },
		windowTime: 'rated_at'
	},
	respond_on_time: {
		zh: '按时响应率',
		en: 'Responded on time',
		kind: 'rate',
		unit: 'ratio',
		better: 'higher',
		formula: {
			zh: '首次响应不晚于时限 ÷ 已到时限或已响应的工单',
			en: 'tickets first responded to by their due time ÷ created tickets whose due time has come or that are responded to'
		},
		windowTime: 'created',
		matures: { zh: '件未到时限', en: 'tickets not yet due' }
	},
	resolve_on_time: {
		zh: '按时办结率',
		en: 'Resolved on time',
		kind: 'rate',
		unit: 'ratio',
		better: 'higher',
		formula: {
			zh: '首次办结不晚于时限 ÷ 已到时限或已办结的工单',
			en: 'tickets first resolved by their due time ÷ created tickets whose due time has come or that are resolved'
		},
		windowTime: 'created',
		matures: { zh: '件未到时限', en: 'tickets not yet due' }
	},
	callback_rate: {
		zh: '回访率',
		en: 'Callback rate',
		kind: 'rate',
		unit: 'ratio',
		better: 'higher',
		formula: {
			zh: '已回访工单 ÷ 首次办结的工单',
			en: 'tickets called back ÷ tickets first resolved in the window'
		},
		windowTime: 'first resolved',
		matures: { zh: '件待回访', en: 'tickets awaiting their callback' }
	},
	online_connection_rate: {
		zh: '在线接通率',
		en: 'Online connection rate',
		kind: 'rate',
		unit: 'ratio',
		better: 'higher',
		formula: {
			zh: '已应答 ÷ 已有结果的在线会话',
			en: 'responded ÷ sessions with an outcome: responded, or ended without a response'
		},
		windowTime: 'requested_at',
		slots: 'online'
	},
	online_connection_rate_agent: {
		zh: '在线人工接通率',
		en: 'Online connection rate (agents)',
		kind: 'rate',
		unit: 'ratio',
		better: 'higher',
		formula: {
			zh: '坐席应答 ÷ 已有结果的在线会话',
			en: 'responded by an agent ÷ sessions with an outcome'
		},
		windowTime: 'requested_at',
		slots: 'online'
	},
	online_response_seconds: {
		zh: '在线响应时长',
		en: 'Online response time',
		kind: 'distribution',
		unit: 'seconds',
		better: 'lower',
		formula: {
			zh: '已应答会话从请求到应答的秒数',
			en: 'time from the request to the response, over responded sessions'
		},
		windowTime: 'requested_at',
		slots: 'online'
	}
} as const satisfies Record<string, Measure>;

/** Shown while a window's records still come in; never in the index, a report or an export. */
export const PROVISIONAL_MEASURES = {
	connection_rate_live: {
		zh: '实时接通率（修正）',
		en: 'Connection rate (live, corrected)',
		kind: 'rate',
		unit: 'ratio',
		better: 'higher',
		formula: {
			zh: '暂定：已知接听与已知呼损各除以其平均到达比例（按数据源近几小时自己的上报延迟），随记录到齐归于接通率；不进指数与报告',
			en: 'provisional: answered and lost calls, each over the mean share that is known by now (by the sources’ own recent delays); settles to the connection rate; never in the index or a report'
		},
		windowTime: 'queued_at'
	}
} as const satisfies Record<string, Measure>;

/** What `GET /v1/measures` and the rolling windows carry beside the measures. */
export interface Provisional {
	connection_rate_live: ProvisionalRate;
}

export type MeasureId = keyof typeof MEASURES;
export const MEASURE_IDS = Object.keys(MEASURES) as MeasureId[];

type OfKind<Kind extends Measure['kind']> = {
	[Id in MeasureId]: (typeof MEASURES)[Id]['kind'] extends Kind ? Id : never;
}[MeasureId];
export type RateId = OfKind<'rate'>;
export type DistributionId = OfKind<'distribution'>;

type OfSlots<Medium extends 'phone' | 'online'> = {
	[Id in MeasureId]: (typeof MEASURES)[Id] extends { slots: Medium } ? Id : never;
}[MeasureId];

/** What a measure id is answered with. */
export type MeasureValue<Id extends MeasureId> = Id extends RateId ? Rate : Distribution;
export type Measures = { [Id in MeasureId]: MeasureValue<Id> };
export type PhoneSlotMeasures = { [Id in OfSlots<'phone'>]: MeasureValue<Id> };
export type OnlineSlotMeasures = { [Id in OfSlots<'online'>]: MeasureValue<Id> };

/** The ids that can be asked by slot of a medium. */
export function slotMeasureIds(medium: 'phone' | 'online'): MeasureId[] {
	return MEASURE_IDS.filter((id) => (MEASURES[id] as Measure).slots === medium);
}
