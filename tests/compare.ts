/** The product's answers beside the oracle's, to the last count. */
import { expect } from 'vitest';
import { formatInstant } from '../src/lib/contract/instant.ts';
import { PROVISIONAL_MEASURES } from '../src/lib/contract/measures.ts';
import type { Facts } from './oracle/facts.ts';
import { byMonths, bySlot, bySteps, measure, type Question } from './oracle/measures.ts';
import type { SentEvent } from './oracle/event.ts';
import type { Client } from './harness.ts';

/** Floats may differ in the last digits of a sum; counts may not differ at all. */
const DECIMALS = 9;

/** Figures with floats rounded, and without what the oracle does not speak of. */
export function comparable(figures: unknown): unknown {
	return JSON.parse(
		JSON.stringify(figures, (key, value: unknown) =>
			key === 'n' ? undefined : typeof value === 'number' ? Number(value.toFixed(DECIMALS)) : value
		)
	);
}

export interface AskedQuestion extends Omit<Question, 'now'> {
	/** Without it the present is asked for, and compared as of the answer. */
	now?: number;
	stepMs?: number;
	/** Cut by months: calendar ones where null, else ending with this day. */
	monthEnds?: number | null;
}

const STEP_NAMES: Record<number, string> = { 900_000: '15m', 3_600_000: '1h', 86_400_000: '1d' };

interface MeasuresAnswer {
	as_of: string;
	settled: boolean;
	measures: object;
	slots: unknown;
	steps?: { from: string; to: string; measures: unknown }[];
}

function monthStep(monthEnds: number | null | undefined): string {
	if (monthEnds === undefined) return '';
	return monthEnds === null ? '&step=1mo' : `&step=1mo&month_ends=${monthEnds}`;
}

/** Measures without the provisional one, which is an estimate of what is still to come. */
export function settling(measures: object): object {
	return Object.fromEntries(
		Object.entries(measures).filter(([id]) => !Object.hasOwn(PROVISIONAL_MEASURES, id))
	);
}

/** Asks the server and the oracle the same and expects the same. */
export async function expectSameMeasures(
	client: Client,
	facts: Facts,
	{ city, from, to, now, stepMs, monthEnds }: AskedQuestion
): Promise<void> {
	const step = stepMs === undefined ? monthStep(monthEnds) : `&step=${STEP_NAMES[stepMs]}`;
	const answer = await client.get<MeasuresAnswer>(
		`/v1/measures?city=${city}&from=${from}&to=${to}${now === undefined ? '' : `&now=${now}`}&by=slot${step}`
	);
	const question = { city, from, to, now: now ?? Date.parse(answer.as_of) };
	expect(answer.settled).toBe(true);
	expect(comparable(settling(answer.measures))).toEqual(comparable(measure(facts, question)));
	expect(comparable(answer.slots)).toEqual(comparable(bySlot(facts, question)));
	if (step === '') return;
	const cut =
		stepMs === undefined
			? byMonths(facts, question, monthEnds ?? null)
			: bySteps(facts, question, stepMs);
	const steps = cut.map((one) => ({
		...one,
		from: formatInstant(one.from),
		to: formatInstant(one.to)
	}));
	expect(comparable(answer.steps)).toEqual(comparable(steps));
}

/** The same history under other city codes: one store serves many runs. */
export function inCity(
	sent: readonly SentEvent[],
	codes: Readonly<Record<string, string>>
): SentEvent[] {
	return sent.map((event) => ({ ...event, city: codes[event.city as string] ?? event.city }));
}
