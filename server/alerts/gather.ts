/** Makes one reading of what several ask for at once. */
import type { Lane } from '../lane.ts';

interface Waiting<Answer> {
	cities: Set<string>;
	answer: Promise<Map<string, Answer>>;
}

/**
 * Returns what asks for one city. Cities that are asked for with the same `key` before their reading
 * begins share it; `lane` says when it may begin. A city without rows gets `undefined`.
 */
export function gather<Question, Answer>(
	lane: Lane,
	keyOf: (question: Question) => string,
	read: (cities: readonly string[], question: Question) => Promise<Map<string, Answer>>
): (city: string, question: Question) => Promise<Answer | undefined> {
	const waiting = new Map<string, Waiting<Answer>>();

	function wait(key: string, question: Question): Waiting<Answer> {
		const cities = new Set<string>();
		const answer = lane(async () => {
			// Whoever asks within this turn of the event loop comes along.
			await new Promise((wake) => setImmediate(wake));
			waiting.delete(key);
			return read([...cities], question);
		});
		const one = { cities, answer };
		waiting.set(key, one);
		return one;
	}

	return async (city, question) => {
		const key = keyOf(question);
		const one = waiting.get(key) ?? wait(key, question);
		one.cities.add(city);
		return (await one.answer).get(city);
	};
}
