/** Takes events like the server, has its door look at them, shows the first, and sends nothing. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { EVENT_SPECS, type EventType } from '#contract/events';
import type { Delivery } from './delivery.ts';
import type { DoorAnswer } from './doorThread.ts';
import { bump, type Tally } from './tally.ts';

const BATCH = 4_000;
const MOST_BATCHES = 4;

export interface DryRunOptions {
	file: string;
	tally: Tally;
	/** How many events to show. */
	show: number;
	say: (text: string) => void;
}

export function createDryRun({ file, tally, show, say }: DryRunOptions): Delivery {
	// Inherited flags would be resolved from the working folder, which may be anywhere.
	const door = new Worker(new URL('../importDoor.mjs', import.meta.url), { execArgv: [] });
	/** Rows of the events of each batch that the door has. */
	const sent: number[][] = [];
	let lines: string[] = [];
	let rows: number[] = [];
	let shown = 0;
	door.on('message', ({ accepted, rejected }: DoorAnswer) => {
		const batch = sent.shift() ?? [];
		tally.accepted += accepted;
		for (const { index, code, message } of rejected) {
			bump(tally.turnedAway, code);
			tally.example(code, `${file}:${batch[index] ?? '?'}: ${message}`);
		}
	});

	function send(): void {
		if (lines.length === 0) return;
		sent.push(rows);
		door.postMessage(lines.join('\n'));
		lines = [];
		rows = [];
	}

	async function until(most: number): Promise<void> {
		// An error of the thread rejects here.
		while (sent.length > most) await once(door, 'message');
	}

	return {
		add: ({ json, line }) => {
			if (shown++ < show) say(`${file}:${line}: ${withoutPerson(json)}`);
			lines.push(json);
			rows.push(line);
			if (lines.length >= BATCH) send();
		},
		room: () => until(MOST_BATCHES),
		drain: async () => {
			send();
			await until(0);
		},
		oldestUntaken: () => null,
		close: () => door.terminate()
	};
}

/** Callers are personal data: a screen shows that there is one, not who. */
function withoutPerson(json: string): string {
	const event = JSON.parse(json) as Record<string, unknown>;
	const spec = EVENT_SPECS[event.type as EventType] as { personal?: string } | undefined;
	const personal = spec?.personal;
	if (personal !== undefined && event[personal] !== undefined) event[personal] = '(not shown)';
	return JSON.stringify(event);
}
