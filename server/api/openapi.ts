/** The API's description: an operation for every route that the gate's table names. */
import { LOST_DEFINITIONS } from '#contract/answers';
import { EVENT_SPECS } from '#contract/events';
import { PHONE_SLOT_IDS } from '#contract/slots';
import { STEP_IDS } from '#contract/steps';
import { REPORT_KINDS } from '#report/period';
import { ROUTE_PERMISSIONS } from '../access/gate.ts';
import { CHANNEL_OPERATIONS } from './openapi-channels.ts';
import { instant, nullable, number, object, ref, schemas, type Json } from './openapi-schemas.ts';
import { REPORT_FILES } from '../report/render.ts';
import { FORMATS } from './table.ts';

const parameter = (
	name: string,
	description: string,
	required = false,
	schema: Json = { type: 'string' }
) => ({
	name,
	in: 'query',
	required,
	description,
	schema
});
const CITY = parameter('city', 'Prefecture-level city code, GB/T 2260, such as 420100', true);
const FROM = parameter(
	'from',
	'Start of the half-open window: ISO 8601 with an offset, or epoch ms'
);
const TO = parameter('to', 'End of the half-open window');
const NOW = parameter('now', 'As of this event time; the present without it');

/** How `GET /v1/measures` and its export cut a window, and what they set beside it. */
const CUTS = [
	NOW,
	parameter('by', 'Also by slot', false, { enum: ['slot'] }),
	parameter('step', 'Also by steps of the Beijing clock and calendar', false, { enum: STEP_IDS }),
	parameter('month_ends', 'With step=1mo: months end with this day, 1 to 28', false, {
		type: 'integer'
	}),
	parameter('compare', 'previous, year, or both with a comma: earlier periods of equal kind')
];
/** What a city is assessed over and by. */
const ASSESSED = [
	parameter('window', 'Days before now, such as 30d; the default'),
	FROM,
	TO,
	NOW,
	parameter('profile', 'Id of a profile; the city’s one in force by default'),
	parameter('profile_version', 'A version of that profile', false, { type: 'integer' })
];
/** Which lost calls. */
const LOST = [
	CITY,
	{ ...FROM, required: true },
	{ ...TO, required: true },
	NOW,
	parameter('outcome', 'Which calls', true, { enum: ['lost'] }),
	parameter('definition', 'Of which rate; connection_rate by default', false, {
		enum: LOST_DEFINITIONS
	}),
	parameter('slot', 'Of this phone slot alone', false, { enum: PHONE_SLOT_IDS })
];
const FORMAT = parameter('format', 'Of the file', true, { enum: FORMATS });
const LANG = parameter('lang', 'Of its words; zh by default', false, { enum: ['zh', 'en'] });
const FILE = { description: 'The file; its name is in Content-Disposition (RFC 5987)' };

const answer = (description: string, schema: Json, type = 'application/json') => ({
	description,
	content: { [type]: { schema } }
});
const ERRORS = {
	'400': answer('A parameter is bad; the message names it', ref('Error')),
	'401': answer('Nobody is logged in', ref('Error')),
	'403': answer('The role or the city does not allow it', ref('Error'))
};

const SETTING_ID = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const VERSION = parameter('version', 'A version of it; the newest without', false, {
	type: 'integer'
});
/** The body of what people set. */
const CHANGE = {
	content: {
		'application/json': {
			schema: object(
				{
					value: { description: 'What is set; null removes' },
					note: { type: 'string' },
					expected_version: {
						type: 'integer',
						description: 'The version in force that was changed, 0 for none; another one is a 409'
					}
				},
				['value']
			)
		}
	}
};
const REFUSED = {
	'404': answer('Unknown', ref('Error')),
	'409': answer('Somebody else changed it meanwhile', ref('Error')),
	'422': answer('The value is bad; `fields` names each fault', ref('Error'))
};

/** Operations by the route as the gate's table names it. */
const idOf = (description: string) => ({
	name: 'id',
	in: 'path',
	required: true,
	description,
	schema: { type: 'string' }
});

