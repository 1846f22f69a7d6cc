/** The city beside others, what would lift it, and the report. */
import { REPORT_KINDS } from '#report/period';
import { CITY_PROFILE } from '../../city/city-profile.ts';
import { REPORT_FILES, REPORT_FILE_TYPES } from '../../report/render.ts';
import {
	asks,
	ASSESSED,
	CITY,
	ERRORS,
	LANG,
	MONTH_ENDS,
	NOW,
	parameter,
	PROFILE,
	sets
} from './parts.ts';
import { ref, taken } from './schemas.ts';

export const PEER_OPERATIONS = {
	'GET /v1/settings/city': asks(
		'The city’s tier, province, region, class and confirmed residents, prefilled until set, with every version',
		[CITY],
		'CityProfileAnswer'
	),
	'PUT /v1/settings/city': sets(
		'Sets the city’s profile: `value: {tier, province, region, class, population: {residents, source, confirmed_by, confirmed_on} | null}`',
		[CITY],
		taken(CITY_PROFILE.schema),
		'CityProfileAnswer'
	),
	'GET /v1/peers': asks(
		'The city beside its tier, region, province, class and the nation: each comparison with our interval and a sentence, and its place among the graded cities',
		[CITY, ...ASSESSED],
		'PeersAnswer',
		'Comparisons'
	),
	'GET /v1/survey': asks(
		'What an official survey of few contacts could have seen, drawn from the city’s own calls and sessions',
		[
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
		'SurveyAnswer',
		'Spreads by slot and in all'
	),
	'GET /v1/improve': asks(
		'What the index is made of, to be assessed again with other measures, and the month so far with its expected calls',
		[CITY, ...ASSESSED, MONTH_ENDS],
		'ImproveAnswer',
		'Input of the assessment'
	),
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
			MONTH_ENDS,
			parameter('format', 'json by default', false, { enum: ['json', ...REPORT_FILES] }),
			LANG,
			...PROFILE
		],
		responses: {
			'200': {
				description: 'Data and document; of another format the file, named in Content-Disposition',
				content: {
					'application/json': { schema: ref('ReportAnswer') },
					...Object.fromEntries(
						REPORT_FILES.map((file) => [REPORT_FILE_TYPES[file], { schema: {} }])
					)
				}
			},
			...ERRORS
		}
	}
};
