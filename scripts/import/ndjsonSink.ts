/** Lines of NDJSON in the contract's own words: counted and named here, judged by the server. */
import { EVENT_SPECS, type EventType } from '#contract/events';
import type { Delivery } from './delivery.ts';
import type { LineSink } from './ndjsonLines.ts';
import { Repeats } from './repeats.ts';
import { show } from './describe.ts';
import { bump, type Tally } from './tally.ts';

export interface NdjsonSinkOptions {
	file: string;
	fromLine: number;
	tally: Tally;
	delivery: Delivery;
}

export function createNdjsonSink({ file, fromLine, tally, delivery }: NdjsonSinkOptions): LineSink {
	const repeats = new Repeats();
	const reject = (reason: string, message: string, line: number) =>
		tally.rejectRow(reason, `${file}:${line}: ${message}`, line);
	return {
		line: (text, line, damaged) => {
			tally.rows++;
			if (line < fromLine) {
				tally.before++;
				return;
			}
			if (damaged)
				return reject('encoding_invalid', 'has bytes that are not UTF-8; NDJSON is UTF-8', line);
			const event = parse(text);
			if (!event) return reject('json_malformed', 'is no JSON object; want one event a line', line);
			tally.whole++;
			const type = Object.hasOwn(EVENT_SPECS, String(event.type)) ? String(event.type) : 'unknown';
			bump(tally.events, type);
			const id = String(event[EVENT_SPECS[type as EventType]?.id ?? 'id']);
			const repeat = repeats.see(type, `${String(event.city)} ${id}`, Number(event.revision), text);
			if (repeat === 'other values') {
				bump(tally.notices, 'conflicts: repeated ids with other values');
				tally.example('conflict', `${file}:${line}: ${type} ${show(id)} again, other values`);
			}
			delivery.add({ type, json: text.trim(), line, fromLine: line });
		},
		blank: (count) => {
			tally.rows += count;
			tally.blank += count;
		}
	};
}

function parse(text: string): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? (value as Record<string, unknown>)
			: null;
	} catch {
		return null;
	}
}
