/** The words of /quality in English. */
import type { QualityWords } from './zh-quality.ts';

export const enQuality: QualityWords = {
	title: 'Data quality',
	lead: 'Figures are as good as the records behind them: who sent what, what is wrong with it, and whom to ask.',
	window: 'Window, by receiving time',
	days: (n) => (n === 1 ? 'last 24 hours' : `last ${n} days`),
	every: 'refreshed every 10 s',
	unsettled: 'some events are not yet counted',
	loading: 'Loading',
	failed: (clock) =>
		`The service cannot be reached; these are still the figures of ${clock}. Trying again`,
	failedEmpty: 'Data quality cannot be read',
	failedEmptyDetail: 'Trying again every 10 seconds.',
	refused: 'Log in first',
	refusedDetail: 'The login has ended, or this token may not read figures.',
	forbidden: 'This city is not open to you',
	forbiddenDetail: 'Your token does not include this city, or may not read figures.',
	badQuestion: 'No such city',
	badQuestionDetail: 'A city code has six digits, such as 420100.',
	nothing: 'Nothing was received in this time',
	nothingDetail:
		'Choose a longer window; if a source should be sending, check its network and token.',
	issues: 'To do',
	fine: 'Nothing needs attention',
	fineDetail: 'Sources are alive; no rejected lines, no conflicts, no lost end events.',
	levels: { act: 'Act', watch: 'Watch' },
	silent: {
		title: (names) => `Silent: ${names}`,
		means: 'Neither an event nor a heartbeat for more than 5 minutes.',
		act: 'Check the sending program, its network and its token. If it uploads in batches by design, let it send empty requests as heartbeats.'
	},
	undecided: {
		title: (n) => `End events lost: ${n}`,
		means: (share, of) =>
			`Asked for a person over 60 minutes ago, with neither an answer nor an end; ${share} of this window's ${of} requests. They are in no connection rate.`,
		act: 'Check that the phone system reports every hang-up; a record with a higher revision puts each right.'
	},
	rejected: {
		title: (n) => `Rejected lines: ${n}`,
		means: (share, top) =>
			`${share} of what was sent; most often "${top}". Rejected lines are in no figure.`,
		act: 'Correct the source by the reasons below and send again: sending twice changes nothing.'
	},
	conflicts: {
		title: (n) => `Conflicting records: ${n}`,
		means:
			'One id and revision came with different contents. A fixed rule keeps one of them, not necessarily the right one.',
		act: 'Have the source raise the revision when it corrects; check the fields listed below.'
	},
	unknownValues: {
		title: (n) => `Unknown values: ${n}`,
		means: (values) => `Such as ${values}. Lines with them are rejected.`,
		act: 'Add them to the source or to the import mapping.'
	},
	skew: {
		title: (n) => `Events ahead of the clock: ${n}`,
		means: (share, most) =>
			`Their time lies after their receiving, ${share}, by at most ${most}. Up to 10 minutes is accepted, but not seen until then.`,
		act: 'Switch on time synchronisation (NTP) at the source, and check its time zone.'
	},
	late: {
		title: (n) => `Over 1 hour late: ${n}`,
		means: (share, day, week) =>
			`${share}; ${day} of them over 1 day, ${week} over 7 days. They change figures of the past.`,
		act: 'Normal for uploaded history; a live source should report more often.'
	},
	cost: {
		title: (share) => `Missing fields: ${share} of the index's weight unknown`,
		means: (thin) =>
			`Another ${thin} rests on little. Missing is not zero, but it widens the index's range.`,
		act: 'Ask the sources for the fields listed under "Completeness of fields".'
	},
	sources: 'Sources',
	sourcesNote: 'one record may count with several sources; the total counts each id once',
	total: 'Total',
	types: {
		call: 'calls',
		session: 'sessions',
		ticket: 'ticket events',
		rating: 'ratings',
		reading: 'readings'
	},
	states: { alive: 'alive', quiet: 'alive, no new events', silent: 'silent', import: 'import' },
	undone: 'taken back, no longer counts',
	via: (token) => `by token ${token}`,
	received: 'Received',
	lastReceived: 'Last received',
	lastEvent: 'Latest event time',
	lastHeartbeat: 'Last heartbeat',
	none: 'none',
	ago: (age) => `${age} ago`,
	figures: {
		events: 'received',
		rejected: 'rejected',
		repeats: 'repeats',
		conflicts: 'conflicts',
		corrections: 'revised',
		withdrawals: 'withdrawn',
		late: 'late >1 h',
		ahead: 'clock ahead'
	},
	means: {
		repeats: 'the same content once more; changes nothing',
		conflicts: 'same id and revision, different content',
		corrections:
			'an id with several revisions, of which the highest holds; calls that are reported stage by stage are of this kind',
		withdrawals: 'declared void by the source; no longer counts',
		late: 'received more than 1 hour after its own latest stage',
		ahead: 'a stage time later than the receiving time'
	},
	notes: 'What these words mean',
	moreImports: (n) => `earlier imports: ${n}`,
	byReason: 'Rejected lines',
	byReasonNote: 'at most 1,000 lines a request are recorded',
	noneRejected: 'No line was rejected.',
	rejections: {
		json_malformed: { name: 'No JSON', act: 'check whether the export cuts or joins lines' },
		invalid_utf8: { name: 'Not UTF-8', act: 'send UTF-8; import GBK files with the import tool' },
		line_too_long: { name: 'Line too long', act: 'check for missing line breaks or attachments' },
		not_an_object: { name: 'No JSON object', act: 'send one JSON object a line' },
		type_unknown: { name: 'Unknown event type', act: 'set type as the API describes it' },
		city_unknown: { name: 'Unknown city code', act: 'use six-digit codes such as 420100' },
		city_forbidden: {
			name: 'City outside the token',
			act: "check the source's city code, or have the token changed"
		},
		field_missing: { name: 'Required field missing', act: 'add the field and send again' },
		field_invalid: {
			name: 'Bad value',
			act: 'compare with the examples, or add to the import mapping'
		},
		stages_out_of_order: {
			name: 'Stages out of order',
			act: 'check that all stages use one clock and one time zone'
		},
		time_in_future: {
			name: 'Over 10 minutes ahead',
			act: "set the source's clock, and check its time zone"
		},
		time_too_early: { name: 'Before 1992', act: 'check whether seconds were sent as milliseconds' },
		item_unknown: { name: 'Unknown index item', act: 'use an id of the catalogue of items' },
		body_truncated: { name: 'Broken off', act: 'send the rest again; repeats change nothing' },
		trailing_data: { name: 'Something after the array', act: 'send one array a request' }
	},
	lines: (n) => `× ${n}`,
	unplaced: (n) => `${n} of them without a readable city`,
	latest: (time) => `last ${time}`,
	examples: 'Examples',
	lineNumber: (n) => `line ${n}`,
	lost: 'Calls whose end event is lost',
	lostNote: 'oldest first',
	noneLost: 'None.',
	openFor: (age) => `open for ${age}`,
	onlyOldest: (shown, n) => `the oldest ${shown} of ${n}`,
	noDrill: 'Your token may not see single records.',
	conflictList: 'Latest conflicts',
	noneConflict: 'None.',
	differs: 'differing fields',
	contents: (n) => `contents: ${n}`,
	fieldsTitle: 'Completeness of fields',
	fieldsNote: 'by event time, over the same window',
	fields: {
		caller: 'Caller',
		resolved_on_contact: 'Resolved on contact',
		welcome_seconds: 'Welcome seconds',
		menu_depth: 'Menu depth',
		mos: 'Audio quality (MOS)',
		channel: 'Ticket channel',
		self_service: 'Self-service flag',
		respond_due_at: 'Response due time',
		resolve_due_at: 'Resolution due time'
	},
	wholes: { calls: 'calls', answered_calls: 'answered calls', tickets: 'tickets' },
	missing: (part, whole, of) => `${part} of ${whole} ${of} lack it`,
	noFacts: (of) => `no ${of}`,
	restsOn: 'for',
	weight: (share) => `${share} of the index`,
	itemStates: {
		unknown: 'unknown',
		reading: 'a reading stands in',
		thin: 'rests on little',
		measured: 'measured'
	}
};
