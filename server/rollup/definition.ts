/** Names what the cells were made by: other rules make other cells. */
import type { MeasureConfig } from '../measures/question.ts';

/** Raised with every change of what a cell holds. */
const REVISION = 1;

/** An identifier of our own, fit for SQL text. */
export function definitionOf(config: MeasureConfig): string {
	const { satisfiedFrom, serviceLevelSeconds, repeatDays, shortAbandonSeconds } = config;
	return `r${[REVISION, satisfiedFrom, serviceLevelSeconds, repeatDays, shortAbandonSeconds].join('_')}`;
}
