/** A comparison in one plain sentence, in both languages: said from `Comparison` alone, so that it is true. */
import type { Label } from '../assessment/profile.ts';
import { shownNumber } from './compare.ts';
import type { Comparison, OurFigure, PeerGroup } from './types.ts';

export interface Said {
	name: Label;
	unit: 'ratio' | 'score';
	better: 'higher' | 'lower';
	ours: OurFigure;
	group: PeerGroup;
	printed: number;
	comparison: Comparison;
}

const RELATION = {
	above: { zh: '高于', en: 'above' },
	below: { zh: '低于', en: 'below' },
	equal: { zh: '与', en: 'level with' }
} as const;

function errorClause({ comparison, ours }: Said): Label | null {
	const { relation, error } = comparison;
	if (error === 'full')
		return ours.annualised_from_days === undefined
			? { zh: '按全量计算，没有抽样误差', en: 'a full count, without sampling error' }
			: {
					zh: `按 ${Math.floor(ours.annualised_from_days)} 天的来电折算`,
					en: `annualised from ${Math.floor(ours.annualised_from_days)} days of calls`
				};
	if (relation === 'equal') return null;
	if (error === 'within') return { zh: '差异在误差之内', en: 'the difference is within error' };
	if (error === 'beyond') return { zh: '差异超出误差', en: 'the difference is beyond error' };
	return {
		zh: '没有样本量，无法判断误差',
		en: 'no sample size is known, so no error can be stated'
	};
}

const JUDGEMENT = {
	better: { zh: '表现更好', en: 'we do better' },
	worse: { zh: '表现更差', en: 'we do worse' }
} as const;

const DIFFERING = {
	zh: '统计口径不尽相同，不论高下',
	en: 'definitions may differ, so neither is called better'
};

/** “首次联络解决率 80.3%，高于新一线 79.2%，差异在误差之内”. */
export function sayComparison(said: Said): Label {
	const { name, unit, better, ours, group, printed, comparison } = said;
	const { relation, judgement, definitions, decimals } = comparison;
	const verdict = judgement ? JUDGEMENT[judgement] : definitions ? DIFFERING : null;
	const sign = unit === 'ratio' ? '%' : '';
	const [our, their] = [ours.value, printed].map(
		(value) => shownNumber(value, unit, decimals) + sign
	) as [string, string];
	const error = errorClause(said);
	const lower = better === 'lower' && relation !== 'equal';
	const zh = [
		`${name.zh} ${our}`,
		`${RELATION[relation].zh}${group.name.zh} ${their}${relation === 'equal' ? ' 持平' : ''}${lower ? '（越低越好）' : ''}`,
		...(error ? [error.zh] : []),
		...(verdict ? [verdict.zh] : [])
	];
	const en = [
		`${name.en} ${our}, ${RELATION[relation].en} ${group.name.en} at ${their}${lower ? ' (lower is better)' : ''}`,
		...(error ? [error.en] : []),
		...(verdict ? [verdict.en] : [])
	];
	return { zh: zh.join('，'), en: en.join('; ') };
}
