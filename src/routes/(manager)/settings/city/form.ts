/** Between the profile and the fields of its form: an empty number of residents is no population. */
import type { CityProfile } from '$lib/city/profile.ts';
import type { CityClass, Region, Tier } from '$lib/reference/prefectures.ts';

export interface CityForm {
	tier: Tier | '';
	province: string;
	region: Region;
	class: CityClass;
	residents: string;
	source: string;
	confirmedBy: string;
	confirmedOn: string;
}

export function formOf({ population, tier, ...groups }: CityProfile): CityForm {
	return {
		...groups,
		tier: tier ?? '',
		residents: population ? String(population.residents) : '',
		source: population?.source ?? '',
		confirmedBy: population?.confirmed_by ?? '',
		confirmedOn: population?.confirmed_on ?? ''
	};
}

export function profileOf(form: CityForm): CityProfile {
	return {
		tier: form.tier === '' ? null : form.tier,
		province: form.province,
		region: form.region,
		class: form.class,
		population:
			form.residents.trim() === ''
				? null
				: {
						residents: Number(form.residents),
						source: form.source,
						confirmed_by: form.confirmedBy,
						confirmed_on: form.confirmedOn
					}
	};
}