const OPERATIONS: Record<Exclude<keyof typeof ROUTE_PERMISSIONS, 'GET /*'>, Json> = {
	'GET /healthz': { summary: 'The process lives', responses: { '200': { description: 'alive' } } },
	'GET /readyz': { summary: 'The store answers', responses: { '200': { description: 'ready' } } },
	'GET /metrics': {
		summary: 'Prometheus metrics',
		responses: { '200': answer('Text exposition', { type: 'string' }, 'text/plain') }
	},
	'GET /v1/openapi.json': {
		summary: 'This description',
		responses: { '200': { description: 'OpenAPI 3.1' } }
	},
	'POST /v1/login': {
		summary: 'Turns a token into an HttpOnly cookie',
		requestBody: {
			content: { 'application/json': { schema: object({ token: { type: 'string' } }) } }
		},
		responses: {
			'204': { description: 'logged in' },
			'401': answer('nobody has this token', ref('Error'))
		}
	},
	'POST /v1/logout': {
		summary: 'Forgets the cookie',
		responses: { '204': { description: 'logged out' } }
	},
	'POST /v1/events': {
		summary: 'Events in: NDJSON or a JSON array, plain or gzip. An empty body is a heartbeat',
		requestBody: {
			content: {
				'application/x-ndjson': {
					schema: { oneOf: Object.keys(EVENT_SPECS).map((type) => ref(`Event_${type}`)) }
				}
			}
		},
		responses: {
			'200': answer('Accepted events are durable; rejected lines are listed', ref('IngestReply')),
			'400': answer('No line is JSON', ref('IngestReply')),
			'401': ERRORS['401'],
			'403': ERRORS['403'],
			'413': answer('The body is too large', ref('Error')),
			'503': answer('Busy; Retry-After says when to try again', ref('Error'))
		}
	},
	'POST /v1/imports/:run/undo': {
		summary: 'Takes back what the import run brought (sent with the header X-Rexian-Run)',
		parameters: [{ name: 'run', in: 'path', required: true, schema: { type: 'string' } }],
		responses: {
			'200': answer('What no longer counts', object({ run: { type: 'string' }, facts: number })),
			...ERRORS,
			'404': answer('No such run', ref('Error'))
		}
	},
	'POST /v1/imports/:run/notes': {
		summary:
			'What an importer says of rows that became no event, by file; telling it again replaces it. Shown by GET /v1/quality',
		parameters: [{ name: 'run', in: 'path', required: true, schema: { type: 'string' } }],
		requestBody: { content: { 'application/json': { schema: ref('ImportNotes') } } },
		responses: {
			'204': { description: 'taken' },
			...ERRORS,
			'409': answer('The run was taken back', ref('Error'))
		}
	},
	'GET /v1/cities': {
		summary: 'Cities that have data and that the reader may see',
		responses: {
			'200': answer(
				'Cities',
				object({
					cities: {
						type: 'array',
						items: object({
							code: { type: 'string' },
							name: { type: 'string' },
							tier: nullable('string')
						})
					}
				})
			)
		}
	},
	'GET /v1/measures': {
		summary: 'All measures over a window',
		parameters: [CITY, { ...FROM, required: true }, { ...TO, required: true }, ...CUTS],
		responses: {
			'200': answer(
				'Measures; `settled` is false while an accepted event is not yet in them',
				object(
					{
						as_of: instant,
						settled: { type: 'boolean' },
						measures: {
							allOf: [ref('Measures'), object({ connection_rate_live: ref('ProvisionalRate') })]
						},
						maturing: { type: 'object', additionalProperties: number },
						configuration: { type: 'object', additionalProperties: number },
						slots: ref('Slots'),
						compare: {
							type: 'object',
							description: '`previous` and `year`, as asked',
							additionalProperties: object(
								{ from: instant, to: instant, measures: ref('Measures'), slots: ref('Slots') },
								['from', 'to', 'measures']
							)
						},
						steps: {
							type: 'array',
							items: object({ from: instant, to: instant, measures: ref('Measures') })
						}
					},
					['as_of', 'settled', 'measures']
				)
			),
			...ERRORS
		}
	},
	'GET /v1/measures/export': {
		summary: 'The answer of `GET /v1/measures` to the same question, as one tidy table',
		parameters: [
			CITY,
			{ ...FROM, required: true },
			{ ...TO, required: true },
			...CUTS,
			FORMAT,
			LANG
		],
		responses: { '200': FILE, ...ERRORS }
	},
	'GET /v1/calls': {
		summary: 'The calls behind a lost number, to ring back by id and time; names no caller',
		parameters: [
			...LOST,
			parameter('after', 'The `next` of the page before'),
			parameter('limit', '1 to 1000; 100 by default', false, { type: 'integer' })
		],
		responses: {
			'200': answer(
				'Calls by window time, then id. `total` is denominator less numerator of the measure',
				object({
					as_of: instant,
					total: number,
					calls: {
						type: 'array',
						items: object({
							call_id: { type: 'string' },
							arrived_at: instant,
							queued_at: { ...instant, type: ['string', 'null'] },
							ended_at: instant,
							wait_seconds: nullable('number'),
							line: nullable('string'),
							queue: nullable('string')
						})
					},
					next: nullable('string')
				})
			),
			...ERRORS
		}
	},
	'GET /v1/calls/export': {
		summary: 'The whole list as a file, up to 100,000 calls',
		parameters: [...LOST, FORMAT, LANG],
		responses: { '200': FILE, ...ERRORS }
	},
	'GET /v1/live': {
		summary: 'What the wall shows: now, rolling windows, slots of today, index',
		parameters: [CITY],
		responses: { '200': answer('A whole snapshot', { type: 'object' }), ...ERRORS }
	},
	'GET /v1/assessment': {
		summary:
			'The index by a profile, inferred (推算), with its grade and rank, sources, bounds and coverage',
		parameters: [CITY, ...ASSESSED],
		responses: { '200': answer('The tree', { type: 'object' }), ...ERRORS }
	},
	'GET /v1/assessment/history': {
		summary: 'What was shown of the index: by the minute for a week, by the day for years; notes',
		parameters: [
			CITY,
			parameter('window', 'Days before now; 7d by default. Up to 7 days come by the minute'),
			FROM,
			TO,
			parameter('recompute', 'So many points also from today’s knowledge, 0 to 40', false, {
				type: 'integer'
			})
		],
		responses: { '200': answer('Points by time', { type: 'object' }), ...ERRORS }
	},
	'PUT /v1/annotations/:id': {
		summary: 'Sets a note on the time line: `value: {at, text}`; null removes it',
		parameters: [SETTING_ID, CITY],
		requestBody: CHANGE,
		responses: { '200': answer('The note', { type: 'object' }), ...ERRORS, ...REFUSED }
	},
	'GET /v1/standards': {
		summary: 'GB/T 33358 (15 s; 95 % over any continuous 24 hours) and 三率, passed or not',
		parameters: [CITY, parameter('window', 'Days before now; 30d by default'), FROM, TO, NOW],
		responses: { '200': answer('Both, with n and intervals', { type: 'object' }), ...ERRORS }
	},
	'PUT /v1/three-rates': {
		summary: 'Sets `value: {weights: {response, resolution, satisfaction}, target}` of 三率',
		parameters: [CITY],
		requestBody: CHANGE,
		responses: { '200': answer('The choice', { type: 'object' }), ...ERRORS, ...REFUSED }
	},
	'GET /v1/readings': {
		summary: 'Readings of the assessment’s items with all revisions and who sent them',
		parameters: [CITY],
		responses: { '200': answer('Readings', { type: 'object' }), ...ERRORS }
	},
	'PUT /v1/readings/:id': {
		summary: 'Sets the next revision of a reading; null withdraws it',
		parameters: [SETTING_ID, CITY],
		requestBody: CHANGE,
		responses: { '200': answer('The reading', { type: 'object' }), ...ERRORS, ...REFUSED }
	},
	'GET /v1/profiles': {
		summary: 'Profiles that a city may be assessed by, their versions, and the one in force',
		parameters: [CITY],
		responses: { '200': answer('Profiles', { type: 'object' }), ...ERRORS }
	},
	'GET /v1/profiles/:id': {
		summary: 'A profile: weights, curves and what each rests on',
		parameters: [SETTING_ID, { ...CITY, required: false }, VERSION],
		responses: {
			'200': answer('The profile', { type: 'object' }),
			'404': answer('Unknown', ref('Error'))
		}
	},
	'PUT /v1/profiles/:id': {
		summary: 'Sets a version of a city’s own profile; a null value removes it',
		parameters: [SETTING_ID, CITY],
		requestBody: CHANGE,
		responses: { '200': answer('The profile', { type: 'object' }), ...ERRORS, ...REFUSED }
	},
	'PUT /v1/profile-in-force': {
		summary: 'Chooses the profile that a city’s figures go by: `value: {profile}`',
		parameters: [CITY],
		requestBody: CHANGE,
		responses: {
			'200': answer('In force', object({ profile: { type: 'string' }, version: number })),
			...ERRORS,
			...REFUSED
		}
	},
	'GET /v1/displays': {
		summary: 'The walls’ devices of a city, and links that nobody has taken yet',
		parameters: [CITY],
		responses: { '200': answer('Displays', { type: 'object' }), ...ERRORS }
	},
	'POST /v1/displays': {
		summary:
			'Offers a one-time link, `{name}`: whoever opens `path` within a day becomes that wall',
		parameters: [CITY],
		responses: {
			'200': answer('The link', object({ id: { type: 'string' }, path: { type: 'string' } })),
			...ERRORS
		}
	},
	'POST /v1/displays/claim': {
		summary: 'Takes a link, `{code}`, and sets the device’s cookie; 410 where it is spent',
		responses: { '200': answer('Its city', object({ city: { type: 'string' } })), ...ERRORS }
	},
	'DELETE /v1/displays/:id': {
		summary: 'Ends a device or a link',
		parameters: [CITY],
		responses: { '204': { description: 'Ended' }, ...ERRORS }
	},
	...CHANNEL_OPERATIONS,
	'GET /v1/settings/city': {
		summary:
			'The city’s tier, province, region, class and confirmed residents, prefilled until set, with every version',
		parameters: [CITY],
		responses: { '200': answer('The city’s profile', { type: 'object' }), ...ERRORS }
	},
	'PUT /v1/settings/city': {
		summary:
			'Sets the city’s profile: `value: {tier, province, region, class, population: {residents, source, confirmed_by, confirmed_on} | null}`',
		parameters: [CITY],
		requestBody: CHANGE,
		responses: { '200': answer('As it stands now', { type: 'object' }), ...ERRORS, ...REFUSED }
	},
	'GET /v1/province': {
		summary:
			'The cities that the reader may see and that have sent anything, what needs attention first: last hour, today, today’s evening and that of 30 days, index, alerts; each figure with its as_of, and sums over these cities alone',
		responses: { '200': answer('Cities and their sums', { type: 'object' }), ...ERRORS }
	},
	'GET /v1/peers': {
		summary:
			'The city beside its tier, region, province, class and the nation: each comparison with our interval and a sentence, and its place among the graded cities',
		parameters: [CITY, ...ASSESSED],
		responses: { '200': answer('Comparisons', { type: 'object' }), ...ERRORS }
	},
	'GET /v1/survey': {
		summary:
			'What an official survey of few contacts could have seen, drawn from the city’s own calls and sessions',
		parameters: [
			CITY,
			...ASSESSED,
			parameter(
				'contacts',
				'Of six phone and three online slots, with commas; 4,4,4,4,4,4,2,2,2 by default'
			),
			parameter('draws', 'Surveys to draw, 1 to 20000; 4000 by default', false, {
				type: 'integer'
			}),
			parameter('seed', 'The same seed draws the same surveys', false, { type: 'integer' })
		],
		responses: { '200': answer('Spreads by slot and in all', { type: 'object' }), ...ERRORS }
	},
	'GET /v1/improve': {
		summary:
			'What the index is made of, to be assessed again with other measures, and the month so far with its expected calls',
		parameters: [
			CITY,
			...ASSESSED,
			parameter('month_ends', 'Months end with this day, 1 to 28', false, { type: 'integer' })
		],
		responses: { '200': answer('Input of the assessment', { type: 'object' }), ...ERRORS }
	},
	'GET /v1/report': {
		summary:
			'The self-assessment report of a month, quarter, half or year: its data and document, or a file of it',
		parameters: [
			CITY,
			NOW,
			parameter('kind', 'month by default', false, { enum: REPORT_KINDS }),
			parameter(
				'period',
				'2026-10, 2026-Q3, 2026-H1 or 2026; the last one that is over by default'
			),
			parameter('month_ends', 'Months end with this day, 1 to 28', false, { type: 'integer' }),
			parameter('format', 'json by default', false, { enum: ['json', ...REPORT_FILES] }),
			LANG,
			parameter('profile', 'Id of a profile; the city’s one in force by default'),
			parameter('profile_version', 'A version of that profile', false, { type: 'integer' })
		],
		responses: { '200': answer('Data and document', { type: 'object' }), ...ERRORS }
	},
	'GET /v1/usual': {
		summary:
			'What is usual by this time of day: the latest days of the same kind (workday, weekend, public holiday, make-up workday), added up',
		parameters: [CITY, NOW],
		responses: { '200': answer('The days and their rates together', { type: 'object' }), ...ERRORS }
	},
	'GET /v1/alerts': {
		summary:
			'Open alerts, those that ended, feeds, what holds alerts back, and what was expected of today',
		parameters: [CITY, parameter('window', 'Days of history, such as 30d; the default'), FROM],
		responses: { '200': answer('Alerts', { type: 'object' }), ...ERRORS }
	},
	'POST /v1/alerts/:id/acknowledge': {
		summary: 'Takes an open alert on: `{note?}`',
		parameters: [idOf('Id of the alert'), CITY],
		responses: { '200': answer('The alert', { type: 'object' }), ...ERRORS }
	},
	'GET /v1/rules': {
		summary: 'Alert rules in force, each in plain words: false alerts, what it hears and how soon',
		parameters: [CITY],
		responses: { '200': answer('Rules', { type: 'object' }), ...ERRORS }
	},
	'PUT /v1/rules/:id': {
		summary:
			'Sets a rule; warns where it can never fire or nearly always does; null restores the default',
		parameters: [idOf('Id of the rule'), CITY],
		requestBody: CHANGE,
		responses: { '200': answer('The rule', { type: 'object' }), ...ERRORS, ...REFUSED }
	},
	'GET /v1/silences': {
		summary: 'Silences of a city',
		parameters: [CITY],
		responses: { '200': answer('Silences', { type: 'object' }), ...ERRORS }
	},
	'PUT /v1/silences/:id': {
		summary: 'Sets a silence, which always ends; null lifts it',
		parameters: [idOf('Id of the silence'), CITY],
		requestBody: CHANGE,
		responses: { '200': answer('The silence', { type: 'object' }), ...ERRORS, ...REFUSED }
	},
	'PUT /v1/days/:date': {
		summary: 'Sets what kind of day a Beijing date is: `value: {kind, name}`',
		parameters: [{ ...idOf('Such as 2027-02-06'), name: 'date' }, CITY],
		requestBody: CHANGE,
		responses: { '200': answer('The day', { type: 'object' }), ...ERRORS, ...REFUSED }
	},
	'GET /v1/quality': {
		summary:
			'What each source sent and what is wrong with it; single facts with the right to drill',
		parameters: [
			CITY,
			parameter('window', 'Days of receiving before the server’s clock, such as 30d; the default'),
			{ ...FROM, description: 'Start of the window by receiving time; 30 days before its end' },
			{ ...TO, description: 'End of the window; the present without it' },
			NOW
		],
		responses: {
			'200': answer(
				'Repeats, conflicts, corrections, withdrawals, rejections, delays, clocks, lost ends, missing fields',
				{ type: 'object' }
			),
			...ERRORS
		}
	}
};

/** OpenAPI 3.1. Every route of the gate's table is in it: the type above sees to that. */
export function openApi(): Json {
	const paths: Record<string, Json> = {};
	for (const [route, operation] of Object.entries(OPERATIONS)) {
		const [method, path] = route.split(' ') as [string, string];
		const permission = ROUTE_PERMISSIONS[route as keyof typeof ROUTE_PERMISSIONS];
		const template = path.replace(/:(\w+)/g, '{$1}');
		(paths[template] ??= {})[method.toLowerCase()] = {
			...operation,
			...(permission !== 'public' && { security: [{ token: [] }], 'x-permission': permission })
		};
	}
	return {
		openapi: '3.1.0',
		info: { title: '热线 Rexian', version: '1', license: { name: 'MIT' } },
		paths,
		components: {
			schemas: schemas(),
			securitySchemes: { token: { type: 'http', scheme: 'bearer' } }
		}
	};
}
