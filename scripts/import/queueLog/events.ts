/** What the events of queue_log mean for a call. */

/** Where an event's data say how many seconds the caller had waited, and how long the talk was. */
export interface Meaning {
	kind: 'arrive' | 'enter' | 'answer' | 'end' | 'leave' | 'refuse' | 'turnAway' | 'ring';
	/** Index of the seconds waited until this event, or until the answer where there is a talk. */
	wait?: number;
	/** Index of the seconds talked until this event. */
	talk?: number;
}

export const MEANINGS: Record<string, Meaning> = {
	DID: { kind: 'arrive' },
	ENTERQUEUE: { kind: 'enter' },
	CONNECT: { kind: 'answer', wait: 0 },
	COMPLETEAGENT: { kind: 'end', wait: 0, talk: 1 },
	COMPLETECALLER: { kind: 'end', wait: 0, talk: 1 },
	BLINDTRANSFER: { kind: 'leave', wait: 2, talk: 3 },
	ATTENDEDTRANSFER: { kind: 'leave', wait: 2, talk: 3 },
	TRANSFER: { kind: 'leave', wait: 2, talk: 3 },
	ABANDON: { kind: 'end', wait: 2 },
	EXITWITHTIMEOUT: { kind: 'leave', wait: 2 },
	EXITEMPTY: { kind: 'leave', wait: 2 },
	LEAVEEMPTY: { kind: 'leave' },
	EXITWITHKEY: { kind: 'leave', wait: 3 },
	WITHDRAW: { kind: 'leave', wait: 2 },
	// Wazo: somebody asked for a person and could not even wait.
	FULL: { kind: 'refuse' },
	JOINEMPTY: { kind: 'refuse' },
	// Wazo: turned away before the queue, so nobody was asked for.
	CLOSED: { kind: 'turnAway' },
	DIVERT_CA_RATIO: { kind: 'turnAway' },
	DIVERT_HOLDTIME: { kind: 'turnAway' },
	RINGNOANSWER: { kind: 'ring' },
	RINGCANCELED: { kind: 'ring' },
	AGENTDUMP: { kind: 'ring' }
};

/** Lines about agents and the switch, which are no call, whatever stands in their callid. */
export const NOT_CALLS = new Set([
	'SYSCOMPAT',
	'ADDMEMBER',
	'REMOVEMEMBER',
	'PAUSE',
	'UNPAUSE',
	'PAUSEALL',
	'UNPAUSEALL',
	'PENALTY',
	'RINGINUSE',
	'AGENTLOGIN',
	'AGENTLOGOFF',
	'AGENTCALLBACKLOGIN',
	'AGENTCALLBACKLOGOFF',
	'OUTCALL',
	'QUEUESTART',
	'CONFIGRELOAD',
	'HEARTBEAT'
]);

/** What stands for a callid where there is no call. */
export const NO_CALL_IDS = new Set(['', 'NONE', 'REALTIME', 'MANAGER', 'CLI']);
