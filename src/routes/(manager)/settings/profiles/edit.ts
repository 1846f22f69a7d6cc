/** Editing a profile: what the form changes, and what is wrong with it before it is sent. Pure. */
import { checkProfile } from '$lib/assessment/check-profile.ts';
import { checkItems } from '$lib/assessment/profiles.ts';
import type { Item, Profile } from '$lib/assessment/profile.ts';

const ID = /^[\w.-]{1,64}$/;

/** A copy to edit: plain data, without what its version gives it. */
export function contentOf(profile: Profile) {
	const { name, note, missing = 'range', prior, tiers, indicators } = profile;
	const content = { name, note, missing, prior, tiers, indicators };
	return JSON.parse(JSON.stringify(content)) as typeof content;
}
export type Content = ReturnType<typeof contentOf>;

/** Faults by the server's own checks; the id's first. */
export function faultsOf(id: string, content: Content): string[] {
	const profile: Profile = { ...content, id, version: 1, author: '', date: '' };
	const faults = ID.test(id) ? [] : ['id'];
	return [...faults, ...checkProfile(profile), ...checkItems(profile)];
}

export const sumOf = (nodes: readonly { weight?: number | undefined }[]): number =>
	Number(nodes.reduce((sum, { weight }) => sum + (weight ?? 0), 0).toFixed(9));

/** Points of a curve as a text, `0.5:0, 0.9:65, 1:100`; empty without any of its own. */
export const curveText = ({ curve }: Item): string =>
	curve?.map((point) => point.join(':')).join(', ') ?? '';

/** Reads such a text; undefined for an empty one. What is no number becomes NaN, which the checks name. */
export function readCurve(text: string): Item['curve'] {
	if (text.trim() === '') return undefined;
	return text.split(/[,，]/).map((point) => {
		const [measure, score] = point.split(/[:：]/);
		return [number(measure), number(score)];
	});
}

const number = (text: string | undefined) => (text?.trim() ? Number(text) : NaN);

/** Gives every item an equal weight of its own, or takes them all away. */
export function weighItems(items: Item[], isOn: boolean): void {
	for (const item of items)
		if (isOn) item.weight = 1 / items.length;
		else delete item.weight;
}
