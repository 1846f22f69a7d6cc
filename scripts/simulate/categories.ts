/** Subjects, how often they are raised, and the department that deals with them. Invented. */
const SUBJECTS = [
	['社会保障', 14, '人力资源和社会保障局'],
	['住房物业', 13, '住房保障和房屋管理局'],
	['交通出行', 11, '交通运输局'],
	['市场监管', 10, '市场监督管理局'],
	['市容环卫', 9, '城市管理执法委员会'],
	['噪声污染', 8, '生态环境局'],
	['劳动纠纷', 7, '人力资源和社会保障局'],
	['医疗卫生', 7, '卫生健康委员会'],
	['教育', 6, '教育局'],
	['供水', 4, '水务局'],
	['供电', 3, '供电公司'],
	['供热供气', 3, '燃气热力集团'],
	['营商环境', 3, '政务服务和大数据局'],
	['其他', 2, '热线中心']
] as const;

export const CATEGORIES: readonly (readonly [string, number])[] = SUBJECTS.map(
	([category, weight]) => [category, weight]
);

/** Outages: a response is due within 2 hours. */
export const URGENT_CATEGORIES: readonly string[] = ['供水', '供电', '供热供气'];

const DEPARTMENTS = new Map<string, string>(
	SUBJECTS.map(([category, , department]) => [category, department])
);

export function departmentOf(category: string): string {
	return DEPARTMENTS.get(category) ?? '热线中心';
}
