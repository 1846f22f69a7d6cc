/** The configuration that section 3 names. */
import { DAY } from './clock.ts';

export interface Settings {
	/** The lowest score that is satisfied: 3 (基本满意), or 4. */
	satisfiedFrom: number;
	promptMs: number;
	repeatMs: number;
	shortAbandonMs: number;
}

export const DEFAULT_SETTINGS: Settings = {
	satisfiedFrom: 3,
	promptMs: 15_000,
	repeatMs: 7 * DAY,
	shortAbandonMs: 0
};
