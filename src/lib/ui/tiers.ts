/** The six tiers of cities, as the report names them, in the page's language. */
import { m } from '../words/m.ts';

const TIERS: Record<string, () => string> = {
	一线: m.common_tier_first,
	新一线: m.common_tier_new_first,
	二线: m.common_tier_second,
	三线: m.common_tier_third,
	四线: m.common_tier_fourth,
	五线: m.common_tier_fifth
};

export function tierName(tier: string): string {
	return TIERS[tier]?.() ?? tier;
}

/** Before what is its own: the new-first-tier mean. */
export const ofTier = (tier: string): string => tierName(tier).replaceAll(' ', '-');
