/** Ratings: asked after each call that an agent took, and at each visit. */
import type { Call } from './calls.ts';
import type { Fact, RatingEvent } from './events.ts';
import type { Draw } from './random.ts';

const SATISFIED = [
	[5, 84],
	[4, 10],
	[3, 6]
] as const;
const DISSATISFIED = [
	[2, 40],
	[1, 60]
] as const;

/** Share of askings that are answered, and of answers that are at least 3, by how the matter went. */
const AFTER_CALL = { answered: 0.45, resolved: 0.985, unresolved: 0.94 } as const;
const CALLBACK = { answered: 0.85, satisfied: 0.93 } as const;

function score(draw: Draw, satisfied: number): number {
	return draw.chance(satisfied) ? draw.pick(SATISFIED) : draw.pick(DISSATISFIED);
}

function ratingFact(rating: Omit<RatingEvent, 'type' | 'revision'>): Fact {
	return [{ at: rating.rated_at, event: { type: 'rating', revision: 1, ...rating } }];
}

/** A text message after the call: an answer within some minutes, or the asking closes empty. */
export function afterCallRating(draw: Draw, city: string, call: Call): Fact[] {
	if (call.answered?.by !== 'agent') return [];
	const answered = draw.chance(AFTER_CALL.answered);
	const satisfied = call.dial.resolvable ? AFTER_CALL.resolved : AFTER_CALL.unresolved;
	const delaySeconds = answered ? Math.min(170, 6 + draw.exponential(30)) : 180;
	return [
		ratingFact({
			city,
			rating_id: `${call.id}-r`,
			kind: 'after_call',
			about: call.id,
			rated_at: call.endedAt + Math.round(delaySeconds * 1_000),
			score: answered ? score(draw, satisfied) : null
		})
	];
}

export function callbackRating(draw: Draw, city: string, ticket: string, visitedAt: number): Fact {
	return ratingFact({
		city,
		rating_id: `${ticket}-r`,
		kind: 'callback',
		about: ticket,
		rated_at: visitedAt + Math.round(draw.between(40, 240) * 1_000),
		score: draw.chance(CALLBACK.answered) ? score(draw, CALLBACK.satisfied) : null
	});
}
