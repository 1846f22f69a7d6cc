/** Tables that a README shows and the code owns, so that the two cannot drift apart. */
import { MEASURES, PROVISIONAL_MEASURES, type Measure } from '#contract/measures';
import { ONLINE_SLOTS, PHONE_SLOTS, type Slot } from '#contract/slots';

export type Language = 'en' | 'zh';

export const README_FILES = [
	{ file: new URL('../../README.md', import.meta.url), language: 'en' },
	{ file: new URL('../../README.zh-CN.md', import.meta.url), language: 'zh' }
] as const satisfies { file: URL; language: Language }[];

const HEADINGS = {
	measures: {
		en: ['id', 'name', 'numerator ÷ denominator', 'window time'],
		zh: ['id', '名称', '分子 ÷ 分母', '归属时间']
	},
	slots: {
		en: ['medium', 'slots (Beijing hours, half-open)'],
		zh: ['渠道', '时段（北京时间，左闭右开）']
	}
};

function table(headings: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

function measures(language: Language): string {
	const rows = Object.entries<Measure>({ ...MEASURES, ...PROVISIONAL_MEASURES }).map(
		([id, { zh, en, formula, windowTime }]) => [
			`\`${id}\``,
			language === 'zh' ? zh : `${en} (${zh})`,
			formula[language],
			`\`${windowTime}\``
		]
	);
	return table(HEADINGS.measures[language], rows);
}

function slots(language: Language): string {
	const describe = (list: readonly Slot[]) =>
		list
			.map(({ id, hours, zh }) => {
				const ranges = hours.map(([from, to]) => `${from}–${to}`).join(', ');
				return `${zh} \`${id}\` ${ranges}`;
			})
			.join('; ');
	const names = language === 'zh' ? ['电话', '在线'] : ['phone', 'online'];
	return table(HEADINGS.slots[language], [
		[names[0]!, describe(PHONE_SLOTS)],
		[names[1]!, describe(ONLINE_SLOTS)]
	]);
}

const TABLES = { measures, slots };

/** Replaces what stands between `<!-- table:NAME -->` and `<!-- /table -->`. */
export function fillTables(readme: string, language: Language): string {
	return Object.entries(TABLES).reduce((text, [name, render]) => {
		const place = new RegExp(`(<!-- table:${name} -->)[^]*?(<!-- /table -->)`);
		if (!place.test(text)) throw new Error(`README: the marker table:${name} is missing`);
		return text.replace(place, `$1\n\n${render(language)}\n\n$2`);
	}, readme);
}
