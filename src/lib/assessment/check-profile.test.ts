import { describe, expect, test } from 'vitest';
import { checkProfile } from './check-profile.ts';
import { NATIONAL_2023 } from './national-2023.ts';
import type { Profile } from './profile.ts';

/** A copy with one fault put in. */
function spoilt(spoil: (profile: Profile) => void): Profile {
	const profile = structuredClone(NATIONAL_2023);
	spoil(profile);
	return profile;
}
const firstItem = (profile: Profile) => profile.indicators[0]!.children[0]!.items[0]!;

describe('checkProfile', () => {
	test('finds no fault in the built-in profile', () => {
		expect(checkProfile(NATIONAL_2023)).toEqual([]);
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
