/** The server's own door in a thread beside the reading: looks at events, keeps nothing, sends nothing. */
import { parentPort } from 'node:worker_threads';
import type { RejectionCode } from '#contract/ingest';
import { prefecture } from '#reference/prefectures';
import { itemRange } from '#assessment/item-range';
import { createDoor, RejectionError } from '../../server/ingest/door.ts';

export interface DoorAnswer {
	accepted: number;
	/** By index in the batch. */
	rejected: { index: number; code: RejectionCode; message: string }[];
}

const door = createDoor({
	isCity: (code) => prefecture(code) !== undefined,
	itemRange,
	callerKey: { fingerprint: '', hash: () => '' },
	clock: Date.now
});

/** One event a line. */
parentPort?.on('message', (lines: string) => {
	const answer: DoorAnswer = { accepted: 0, rejected: [] };
	for (const [index, line] of lines.split('\n').entries()) {
		try {
			door.admit(JSON.parse(line), () => true);
			answer.accepted++;
		} catch (error) {
			if (!(error instanceof RejectionError)) throw error;
			answer.rejected.push({ index, code: error.code, message: error.message });
		}
	}
	parentPort?.postMessage(answer);
});
