/** Figures and times as people read them. Ratios are 0..1 until here; clock times are Beijing's. */
import { BEIJING_OFFSET_MS } from './contract/instant.ts';
import type { Lang } from './ui/lang.ts';

export const NOTHING = '—';

/** A ratio as a percentage number with one decimal, without the sign. */
export function percentNumber(ratio: number | null): string {
	return ratio === null ? NOTHING : (ratio * 100).toFixed(1);
}

/** A ratio with its sign, `81.6%`. */
export function percent(ratio: number | null, decimals = 1): string {
	return ratio === null ? NOTHING : `${(ratio * 100).toFixed(decimals)}%`;
}

/** The two ends of an interval of ratios, `76.0–86.2%`. */
export function percentRange(low: number | null, high: number | null): string {
	return low === null || high === null ? NOTHING : `${percentNumber(low)}–${percentNumber(high)}%`;
}

/** A score 0..100 with one decimal. */
export function score(value: number | null): string {
	return value === null ? NOTHING : value.toFixed(1);
}

/** A count with thousands separators, whatever the machine's locale. */
export function count(n: number): string {
	return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',');
}

const two = (n: number) => String(n).padStart(2, '0');

/** Beijing wall time of an instant, `19:42:07`. */
export function clockTime(instant: number): string {
	return new Date(instant + BEIJING_OFFSET_MS).toISOString().slice(11, 19);
}

export const WEEKDAYS = {
	zh: ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
	en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
};
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Beijing date with its weekday, `11月23日 星期一`. */
export function dateLine(instant: number, lang: Lang): string {
	const local = new Date(instant + BEIJING_OFFSET_MS);
	const weekday = WEEKDAYS[lang][local.getUTCDay()] ?? '';
	const month = local.getUTCMonth();
	return lang === 'zh'
		? `${month + 1}月${local.getUTCDate()}日 ${weekday}`
		: `${weekday}, ${local.getUTCDate()} ${MONTHS[month] ?? ''}`;
}

/** Seconds on a stopwatch: `04:12`, `1:02:03`. */
export function stopwatch(seconds: number): string {
	const whole = Math.max(0, Math.floor(seconds));
	const hours = Math.floor(whole / 3600);
	const rest = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
	return hours > 0 ? `${hours}:${rest}` : rest;
}

const UNITS = {
	zh: { day: ' 天', hour: ' 小时', minute: ' 分', second: ' 秒' },
	en: { day: ' d', hour: ' h', minute: ' min', second: ' s' }
};

/** How long ago, in its two largest units: `46 秒`, `3 分 12 秒`, `24 分钟`, `2 小时 5 分钟`. */
export function age(seconds: number, lang: Lang): string {
	const unit = UNITS[lang];
	const whole = Math.max(0, Math.floor(seconds));
	const parts: [number, string][] = [
		[Math.floor(whole / 86_400), unit.day],
		[Math.floor(whole / 3600) % 24, unit.hour],
		[Math.floor(whole / 60) % 60, unit.minute],
		[whole % 60, unit.second]
	];
	const first = parts.findIndex(([amount]) => amount > 0);
	if (first === -1) return `0${unit.second}`;
	return parts
		.slice(first, first + 2)
		.filter(([amount]) => amount > 0)
		.map(([amount, name]) => `${amount}${name}`)
		.join(' ')
		.replace(/分$/, '分钟');
}

/** A catalogue label without its bracket, and the bracket's words: 首次联络解决率 + 申报. */
export function splitLabel(label: string): { name: string; qualifier: string } {
	const match = /^(.*?)\s*[（(](.*)[）)]$/.exec(label);
	return match
		? { name: match[1] ?? label, qualifier: match[2] ?? '' }
		: { name: label, qualifier: '' };
}

/** A catalogue formula's name, if it has one, and the formula without the bracket that explains it. */
export function shortFormula(formula: string): { name: string; formula: string } {
	const match = /^(?:([^：]*)：)?([^（]*)/.exec(formula);
	return { name: match?.[1] ?? '', formula: match?.[2] ?? formula };
}
