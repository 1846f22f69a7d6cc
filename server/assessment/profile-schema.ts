/** What a profile that a city sets must be: the shape here, the sense by `checkProfile`. */
import { z } from 'zod';
import { checkProfile } from '#assessment/check-profile';
import { checkItems } from '#assessment/profiles';
import { MISSING, UNITS, type Profile } from '#assessment/profile';

const label = z.object({ zh: z.string().max(4000), en: z.string().max(4000) });
const item = z.object({
	id: z.string(),
	name: label,
	source: label,
	measurable: z.boolean(),
	unit: z.enum(UNITS),
	floor: z.number(),
	mean: z.number(),
	target: z.number(),
	weight: z.number().optional(),
	mean_score: z.number().optional(),
	curve: z
		.array(z.tuple([z.number(), z.number()]))
		.max(50)
		.optional(),
	exact: z.boolean().optional(),
	printed_score: z.number().optional(),
	basis: label
});
const second = z.object({
	id: z.string(),
	name: label,
	weight: z.number(),
	mean: z.number(),
	prior_sd: z.number(),
	items: z.array(item).max(100)
});
const first = z.object({
	id: z.string(),
	name: label,
	weight: z.number(),
	mean: z.number(),
	children: z.array(second).max(50)
});

/** A profile without what its version gives it: id, version, author and day. */
export type ProfileContent = Omit<Profile, 'id' | 'version' | 'author' | 'date'>;

const content: z.ZodType<ProfileContent> = z.object({
	name: label,
	note: label,
	missing: z.enum(MISSING).optional(),
	prior: z.object({
		within: z.number(),
		across: z.number(),
		test_sd: z.number(),
		unstated_sd: z.number(),
		basis: label
	}),
	tiers: z
		.array(
			z.object({ name: z.string(), index: z.number(), scores: z.record(z.string(), z.number()) })
		)
		.max(50),
	indicators: z.array(first).max(50)
});

/** A profile of the index as a setting; its id is the profile's. */
export const INDEX_PROFILE = {
	kind: 'index_profile',
	schema: content.check(({ value, issues }) => {
		const profile: Profile = { ...value, id: 'checked', version: 1, author: '', date: '' };
		for (const fault of [...checkProfile(profile), ...checkItems(profile)]) {
			const [place = '', ...rest] = fault.split(': ');
			issues.push({
				code: 'custom',
				input: value,
				path: [place],
				message: rest.join(': ') || fault
			});
		}
	})
};

/** Which profile a city's figures go by; its one setting is called `profile`. */
export const PROFILE_IN_FORCE = {
	kind: 'index_profile_in_force',
	schema: z.object({ profile: z.string().min(1).max(64) })
};
