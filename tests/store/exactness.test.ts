/** Whatever the order, repetition, correction or batching, the figures are those of a plain count. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseIsoInstant } from '#contract/instant';
import type { LiveSnapshot } from '#contract/live';
import { PREFECTURES } from '#reference/prefectures';
import { expectSameMeasures, inCity } from '../compare.ts';
import { startTestServer } from '../harness.ts';
import { assessmentInputs } from '../oracle/assessment-inputs.ts';
import { currentFacts } from '../oracle/facts.ts';
import { CITIES, deliveries, history } from '../oracle/history.ts';
import { waiting } from '../oracle/measures.ts';
import { asked } from '../oracle/questions.ts';

const ANCHOR = parseIsoInstant('2026-11-23T19:42:07.123+08:00')!;
const RUNS = process.env.REXIAN_LONG ? 160 : 4;

let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
	server = await startTestServer({ clock: () => ANCHOR });
});
afterAll(() => server.close());

/** Each run has cities of its own in the one store. */
let runs = 0;
function freshCities(): Record<string, string> {
	const codes = PREFECTURES.slice(2 * runs, 2 * ++runs).map((place) => place.code);
	if (codes.length < CITIES.length) throw new Error('more runs than cities');
	return Object.fromEntries(CITIES.map((city, i) => [city, codes[i]!]));
}

const scenario = history({ anchor: ANCHOR }).chain((sent) =>
	fc.record({
		sent: fc.constant(sent),
		batches: deliveries(sent),
		questions: fc.array(asked(ANCHOR, sent), { minLength: 4, maxLength: 4 })
	})
);

/** Says how to repeat a failing run and what differed; a whole history would bury that. */
function reporter<T>({ failed, seed, counterexamplePath, errorInstance }: fc.RunDetails<T>): void {
	if (failed) throw new Error(`seed ${seed}, path ${counterexamplePath}`, { cause: errorInstance });
}

describe('a random history, in any order and any batches', () => {
	it('gives the figures of a plain count: any window, slot, step, and now', async () => {
		await fc.assert(
			fc.asyncProperty(scenario, async ({ sent, batches, questions }) => {
				const codes = freshCities();
				// The rollup has seen a part of the events before the others correct, move and withdraw it.
				const early = batches.slice(0, batches.length / 2);
				for (const batch of early) await server.sendAll(inCity(batch, codes));
				await server.settled();
				await server.rolled();
				for (const batch of batches.slice(early.length)) await server.sendAll(inCity(batch, codes));
				await server.settled();
				const facts = currentFacts(inCity(sent, codes));
				for (const rolled of [false, true]) {
					if (rolled) await server.rolled();
					for (const city of Object.values(codes)) {
						for (const { from, to, now } of questions)
							await expectSameMeasures(server, facts, { city, from, to, now });
						const { step, stepWindow, now } = questions[0]!;
						await expectSameMeasures(server, facts, { city, ...stepWindow, now, stepMs: step });
						const { from, to, now: asOf, monthEnds } = questions[1]!;
						await expectSameMeasures(server, facts, { city, from, to, now: asOf, monthEnds });
					}
				}
			}),
			// Shrinking would need cities for each attempt; the seed repeats the run.
			{ numRuns: RUNS, endOnFailure: true, reporter }
		);
	});

	it('gives who waits now, and what the assessment measures', async () => {
		await fc.assert(
			fc.asyncProperty(scenario, async ({ sent, batches, questions }) => {
				const codes = freshCities();
				for (const batch of batches) await server.sendAll(inCity(batch, codes));
				await server.settled();
				const facts = currentFacts(inCity(sent, codes));
				for (const city of Object.values(codes)) {
					const live = await server.get<LiveSnapshot>(`/v1/live?city=${city}`);
					expect(live.now).toEqual(waiting(facts, { city, now: ANCHOR }));
					const { from, to } = questions[0]!;
					await expectSameItems(
						city,
						from,
						to,
						assessmentInputs(facts, { city, from, to, now: ANCHOR })
					);
				}
			}),
			{ numRuns: Math.ceil(RUNS / 20), endOnFailure: true, reporter }
		);
	});
});

interface Tree {
	indicators: {
		children: { items: { id: string; source: string; measure: { value: number | null } }[] }[];
	}[];
}

async function expectSameItems(
	city: string,
	from: number,
	to: number,
	want: ReturnType<typeof assessmentInputs>
): Promise<void> {
	const tree = await server.get<Tree>(`/v1/assessment?city=${city}&from=${from}&to=${to}`);
	const items = new Map(
		tree.indicators
			.flatMap(({ children }) => children.flatMap((child) => child.items))
			.map((item) => [item.id, item])
	);
	for (const id of [
		'welcome_seconds',
		'menu_depth',
		'audio_quality',
		'phone_slots',
		'online_slots'
	] as const) {
		const item = items.get(id)!;
		expect(item.source === 'measured').toBe(want[id].n > 0);
		if (item.source === 'measured') expect(item.measure.value).toBeCloseTo(want[id].value!, 9);
	}
	for (const id of ['channels', 'self_service_channels', 'progress_channels'] as const) {
		const item = items.get(id)!;
		if (item.source === 'measured') expect(item.measure.value).toBe(want[id]);
		else expect(want[id]).toBe(0);
	}
}
