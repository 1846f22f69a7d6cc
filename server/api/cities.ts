/** `GET /v1/cities`: the cities that this reader may see and that have sent anything. */
import { prefecture } from '#reference/prefectures';
import { mayTouch, type Identity } from '../access/roles.ts';
import type { CitiesAnswer } from '#contract/answers';
import type { Store } from '../store/store.ts';

export async function answerCities(store: Store, identity: Identity): Promise<CitiesAnswer> {
	const rows = await store.read<{ city: number }>(
		'SELECT DISTINCT city FROM raw_events ORDER BY city'
	);
	const cities = rows
		.map(({ city }) => prefecture(String(city)))
		.flatMap((place) => {
			if (!place || !mayTouch(identity, place.code)) return [];
			const { code, name, name_en, tier } = place;
			return [{ code, name, name_en, tier }];
		});
	return { cities };
}
