/** Evenings on which part of the roster does not come: an outbreak of flu, a bus that is stuck. */
import { Draw } from './random.ts';
import { ABSENCE_HOURS, ABSENCE_SHARE, ABSENCES_PER_DAY, ABSENT_FROM_HOUR } from './parameters.ts';

export interface Absence {
	/** Beijing hours [from, to) in which agents are missing. */
	from: number;
	to: number;
	/** Share of that hour's agents who are missing. */
	share: number;
}

/** The evening's absence, or none. It has a draw of its own: all other evenings stay as they are. */
export function absenceOn(seed: number, city: string, midnight: number): Absence | null {
	const draw = new Draw(seed, city, midnight, 'absence');
	if (!draw.chance(ABSENCES_PER_DAY)) return null;
	const from = Math.floor(draw.between(ABSENT_FROM_HOUR.low, ABSENT_FROM_HOUR.high));
	const hours = Math.round(draw.between(ABSENCE_HOURS.low, ABSENCE_HOURS.high));
	return {
		from,
		to: Math.min(24, from + hours),
		share: draw.between(ABSENCE_SHARE.low, ABSENCE_SHARE.high)
	};
}

/** Agents by hour without those who are missing; one always comes. */
export function withoutAbsent(agentsByHour: readonly number[], absence: Absence | null): number[] {
	return agentsByHour.map((agents, hour) =>
		absence && hour >= absence.from && hour < absence.to
			? Math.max(1, Math.round(agents * (1 - absence.share)))
			: agents
	);
}
