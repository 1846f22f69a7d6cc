/** Measures, the calls behind them, and what the wall shows. */
import { LOST_DEFINITIONS } from '#contract/answers';
import { PHONE_SLOT_IDS } from '#contract/slots';
import { STEP_IDS } from '#contract/steps';
import { FORMATS } from '../table.ts';
import { asks, CITY, ERRORS, FILE, LANG, MONTH_ENDS, NOW, parameter, WINDOW } from './parts.ts';

/** How `GET /v1/measures` and its export cut a window, and what they set beside it. */
const CUTS = [
	NOW,
	parameter('by', 'Also by slot', false, { enum: ['slot'] }),
	parameter('step', 'Also by steps of the Beijing clock and calendar', false, { enum: STEP_IDS }),
	{ ...MONTH_ENDS, description: 'With step=1mo: months end with this day, 1 to 28' },
	parameter('compare', 'previous, year, or both with a comma: earlier periods of equal kind')
];
/** Which lost calls. */
const LOST = [
	CITY,
	...WINDOW,
	NOW,
	parameter('outcome', 'Which calls', true, { enum: ['lost'] }),
	parameter('definition', 'Of which rate; connection_rate by default', false, {
		enum: LOST_DEFINITIONS
	}),
	parameter('slot', 'Of this phone slot alone', false, { enum: PHONE_SLOT_IDS })
];
const FORMAT = parameter('format', 'Of the file', true, { enum: FORMATS });

export const FIGURE_OPERATIONS = {
	'GET /v1/cities': {
		...asks('Cities that have data and that the reader may see', [], 'CitiesAnswer')
	},
	'GET /v1/measures': asks(
		'All measures over a window',
		[CITY, ...WINDOW, ...CUTS],
		'MeasuresAnswer',
		'Measures; `settled` is false while an accepted event is not yet in them'
	),
	'GET /v1/measures/export': {
		summary: 'The answer of `GET /v1/measures` to the same question, as one tidy table',
		parameters: [CITY, ...WINDOW, ...CUTS, FORMAT, LANG],
		responses: { '200': FILE, ...ERRORS }
	},
	'GET /v1/calls': asks(
		'The calls behind a lost number, to ring back by id and time; names no caller',
		[
			...LOST,
			parameter('after', 'The `next` of the page before'),
			parameter('limit', '1 to 1000; 100 by default', false, { type: 'integer' })
		],
		'LostCallsAnswer',
		'Calls by window time, then id. `total` is denominator less numerator of the measure'
	),
	'GET /v1/calls/export': {
		summary: 'The whole list as a file, up to 100,000 calls',
		parameters: [...LOST, FORMAT, LANG],
		responses: { '200': FILE, ...ERRORS }
	},
	'GET /v1/live': asks(
		'What the wall shows: now, rolling windows, slots of today, index',
		[CITY],
		'LiveSnapshot',
		'A whole snapshot'
	),
	'GET /v1/usual': asks(
		'What is usual by this time of day: the latest days of the same kind (workday, weekend, public holiday, make-up workday), added up',
		[CITY, NOW],
		'UsualAnswer',
		'The days and their rates together'
	),
	'GET /v1/province': asks(
		'The cities that the reader may see and that have sent anything, what needs attention first: last hour, today, today’s evening and that of 30 days, index, alerts; each figure with its as_of, and sums over these cities alone',
		[],
		'ProvinceAnswer',
		'Cities and their sums'
	)
};
