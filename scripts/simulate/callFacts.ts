/** A call as its source reports it: revision 1 in the queue, 2 at the answer, 3 at the end. */
import type { Call } from './calls.ts';
import type { CallEvent, Emission, Fact } from './events.ts';

export function callFact(city: string, call: Call): Fact {
	const { dial, queuedAt, answered } = call;
	const dialled: CallEvent = {
		type: 'call',
		city,
		call_id: call.id,
		revision: 1,
		arrived_at: dial.at,
		line: '12345',
		welcome_seconds: call.welcomeSeconds,
		...(dial.caller !== undefined && { caller: dial.caller })
	};
	// Who hangs up in the menu was never queued: the end is the first that is heard of the call.
	const queued: CallEvent =
		queuedAt === undefined
			? dialled
			: { ...dialled, queued_at: queuedAt, queue: 'general', menu_depth: call.menuDepth };
	const taken: CallEvent = answered
		? {
				...queued,
				revision: 2,
				answered_at: answered.at,
				answered_by: answered.by,
				...(answered.agent !== undefined && {
					agent_id: `a${String(answered.agent + 1).padStart(3, '0')}`
				})
			}
		: queued;
	const ended: CallEvent = {
		...taken,
		revision: 3,
		ended_at: call.endedAt,
		...(call.mos !== undefined && { mos: call.mos }),
		...(call.resolved !== undefined && { resolved_on_contact: call.resolved })
	};
	const last: Emission = { at: call.endedAt, event: ended };
	if (queuedAt === undefined) return [last];
	const first: Emission = { at: queuedAt, event: queued };
	return answered ? [first, { at: answered.at, event: taken }, last] : [first, last];
}
