/** The words of /quality in Chinese. */
import type { EventType } from '../contract/events.ts';
import type { RejectionCode } from '../contract/ingest.ts';
import type { FieldId, ItemState, SourceState } from '../contract/quality.ts';

/** What a reason means and what to do about it. */
export interface Advice {
	name: string;
	act: string;
}

const rejections: Record<RejectionCode, Advice> = {
	json_malformed: { name: '不是 JSON', act: '检查导出程序是否截断或拼接了行' },
	invalid_utf8: { name: '编码不是 UTF-8', act: '改用 UTF-8 发送；GBK 文件请走导入工具' },
	line_too_long: { name: '单行过长', act: '检查是否漏了换行，或把附件放进了事件' },
	not_an_object: { name: '不是 JSON 对象', act: '每行发送一个 JSON 对象' },
	type_unknown: { name: '事件类型未知', act: '按接口说明填写 type' },
	city_unknown: { name: '城市代码未知', act: '使用六位地级市代码，如 420100' },
	city_forbidden: { name: '城市不在令牌范围内', act: '核对来源的城市代码，或请管理员调整令牌' },
	field_missing: { name: '缺少必填字段', act: '让来源补上这个字段后重发' },
	field_invalid: { name: '字段取值不对', act: '按示例核对取值，或补充导入映射' },
	stages_out_of_order: { name: '阶段时间颠倒', act: '检查各阶段时间是否来自同一时钟、同一时区' },
	time_in_future: { name: '时间超前 10 分钟以上', act: '校准来源的时钟，并检查时区' },
	time_too_early: { name: '时间早于 1992 年', act: '检查是否把秒当成毫秒发送' },
	item_unknown: { name: '指标项未知', act: '使用指标目录中的编号' },
	body_truncated: { name: '传输中断', act: '把剩余部分重发即可，重复不影响数字' },
	trailing_data: { name: '数组之后还有内容', act: '一次请求只发送一个数组' }
};

const types: Record<EventType, string> = {
	call: '通话',
	session: '会话',
	ticket: '工单事件',
	rating: '评价',
	reading: '指标读数'
};

const states: Record<SourceState, string> = {
	alive: '在线',
	quiet: '在线，无新事件',
	silent: '静默',
	import: '导入'
};

const fields: Record<FieldId, string> = {
	caller: '主叫',
	resolved_on_contact: '是否首次解决',
	welcome_seconds: '欢迎语秒数',
	menu_depth: '菜单层级',
	mos: '语音质量 MOS',
	channel: '工单渠道',
	self_service: '是否自助建单',
	respond_due_at: '响应时限',
	resolve_due_at: '办结时限'
};

const itemStates: Record<ItemState, string> = {
	unknown: '无法计算',
	reading: '由指标读数代替',
	thin: '依据不足',
	measured: '可计算'
};

