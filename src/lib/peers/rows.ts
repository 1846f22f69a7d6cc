/** Every comparison that the report allows: a row a subject, a figure a group. */
import type { AssessInput } from '../assessment/assess.ts';
import type { Assessment } from '../assessment/types.ts';
import { cautionOf } from './cautions.ts';
import { compareFigures } from './compare.ts';
import { groupsOf, type Place } from './groups.ts';
import { ourFigure } from './ours.ts';
import { sayComparison } from './sentence.ts';
import { printedFigure, SUBJECTS, type Subject } from './subjects.ts';
import type { Comparison, OurFigure, PeerFigure, PeerGroup, PeerRow } from './types.ts';

/** Figures of perhaps two definitions are compared, never judged. */
function comparisonOf(subject: Subject, ours: OurFigure, printed: number): Comparison {
	const comparison = compareFigures(ours, printed, subject);
	if (!comparison.judgement || !cautionOf(subject)) return comparison;
	return { ...comparison, judgement: null, definitions: 'differ' };
}

/** Compares with a group; null where the report prints nothing of the kind for it. */
export function peerFigure(
	subject: Subject,
	ours: OurFigure | null,
	group: PeerGroup
): PeerFigure | null {
	const theirs = printedFigure(subject, group);
	if (!theirs) return null;
	const comparison = ours && comparisonOf(subject, ours, theirs.value);
	const sentence =
		ours &&
		comparison &&
		sayComparison({ ...subject, ours, group, printed: theirs.value, comparison });
	return { group, ...theirs, comparison, sentence };
}

export function peerRows(place: Place, input: AssessInput, assessment: Assessment): PeerRow[] {
	const groups = groupsOf(place);
	return SUBJECTS.map((subject) => {
		const ours = ourFigure(subject, input, assessment);
		return {
			id: subject.id,
			name: subject.name,
			unit: subject.unit,
			better: subject.better,
			ours,
			peers: groups
				.map((group) => peerFigure(subject, ours, group))
				.filter((figure) => figure !== null),
			caution: cautionOf(subject)
		};
	});
}
