/** `GET /v1/province`: the cities that this reader may see, what needs attention first. */
import { formatInstant } from '#contract/instant';
import type { ProvinceAnswer } from '#contract/province';
import { prefecture } from '#reference/prefectures';
import { attentionOf, byAttention } from '../../src/lib/province/attention.ts';
import { totalOf } from '../../src/lib/province/total.ts';
import { mayTouch, type Identity } from '../access/roles.ts';
import type { Board } from '../province/board.ts';

export interface ProvinceDeps {
	board: Board;
	/** Codes of the cities that have sent anything. */
	knownCities: () => Iterable<string>;
	clock: () => number;
	isSettled: () => boolean;
}

export async function answerProvince(
	{ board, knownCities, clock, isSettled }: ProvinceDeps,
	identity: Identity
): Promise<ProvinceAnswer> {
	const settled = isSettled();
	const places = [...knownCities()]
		.filter((code) => mayTouch(identity, code))
		.flatMap((code) => prefecture(code) ?? []);
	const lines = await board.read(places.map(({ code }) => code));
	const cities = places
		.map(({ code, name, name_en, province }) => {
			const { now, month } = lines.get(code)!;
			return { code, name, name_en, province, now, month, attention: attentionOf(now, month) };
		})
		.sort(byAttention);
	return { as_of: formatInstant(clock()), settled, total: totalOf(cities), cities };
}
