/** What arrives: events and imports. */
import { EVENT_SPECS } from '#contract/events';
import {
	asks,
	CITY,
	ERRORS,
	failing,
	FROM,
	inHeader,
	inPath,
	NOW,
	parameter,
	TO,
	TOO_LARGE
} from './parts.ts';
import { json, number, object, ref, string } from './schemas.ts';

const RUN = inPath('run', 'Id of the import run, as its header X-Rexian-Run had it');

export const ARRIVING_OPERATIONS = {
	'POST /v1/events': {
		summary: 'Events in: NDJSON or a JSON array, plain or gzip. An empty body is a heartbeat',
		parameters: [
			inHeader(
				'X-Rexian-Run',
				'Id of the import run that this belongs to; without it, live events'
			),
			inHeader('Content-Encoding', 'gzip, or none')
		],
		requestBody: {
			content: {
				'application/x-ndjson': {
					schema: { oneOf: Object.keys(EVENT_SPECS).map((type) => ref(`Event_${type}`)) }
				}
			}
		},
		responses: {
			'200': json('Accepted events are durable; rejected lines are listed', ref('IngestReply')),
			'400': json('No line is JSON', ref('IngestReply')),
			'401': ERRORS['401'],
			'403': ERRORS['403'],
			...failing('409', 'The import run was taken back'),
			...TOO_LARGE,
			...failing('415', 'The encoding is neither gzip nor none'),
			...failing('503', 'Busy; Retry-After says when to try again')
		}
	},
	'POST /v1/imports/:run/undo': {
		summary: 'Takes back what the import run brought (sent with the header X-Rexian-Run)',
		parameters: [RUN],
		responses: {
			'200': json('What no longer counts', object({ run: string, facts: number })),
			...ERRORS,
			...failing('404', 'No such run')
		}
	},
	'POST /v1/imports/:run/notes': {
		summary:
			'What an importer says of rows that became no event, by file; telling it again replaces it. Shown by GET /v1/quality',
		parameters: [RUN],
		requestBody: { content: { 'application/json': { schema: ref('ImportNotes') } } },
		responses: {
			'204': { description: 'taken' },
			...ERRORS,
			...failing('409', 'The run was taken back'),
			...TOO_LARGE
		}
	},
	'GET /v1/quality': asks(
		'What each source sent and what is wrong with it; single facts with the right to drill',
		[
			CITY,
			parameter('window', 'Days of receiving before the server’s clock, such as 30d; the default'),
			{ ...FROM, description: 'Start of the window by receiving time; 30 days before its end' },
			{ ...TO, description: 'End of the window; the present without it' },
			NOW
		],
		'Quality',
		'Repeats, conflicts, corrections, withdrawals, rejections, delays, clocks, lost ends, missing fields'
	)
};
