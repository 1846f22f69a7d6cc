/** Faults and refusals in the page's words: none is left in the words of the API. */
import { describe, expect, it } from 'vitest';
import { checkProfile } from '../assessment/check-profile.ts';
import { NATIONAL_2023 } from '../assessment/national-2023.ts';
import type { Item, Profile } from '../assessment/profile.ts';
import { checkItems } from '../assessment/profiles.ts';
import { overwriteGetLocale } from '../words/compiled/runtime.js';
import { sayFault, sayPlacedFault } from './messages.ts';
import { sayRefusal } from './refusal.ts';

type Draft = ReturnType<typeof copy>;
const copy = () =>
	structuredClone(NATIONAL_2023) as Profile & { indicators: Profile['indicators'] };
const firstItem = ({ indicators }: Draft) => indicators[0]!.children[0]!.items[0]!;
const withItem = (change: Partial<Item>) => (profile: Draft) =>
	void Object.assign(firstItem(profile), change);

const isChinese = (text: string) =>
	/[\u3400-\u9fff]/.test(text) &&
	!/[a-z]{3}/.test(text.replaceAll(/^\w+：|“[^”]*”|[a-z]+_\w+/g, ''));

describe('a fault of a profile is said in Chinese', () => {
	const BREAKS: [string, (profile: Draft) => void][] = [
		['weights of the index', (p) => void (p.indicators[0]!.weight = 0.5)],
		['a weight', (p) => void (p.indicators[0]!.weight = 2)],
		['nothing beneath', (p) => void (p.indicators[0]!.children = [])],
		['no items', (p) => void (p.indicators[0]!.children[0]!.items = [])],
		['a mean', (p) => void (p.indicators[0]!.mean = 101)],
		['a prior of an indicator', (p) => void (p.indicators[0]!.children[0]!.prior_sd = -1)],
		['the prior', (p) => void Object.assign(p.prior, { across: 0.9, within: 0.1, test_sd: -1 })],
		['some weights', withItem({ weight: 1 })],
		['one point', withItem({ curve: [[1, 2]] })],
		[
			'no number',
			withItem({
				curve: [
					[NaN, 2],
					[2, 3]
				]
			})
		],
		[
			'measures',
			withItem({
				curve: [
					[1, 2],
					[1, 3]
				]
			})
		],
		[
			'a falling curve',
			withItem({
				curve: [
					[1, 50],
					[2, 40],
					[3, 60]
				]
			})
		],
		[
			'a flat curve',
			withItem({
				curve: [
					[1, 50],
					[2, 50]
				]
			})
		],
		['a score at the mean', withItem({ mean_score: 120 })],
		['anchors', withItem({ floor: 10, mean: 5, target: 20 })],
		['an id twice', (p) => void (firstItem(p).id = 'trust')],
		['an empty id', withItem({ id: '' })],
		['an unknown item', withItem({ id: 'coffee' })],
		['a unit', withItem({ unit: 'MOS' })],
		['measurable', (p) => void (firstItem(p).measurable = !firstItem(p).measurable)],
		['a tier', (p) => void Object.assign(p.tiers[0]!, { index: 120, scores: {} })],
		['a tier twice', (p) => void p.tiers.push(p.tiers[0]!)]
	];
	it.each(BREAKS)('%s', (_, damage) => {
		const profile = copy();
		damage(profile);
		const faults = [...checkProfile(profile), ...checkItems(profile)];
		expect(faults.length).toBeGreaterThan(0);
		for (const fault of faults) expect(sayPlacedFault(fault), fault).toSatisfy(isChinese);
	});
	it('by the name of its place and with its figures', () => {
		expect(sayPlacedFault('trust: curve has 1 points, must have at least 2')).toBe(
			'信任度：曲线只有 1 个点，至少要两个'
		);
		expect(sayPlacedFault('index: weights add up to 0.9, must be 1')).toBe(
			'指数：权重合计为 0.9，须为 1'
		);
	});
});

describe('what the door says of a reading is said in Chinese', () => {
	it.each([
		['is missing', '未填写'],
		['got 120; want 0 to 100 for trust', '须在 0 与 100 之间，现为 120'],
		['want an instant after from', '结束须晚于开始'],
		['a text of 3 characters is no item of the assessment', '指数里没有这一项，没有办法测量或读取'],
		['got "often"; want one of "inspection"|"survey"|"declared"', '这个值不能接受（"often"）']
	])('%s', (message, zh) => expect(sayFault(message)).toBe(zh));
	it('as it came where nobody has words for it', () => expect(sayFault('odd')).toBe('odd'));
});

describe('a refusal', () => {
	it('is said by its fields, else by its code, else as it came', () => {
		expect(
			sayRefusal({
				code: 'value_invalid',
				message: 'three_rates: weights: add up to 0.8, must be 1',
				fields: [{ path: 'weights', message: 'add up to 0.8, must be 1' }]
			})
		).toBe('权重：权重合计为 0.8，须为 1');
		expect(sayRefusal({ code: 'version_conflict', message: 'x' })).toContain('别人改过');
		expect(sayRefusal({ code: 'parameter_invalid', message: 'from: got "x"; want ISO 8601' })).toBe(
			'参数“from”的值不对（"x"）'
		);
		expect(sayRefusal({ code: 'new', message: 'told' })).toBe('told');
		expect(sayRefusal()).toBe('');
	});
	it('follows the page’s language', () => {
		overwriteGetLocale(() => 'en');
		expect(sayPlacedFault('trust: is missing')).toBe('Trust: is missing');
		overwriteGetLocale(() => 'zh');
	});
});