export const zhQuality = {
	title: '数据质量',
	lead: '数字可信到什么程度，由送来的记录决定。这里说明谁送来了什么、哪里有问题、该找谁处理。',
	window: '接收时间范围',
	days: (n: number) => (n === 1 ? '近 24 小时' : `近 ${n} 天`),
	every: '每 10 秒更新',
	unsettled: '有事件尚未计入',
	loading: '正在读取',
	failed: (clock: string) => `暂时连不上服务，以下仍是 ${clock} 的数字；正在重试`,
	failedEmpty: '暂时读不到数据质量',
	failedEmptyDetail: '正在每 10 秒重试一次。',
	refused: '请先登录',
	refusedDetail: '登录已失效，或这个令牌不能查看数据。',
	forbidden: '无权查看这座城市',
	forbiddenDetail: '你的令牌不包含这座城市，或不能查看数据。',
	badQuestion: '没有这座城市',
	badQuestionDetail: '城市代码应为六位地级市代码，如 420100。',
	nothing: '这段时间没有收到任何记录',
	nothingDetail: '换一个更长的范围；若来源应当在线，请检查它的网络和令牌。',
	issues: '待处理',
	fine: '没有需要处理的问题',
	fineDetail: '来源在线，没有被拒绝的行、冲突或缺失的结束记录。',
	levels: { act: '需要处理', watch: '请留意' },
	silent: {
		title: (names: string) => `来源静默：${names}`,
		means: '超过 5 分钟既没有事件，也没有心跳。',
		act: '检查来源程序、网络和令牌。若它本来就分批上传，可定时发送空请求作为心跳。'
	},
	undecided: {
		title: (n: string) => `结束记录缺失：${n} 通`,
		means: (share: string, of: string) =>
			`请求人工已逾 60 分钟，仍没有接通或挂机记录；占本期 ${of} 通人工请求的 ${share}。它们不计入接通率。`,
		act: '检查话务系统的挂机事件是否全部上报；补发更高 revision 的记录即可归位。'
	},
	rejected: {
		title: (n: string) => `被拒绝：${n} 行`,
		means: (share: string, top: string) =>
			`占送来的 ${share}；最多的原因是“${top}”。被拒绝的行不在任何数字里。`,
		act: '按下面的原因修正来源后重发，重复发送不影响数字。'
	},
	conflicts: {
		title: (n: string) => `内容冲突：${n} 条记录`,
		means: '同一编号、同一 revision 送来了不同内容，系统按固定规则只取其一，结果未必是对的那份。',
		act: '让来源在更正时提高 revision；核对下面列出的字段。'
	},
	unknownValues: {
		title: (n: string) => `未识别的取值：${n} 种`,
		means: (values: string) => `如 ${values}。带这些取值的行被拒绝。`,
		act: '在来源或导入映射中补上对应关系。'
	},
	skew: {
		title: (n: string) => `时钟超前：${n} 条`,
		means: (share: string, most: string) =>
			`事件时间晚于接收时间，占 ${share}，最多超前 ${most}。超前 10 分钟以内会被接受，但会短暂看不见。`,
		act: '为来源启用时间同步（NTP），并检查时区。'
	},
	late: {
		title: (n: string) => `迟到 1 小时以上：${n} 条`,
		means: (share: string, day: string, week: string) =>
			`占 ${share}，其中超过 1 天 ${day} 条、超过 7 天 ${week} 条。它们会改变过去的数字。`,
		act: '补传历史属正常；若是实时来源，请缩短上报间隔。'
	},
	cost: {
		title: (share: string) => `缺字段：指数权重 ${share} 无法计算`,
		means: (thin: string) => `另有 ${thin} 的权重依据不足。缺的不是零，但会让指数的区间变宽。`,
		act: '按“字段完整度”逐项请来源补齐。'
	},
	sources: '来源',
	sourcesNote: '一条记录可能在多处计数；“合计”按编号去重',
	total: '合计',
	types,
	states,
	undone: '已撤回，不再计入',
	via: (token: string) => `经令牌 ${token}`,
	received: '收到',
	lastReceived: '最近收到',
	lastEvent: '最近事件时间',
	lastHeartbeat: '最近心跳',
	none: '没有',
	ago: (age: string) => `${age}前`,
	figures: {
		events: '收到',
		rejected: '被拒绝',
		repeats: '重复',
		conflicts: '冲突',
		corrections: '多次修订',
		withdrawals: '撤回',
		late: '迟到 >1 小时',
		ahead: '时钟超前'
	},
	means: {
		repeats: '内容完全相同的再次送达，不改变数字',
		conflicts: '同一编号同一 revision，内容不同',
		corrections: '同一编号有多个 revision，以最高的为准；逐阶段上报的通话属于此类',
		withdrawals: '来源声明作废，不再计入',
		late: '收到时，距它自己最晚的阶段时间已超过 1 小时',
		ahead: '阶段时间晚于接收时间'
	},
	notes: '这些词是什么意思',
	moreImports: (n: number) => `另外 ${n} 次导入`,
	byReason: '被拒绝的行',
	byReasonNote: '一次请求最多记录 1,000 行',
	noneRejected: '没有被拒绝的行。',
	rejections,
	lines: (n: string) => `${n} 行`,
	unplaced: (n: string) => `其中 ${n} 行看不出城市`,
	latest: (time: string) => `最近 ${time}`,
	examples: '示例',
	lineNumber: (n: string) => `第 ${n} 行`,
	lost: '结束记录缺失的通话',
	lostNote: '最早的在前',
	noneLost: '没有。',
	openFor: (age: string) => `已过 ${age}`,
	onlyOldest: (shown: string, n: string) => `列出最早的 ${shown} 通，共 ${n} 通`,
	noDrill: '你的令牌不能查看单条记录。',
	conflictList: '最近的冲突',
	noneConflict: '没有。',
	differs: '不同的字段',
	contents: (n: number) => `${n} 种内容`,
	fieldsTitle: '字段完整度',
	fieldsNote: '按事件发生时间，同一时间范围',
	fields,
	wholes: { calls: '通来电', answered_calls: '通已接来电', tickets: '件工单' },
	missing: (part: string, whole: string, of: string) => `缺 ${part} / ${whole} ${of}`,
	noFacts: (of: string) => `没有${of.slice(1)}`,
	restsOn: '关系到',
	weight: (share: string) => `占指数 ${share}`,
	itemStates
};

export type QualityWords = typeof zhQuality;
