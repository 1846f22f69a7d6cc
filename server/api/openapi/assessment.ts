/** The index: its tree, history, yardsticks, readings and profiles. */
import { PROFILE_IN_FORCE, INDEX_PROFILE } from '../../assessment/profile-schema.ts';
import { THREE_RATES } from '../../assessment/three-rates.ts';
import { ANNOTATION } from '../../history/annotation.ts';
import { asks, ASSESSED, CITY, FROM, inPath, NOW, parameter, sets, TO } from './parts.ts';
import { ref, taken } from './schemas.ts';

const PROFILE_ID = inPath('id', 'Id of the profile');

export const ASSESSMENT_OPERATIONS = {
	'GET /v1/assessment': asks(
		'The index by a profile, inferred (推算), with its grade and rank, sources, bounds and coverage',
		[CITY, ...ASSESSED],
		'AssessmentAnswer',
		'The tree'
	),
	'GET /v1/assessment/history': asks(
		'What was shown of the index: by the minute for a week, by the day for years; notes',
		[
			CITY,
			parameter('window', 'Days before now; 7d by default. Up to 7 days come by the minute'),
			FROM,
			TO,
			parameter('recompute', 'So many points also from today’s knowledge, 0 to 40', false, {
				type: 'integer'
			})
		],
		'HistoryAnswer',
		'Points by time'
	),
	'PUT /v1/annotations/:id': sets(
		'Sets a note on the time line: `value: {at, text}`; null removes it',
		[inPath('id', 'Of the note'), CITY],
		taken(ANNOTATION.schema),
		'AnnotationAnswer'
	),
	'GET /v1/standards': asks(
		'GB/T 33358 (15 s; 95 % over any continuous 24 hours) and 三率, passed or not',
		[CITY, parameter('window', 'Days before now; 30d by default'), FROM, TO, NOW],
		'StandardsAnswer',
		'Both, with n and intervals'
	),
	'PUT /v1/three-rates': sets(
		'Sets `value: {weights: {response, resolution, satisfaction}, target}` of 三率',
		[CITY],
		taken(THREE_RATES.schema),
		'ThreeRatesAnswer'
	),
	'GET /v1/readings': asks(
		'Readings of the assessment’s items with all revisions and who sent them',
		[CITY],
		'ReadingsAnswer'
	),
	'PUT /v1/readings/:id': sets(
		'Sets the next revision of a reading; null withdraws it',
		[inPath('id', 'Of the reading'), CITY],
		ref('ReadingDraft'),
		'ReadingEntry'
	),
	'GET /v1/profiles': asks(
		'Profiles that a city may be assessed by, their versions, and the one in force',
		[CITY],
		'ProfilesAnswer'
	),
	'GET /v1/profiles/:id': asks(
		'A profile: weights, curves and what each rests on',
		[
			PROFILE_ID,
			{ ...CITY, required: false },
			parameter('version', 'A version of it; the newest without', false, { type: 'integer' })
		],
		'Profile'
	),
	'PUT /v1/profiles/:id': sets(
		'Sets a version of a city’s own profile; a null value removes it',
		[PROFILE_ID, CITY],
		taken(INDEX_PROFILE.schema),
		'ProfileAnswer'
	),
	'PUT /v1/profile-in-force': sets(
		'Chooses the profile that a city’s figures go by: `value: {profile}`',
		[CITY],
		taken(PROFILE_IN_FORCE.schema),
		'ProfileInForceAnswer'
	)
};
