import { describe, expect, test } from 'vitest';
import { checkProfile } from './check-profile.ts';
import { NATIONAL_2023 } from './national-2023.ts';
import { NATIONAL_2023_REPORTING } from './national-2023-reporting.ts';
import { checkItems } from './profiles.ts';
import type { Profile } from './profile.ts';

/** A copy with one fault put in. */
function spoilt(spoil: (profile: Profile) => void): Profile {
	const profile = structuredClone(NATIONAL_2023);
	spoil(profile);
	return profile;
}
const firstItem = (profile: Profile) => profile.indicators[0]!.children[0]!.items[0]!;

describe('checkProfile', () => {
	test.each([NATIONAL_2023, NATIONAL_2023_REPORTING])('finds no fault in $id', (profile) => {
		expect([...checkProfile(profile), ...checkItems(profile)]).toEqual([]);
	});

	test('checkItems names what nothing measures, and a unit that the measure does not come in', () => {
		const profile = spoilt((one) => {
			one.indicators[0]!.children[0]!.items[0]!.id = 'smile';
			one.indicators[0]!.children[0]!.items[1]!.unit = 'ratio';
		});
		expect(checkItems(profile)).toEqual([
			'smile: is no item of the assessment; nothing measures or reads it',
			'menu_depth: unit is ratio, its measure comes in levels'
		]);
	});

	test('the built-in profile is plain JSON', () => {
		expect(JSON.parse(JSON.stringify(NATIONAL_2023))).toEqual(NATIONAL_2023);
	});

	test.each<[string, (profile: Profile) => void, string]>([
		[
			'first-level weights',
			(profile) => (profile.indicators[1]!.weight = 0.5),
			'index: weights add up to 1.1, must be 1'
		],
		[
			'second-level weights',
			(profile) => (profile.indicators[0]!.children[1]!.weight = 0.3),
			'channel: weights add up to 0.9, must be 1'
		],
		[
			'a curve that turns',
			(profile) => (firstItem(profile).mean = 5),
			'welcome_seconds: mean 5 must lie strictly between floor 60 and target 8, all finite'
		],
		[
			'a flat curve',
			(profile) => (firstItem(profile).target = 14),
			'welcome_seconds: mean 14 must lie strictly between floor 60 and target 14, all finite'
		],
		[
			'a curve without points',
			(profile) => (firstItem(profile).curve = []),
			'welcome_seconds: curve has 0 points, must have at least 2'
		],
		[
			'a curve whose scores fall',
			(profile) =>
				(firstItem(profile).curve = [
					[60, 0],
					[20, 80],
					[8, 70]
				]),
			'welcome_seconds: curve is not monotone: scores must not fall from point to point'
		],
		[
			'a curve whose measures turn',
			(profile) =>
				(firstItem(profile).curve = [
					[60, 0],
					[8, 80],
					[9, 100]
				]),
			'welcome_seconds: curve measures must all rise or all fall'
		],
		[
			'a curve that rewards nothing',
			(profile) =>
				(firstItem(profile).curve = [
					[60, 50],
					[8, 50]
				]),
			'welcome_seconds: curve is flat, its scores must rise'
		],
		[
			'a score at the mean off the scale',
			(profile) => (firstItem(profile).mean_score = 101),
			'welcome_seconds: score at the mean is 101, must be from 0 to 100'
		],
		[
			'an item weight without the others',
			(profile) => (firstItem(profile).weight = 0.5),
			'affinity: all of its items must have a weight, or none'
		],
		[
			'item weights',
			(profile) => profile.indicators[0]!.children[0]!.items.forEach((item) => (item.weight = 0.5)),
			'affinity: weights add up to 1.5, must be 1'
		],
		[
			'an id used twice',
			(profile) => (firstItem(profile).id = 'trust'),
			'trust: id is used more than once'
		],
		[
			'an empty id',
			(profile) => (firstItem(profile).id = ''),
			'an indicator or item has an empty id'
		],
		[
			'an indicator without items',
			(profile) => (profile.indicators[0]!.children[0]!.items = []),
			'affinity: has no items'
		],
		[
			'a mean off the scale',
			(profile) => (profile.indicators[2]!.children[1]!.mean = 160),
			'branding: national mean score is 160, must be from 0 to 100'
		],
		[
			'a negative prior',
			(profile) => (profile.indicators[2]!.children[1]!.prior_sd = -1),
			'branding: prior_sd is -1, must be 0 or more'
		],
		[
			'correlations in the wrong order',
			(profile) => (profile.prior.across = 0.9),
			'prior: correlations must be 0 <= across <= within <= 1, got 0.9 and 0.8'
		],
		[
			'an error that is no number',
			(profile) => (profile.prior.test_sd = NaN),
			'prior: test_sd is NaN, must be 0 or more'
		],
		[
			'a tier without a score',
			(profile) => (profile.tiers[0]!.scores = { channel: 1, experience: 2 }),
			'tier 一线: score of perception must be from 0 to 100, got undefined'
		],
		[
			'a tier listed twice',
			(profile) => (profile.tiers[1]!.name = '一线'),
			'tier 一线: is listed more than once'
		],
		[
			'a version',
			(profile) => (profile.version = 0),
			'profile: version is 0, must be a whole number from 1'
		]
	])('names %s', (_, spoil, message) => {
		expect(checkProfile(spoilt(spoil))).toEqual([message]);
	});

	test('names a weight below 0 and the sum that hides it', () => {
		const messages = checkProfile(
			spoilt((profile) => {
				profile.indicators[0]!.weight = -0.1;
				profile.indicators[1]!.weight = 0.8;
			})
		);
		expect(messages).toEqual(['channel: weight is -0.1, must be from 0 to 1']);
	});
});
