/** A city beside its peers of the 2023 national index: the pure half of `GET /v1/peers`. */
import type { AssessInput } from '../assessment/assess.ts';
import type { Assessment } from '../assessment/types.ts';
import { profileComparisons } from './examples.ts';
import { groupsOf, type Place } from './groups.ts';
import { placeAmong } from './place.ts';
import { peerRows } from './rows.ts';
import type { PeerGroup, PeerRow, PlaceAmongCities, ProfileComparison } from './types.ts';

export interface Peers {
	groups: PeerGroup[];
	rows: PeerRow[];
	place: PlaceAmongCities;
	profiles: ProfileComparison[];
}

export function peersOf(
	code: string,
	place: Place,
	input: AssessInput,
	assessment: Assessment
): Peers {
	return {
		groups: groupsOf(place),
		rows: peerRows(place, input, assessment),
		place: placeAmong(code, place, assessment),
		profiles: profileComparisons(assessment)
	};
}
