import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGS, type Lang } from '../ui/lang.ts';

const HERE = import.meta.dirname;
const SRC = join(HERE, '../..');
const areas = readdirSync(join(HERE, 'zh')).map((name) => name.replace('.json', ''));

type Words = Record<string, unknown>;
const read = (lang: Lang, area: string) =>
	JSON.parse(readFileSync(join(HERE, lang, `${area}.json`), 'utf8')) as Words;
/** What a word can say: its variants, or itself. */
const sayings = (word: unknown): string[] =>
	typeof word === 'string'
		? [word]
		: (word as { match: Record<string, string> }[]).flatMap(({ match }) => Object.values(match));
const parameters = (word: unknown) =>
	[...new Set(sayings(word).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();

/** Names, the other language's own name, and symbols need no translation. */
const SAME_IN_BOTH = /^(desk_other_language|.*_brand)$/;
const CJK = /[\u3400-\u9fff]/;

it('are read by the compiler, every file of them', () => {
	const settings = readFileSync(join(HERE, 'project.inlang/settings.json'), 'utf8');
	for (const area of areas) expect(settings).toContain(`./{locale}/${area}.json`);
});

describe.each(areas)('the words of %s', (area) => {
	const [zh, en] = LANGS.map((lang) => read(lang, area)) as [Words, Words];

	it('are the same in both languages, in the same order, with the same parameters', () => {
		expect(Object.keys(en)).toEqual(Object.keys(zh));
		for (const [key, word] of Object.entries(zh))
			expect(parameters(en[key]), key).toEqual(parameters(word));
	});

	it('begin with the name of their file', () => {
		for (const key of Object.keys(zh)) expect(key.startsWith(`${area}_`), key).toBe(true);
	});

	it('are translated, every one', () => {
		for (const key of Object.keys(zh).filter((one) => !SAME_IN_BOTH.test(one))) {
			for (const text of sayings(en[key])) expect(text, key).toMatch(/^[^\u3400-\u9fff]+$/);
			for (const text of sayings(zh[key]))
				if (/[a-z]{3}/i.test(text.replace(/\{\w+\}|[A-Z]+/g, ''))) expect(text, key).toMatch(CJK);
		}
	});
});

it('are all used by a page', () => {
	const source = (readdirSync(SRC, { recursive: true }) as string[])
		.filter((file) => /\.(svelte|ts)$/.test(file) && !file.includes('compiled'))
		.map((file) => readFileSync(join(SRC, file), 'utf8'))
		.join('\n');
	const used = new Set(source.match(/(?<=\bm\s*\.)\w+/g));
	const idle = areas
		.flatMap((area) => Object.keys(read('zh', area)))
		.filter((key) => !used.has(key));
	expect(idle).toEqual([]);
});
