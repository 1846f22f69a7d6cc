/** Why a city needs attention, in words, the gravest first: page and wall say the same. */
import type { AttentionReason, ProvinceCity } from '../contract/province.ts';
import { age } from '../format.ts';
import type { Lang } from '../ui/lang.ts';
import { m } from '../words/m.ts';

export interface ReasonWords {
	reason: AttentionReason;
	words: string;
}

export function reasonWords({ now, attention }: ProvinceCity, lang: Lang): ReasonWords[] {
	if (now === null) return [];
	const words: Record<AttentionReason, () => string> = {
		critical: () => m.province_critical({ n: now.alerts.critical }),
		warning: () => m.province_warning({ n: now.alerts.warning }),
		evening_low: m.province_evening_low,
		silent: () => {
			if (now.last_received_at === null) return m.province_never();
			const seconds = (Date.parse(now.as_of) - Date.parse(now.last_received_at)) / 1000;
			return m.province_silent({ age: age(seconds, lang) });
		}
	};
	return attention.map((reason) => ({ reason, words: words[reason]() }));
}
