/** The quality of what a city's sources sent: asks each question once and puts the answers together. */
import { formatInstant } from '#contract/instant';
import type { Quality } from '#contract/quality';
import { readReadings } from '../assessment/readings.ts';
import type { Store } from '../store/store.ts';
import { conflicts } from './conflicts.ts';
import { corrections } from './corrections.ts';
import { fieldQuality } from './field-items.ts';
import { fieldCounts } from './fields.ts';
import { heartbeats } from './heartbeats.ts';
import { importNotes, importNotesBySource } from './import-notes.ts';
import type { LogWindow } from './log-window.ts';
import { received } from './received.ts';
import { rejectedBySource, rejectedReasons } from './rejected.ts';
import { repeated } from './repeated.ts';
import { sourcesOf, totalOf } from './sources.ts';
import { undecided } from './undecided.ts';
import { unknownValues } from './unknown-values.ts';
import { withdrawals } from './withdrawals.ts';

export interface QualityRequest extends LogWindow {
	/** As of this instant of event time. */
	now: number;
	/** The server's clock: what is fresh. */
	clock: number;
	/** The reader may see single facts. */
	drill: boolean;
	/** The reader may see every city, and so what names none. */
	everyCity: boolean;
}

export async function readQuality(
	store: Store,
	request: QualityRequest
): Promise<Omit<Quality, 'settled'>> {
	const { city, from, to, now, everyCity, drill } = request;
	const again = repeated(store, request);
	const [log, fields, readings, open, reasons, unknown, noted, single] = await Promise.all([
		Promise.all([
			received(store, request),
			again,
			corrections(store, request),
			withdrawals(store, request),
			rejectedBySource(store, request, everyCity),
			heartbeats(store, request),
			importNotesBySource(store, request, everyCity)
		]),
		fieldCounts(store, request),
		readReadings(store, city),
		undecided(store, request, now, drill),
		rejectedReasons(store, request, everyCity),
		unknownValues(store, request, everyCity),
		importNotes(store, request, everyCity),
		again.then((cells) => {
			const latest = cells.find(({ source }) => source === '')?.latest ?? [];
			return drill ? conflicts(store, request, latest) : null;
		})
	]);
	const facts = {
		received: log[0],
		repeated: log[1],
		corrections: log[2],
		withdrawals: log[3],
		rejected: log[4],
		heartbeats: log[5],
		noted: log[6]
	};
	const gaps = fieldQuality(fields, readings, { from, to });
	return {
		city,
		as_of: formatInstant(now),
		from: formatInstant(from),
		to: formatInstant(to),
		total: totalOf(facts),
		sources: sourcesOf(facts, everyCity, Math.min(to, request.clock)),
		conflicts: single,
		rejected: reasons,
		unknown_values: unknown,
		...noted,
		undecided: open,
		fields: gaps.fields,
		coverage_cost: gaps.cost
	};
}
