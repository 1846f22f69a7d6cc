/** The measure of the catalogue that an alert is about. */
import type { Alert } from '$lib/contract/alerts.ts';
import { MEASURES, type MeasureId } from '$lib/contract/measures.ts';

/** Null of what is no measure, such as a feed. */
export function measureOf({ scope }: Pick<Alert, 'scope'>): MeasureId | null {
	return scope.measure !== null && Object.hasOwn(MEASURES, scope.measure)
		? (scope.measure as MeasureId)
		: null;
}
