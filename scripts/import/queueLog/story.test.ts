import { describe, expect, it } from 'vitest';
import { readPipeEntry, type QueueEntry } from './entry.ts';
import { tellCall } from './story.ts';

const T = 1_764_000_000;
/** Lines of one call: seconds since its begin, then queue, agent, event and data. */
const tell = (...lines: string[]) =>
	tellCall(
		'1.1',
		lines.map((line) => {
			const [seconds = '', ...rest] = line.split('|');
			return readPipeEntry([String(T + Number(seconds)), '1.1', ...rest]) as QueueEntry;
		})
	);
/** Stages as seconds since the call's begin. */
const stages = (...lines: string[]) => {
	const story = tell(...lines);
	const second = (at: number | undefined) => (at === undefined ? null : at / 1_000 - T);
	return (
		story && [story.arrived_at, story.queued_at, story.answered_at, story.ended_at].map(second)
	);
};
const ENTER = '2|q1|NONE|ENTERQUEUE||55500001234|1';

describe('a call in queue_log', () => {
	it.each([
		[
			'answered',
			[ENTER, '12|q1|A1|CONNECT|10|9.9|3', '70|q1|A1|COMPLETEAGENT|10|58|1'],
			[2, 2, 12, 70]
		],
		[
			'with its number dialled',
			['0|q1|NONE|DID|12345', ENTER, '9|q1|NONE|ABANDON|1|1|7'],
			[0, 2, null, 9]
		],
		['lost to a time limit', [ENTER, '32|q1|NONE|EXITWITHTIMEOUT|1|1|30'], [2, 2, null, 32]],
		['lost to an empty queue', [ENTER, '2|q1|NONE|EXITEMPTY|1|1|0'], [2, 2, null, 2]],
		['left by a key', [ENTER, '8|q1|NONE|EXITWITHKEY|1|1|1|6'], [2, 2, null, 8]],
		['withdrawn', [ENTER, '8|q1|NONE|WITHDRAW|1|1|6|x'], [2, 2, null, 8]],
		['turned back by a full queue', ['3|q1|NONE|FULL'], [3, 3, null, 3]],
		['of a closed hotline, which asked for nobody', ['3|q1|NONE|CLOSED'], [3, null, null, 3]],
		['still waiting', [ENTER, '5|q1|A1|RINGNOANSWER|3000'], [2, 2, null, null]],
		['without its end', [ENTER, '12|q1|A1|CONNECT|10|9.9|3'], [2, 2, 12, null]],
		[
			'overflown into another queue, answered there',
			[
				ENTER,
				'32|q1|NONE|EXITWITHTIMEOUT|1|1|30',
				'32|q2|NONE|ENTERQUEUE||55500001234|1',
				'40|q2|B|CONNECT|8|9|2',
				'90|q2|B|COMPLETECALLER|8|50|1'
			],
			[2, 2, 40, 90]
		],
		[
			'overflown and still waiting',
			[ENTER, '32|q1|NONE|EXITWITHTIMEOUT|1|1|30', '32|q2|NONE|ENTERQUEUE||55500001234|1'],
			[2, 2, null, null]
		],
		[
			'transferred blind',
			[ENTER, '12|q1|A1|CONNECT|10|9.9|3', '40|q1|A1|BLINDTRANSFER|200|ctx|10|28|1'],
			[2, 2, 12, 40]
		],
		[
			'transferred to a second agent through a queue: one call',
			[
				ENTER,
				'12|q1|A1|CONNECT|10|9.9|3',
				'40|q1|A1|ATTENDEDTRANSFER|B|x|10|28|1',
				'41|q2|NONE|ENTERQUEUE||55500001234|1',
				'50|q2|B1|CONNECT|9|9.9|3',
				'80|q2|B1|COMPLETEAGENT|9|30|1'
			],
			[2, 2, 12, 80]
		],
		['of which only the end is left', ['70|q1|A1|COMPLETEAGENT|10|58|1'], [2, 2, 12, 70]],
		['of which only the answer is left', ['12|q1|A1|CONNECT|10|9.9|3'], [2, 2, 12, null]],
		[
			'of which only the transfer is left',
			['40|q1|A1|BLINDTRANSFER|200|ctx|10|28|1'],
			[2, 2, 12, 40]
		]
	])('%s', (_what, lines, expected) => {
		expect(stages(...lines)).toEqual(expected);
		expect(stages(...lines.toReversed(), ...lines)).toEqual(expected);
	});

	it('carries its caller, line, queue and agent', () => {
		const story = tell('0|q1|NONE|DID|12345', ENTER, '12|q1|A1|CONNECT|10|9.9|3');
		expect(story).toMatchObject({
			caller: '55500001234',
			line: '12345',
			queue: 'q1',
			agent_id: 'A1',
			revision: 3
		});
	});

	it('told more fully has the higher revision; a repeated line tells nothing', () => {
		expect(tell(ENTER, ENTER)?.revision).toBe(1);
		expect(tell(ENTER, '5|q1|A1|RINGNOANSWER|3000', ENTER)?.revision).toBe(2);
	});

	it('is none where all events are unknown', () => {
		expect(tell('0|q1|NONE|MYEVENT|x')).toBeNull();
	});
});
