/** From made events to the delivery: counts rows and events, finds repeated ids. */
import { show } from './describe.ts';
import type { Delivery } from './delivery.ts';
import type { Made } from './mapping/events.ts';
import { Repeats } from './repeats.ts';
import { bump, type Tally } from './tally.ts';

export interface Place {
	file: string;
	/** The row to name. */
	line: number;
	/** The first row of its group, or itself. */
	fromLine: number;
	/** How many rows the events were made of. */
	rows: number;
}

export interface Intake {
	take: (made: Made, place: Place) => void;
}

export function createIntake(tally: Tally, delivery: Delivery): Intake {
	const repeats = new Repeats();
	return {
		take: ({ events, refusals }, { file, line, fromLine, rows }) => {
			for (const { reason, message } of refusals) {
				bump(tally.refused, reason);
				tally.faults?.rejected(reason, fromLine);
				tally.example(reason, `${file}:${line}: ${message}`);
			}
			const reason = refusals[0]?.reason;
			if (events.length === 0)
				if (reason === undefined) bump(tally.filtered, 'no event applies to the row', rows);
				else bump(tally.rejected, reason, rows);
			else if (reason === undefined) tally.whole += rows;
			else tally.partly += rows;
			for (const { type, id, revision, json } of events) {
				bump(tally.events, type);
				const repeat = repeats.see(type, id, revision, json);
				if (repeat === 'same') bump(tally.notices, 'events that repeat an earlier one');
				if (repeat === 'other values') {
					bump(tally.notices, 'conflicts: repeated ids with other values');
					tally.example('conflict', `${file}:${line}: ${type} ${show(id)} again, other values`);
				}
				delivery.add({ type, json, line, fromLine });
			}
		}
	};
}
