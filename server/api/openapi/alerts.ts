/** Alerts, and what people set of them. */
import { ALERT_RULE, DAY_KIND, SILENCE } from '../../alerts/kinds.ts';
import { asks, CITY, ERRORS, failing, FROM, inPath, parameter, sets } from './parts.ts';
import { json, object, ref, string, taken } from './schemas.ts';

export const ALERT_OPERATIONS = {
	'GET /v1/alerts': asks(
		'Open alerts, those that ended, feeds, what holds alerts back, and what was expected of today',
		[CITY, parameter('window', 'Days of history, such as 30d; the default'), FROM],
		'AlertsAnswer'
	),
	'POST /v1/alerts/:id/acknowledge': {
		summary: 'Takes an open alert on',
		parameters: [inPath('id', 'Of the alert'), CITY],
		requestBody: { content: { 'application/json': { schema: object({ note: string }, []) } } },
		responses: {
			'200': json('The alert', ref('Alert')),
			...ERRORS,
			...failing('404', 'Unknown, or it has ended'),
			...failing('422', 'The note is no text, or too long')
		}
	},
	'GET /v1/rules': asks(
		'Alert rules in force, each in plain words: false alerts, what it hears and how soon',
		[CITY],
		'RulesAnswer'
	),
	'PUT /v1/rules/:id': sets(
		'Sets a rule; warns where it can never fire or nearly always does; null restores the default',
		[inPath('id', 'Of the rule'), CITY],
		taken(ALERT_RULE.schema),
		'RuleAnswer'
	),
	'GET /v1/silences': asks('Silences of a city', [CITY], 'SilencesAnswer'),
	'PUT /v1/silences/:id': sets(
		'Sets a silence, which always ends; null lifts it',
		[inPath('id', 'Of the silence'), CITY],
		taken(SILENCE.schema),
		'SilenceAnswer'
	),
	'GET /v1/days': asks(
		'Holidays and make-up workdays of a year, published or set, and whether it is known',
		[CITY, parameter('year', 'This year by default', false, { type: 'integer' })],
		'CalendarAnswer'
	),
	'POST /v1/backtest': {
		summary:
			'Plays a rule over stored history in event time: the alerts there would have been, with delay and calls lost before',
		parameters: [CITY],
		requestBody: {
			required: true,
			content: {
				'application/json': {
					schema: object({
						rule: {
							anyOf: [string, ref('AlertRule')],
							description: 'Id of a rule in force, or a rule as `PUT /v1/rules/{id}` takes it'
						},
						from: { ...string, description: '2026-09-01 (Beijing midnight) or ISO 8601' },
						to: string
					})
				}
			}
		},
		responses: {
			'200': json('The alerts', ref('BacktestAnswer')),
			...ERRORS,
			...failing('404', 'No such rule'),
			...failing(
				'422',
				'What is wrong with the rule or the window; only rules about a rate can be played'
			)
		}
	},
	'PUT /v1/days/:date': sets(
		'Sets what kind of day a Beijing date is: `value: {kind, name}`',
		[inPath('date', 'Such as 2027-02-06'), CITY],
		taken(DAY_KIND.schema),
		'DayAnswer'
	)
};
