/** Parts that operations are put together from. */
import { json, nothing, object, ref, string, type Json } from './schemas.ts';

export const parameter = (
	name: string,
	description: string,
	required = false,
	schema: Json = string
) => ({ name, in: 'query', required, description, schema });

export const CITY = parameter(
	'city',
	'Prefecture-level city code, GB/T 2260, such as 420100',
	true
);
export const FROM = parameter(
	'from',
	'Start of the half-open window: ISO 8601 with an offset, or epoch ms'
);
export const TO = parameter('to', 'End of the half-open window');
export const WINDOW = [
	{ ...FROM, required: true },
	{ ...TO, required: true }
];
export const NOW = parameter('now', 'As of this event time; the present without it');
export const LANG = parameter('lang', 'Of its words; zh by default', false, {
	enum: ['zh', 'en']
});
export const MONTH_ENDS = parameter('month_ends', 'Months end with this day, 1 to 28', false, {
	type: 'integer'
});
export const PROFILE = [
	parameter('profile', 'Id of a profile; the city’s one in force by default'),
	parameter('profile_version', 'A version of that profile', false, { type: 'integer' })
];
/** What a city is assessed over and by. */
export const ASSESSED = [
	parameter('window', 'Days before now, such as 30d; the default'),
	FROM,
	TO,
	NOW,
	...PROFILE
];
export const inPath = (name: string, description: string) => ({
	name,
	in: 'path',
	required: true,
	description,
	schema: string
});

export const inHeader = (name: string, description: string) => ({
	name,
	in: 'header',
	required: false,
	description,
	schema: string
});

export const FILE = { description: 'The file; its name is in Content-Disposition (RFC 5987)' };

const error = (description: string) => json(description, ref('Error'));
/** What every question may be refused for. */
export const ERRORS = {
	'400': error('A parameter is bad; the message names it'),
	'401': error('Nobody is logged in'),
	'403': error('The role or the city does not allow it')
};
/** What a change may be refused for, beside that. */
export const REFUSED = {
	'404': error('Unknown'),
	'409': error('Somebody else changed it meanwhile'),
	'422': error('The value is bad; `fields` names each fault')
};
export const failing = (status: string, description: string) => ({ [status]: error(description) });
/** What a body may be refused for. */
export const TOO_LARGE = failing('413', 'The body is too large');

/** A question and its answer. */
export const asks = (summary: string, parameters: Json[], answer: string, description = '') => ({
	summary,
	parameters,
	responses: { '200': json(description || summary, ref(answer)), ...ERRORS }
});

/** The body of what people set. */
const changeOf = (value: Json) =>
	object(
		{
			value,
			note: string,
			expected_version: {
				type: 'integer',
				description: 'The version in force that was changed, 0 for none; another one is a 409'
			}
		},
		['value']
	);

/** Sets `value`, or removes it with null. */
export const sets = (summary: string, parameters: Json[], value: Json, answer: string) => ({
	summary,
	parameters,
	requestBody: {
		content: { 'application/json': { schema: changeOf({ anyOf: [value, nothing] }) } }
	},
	responses: { '200': json('As it stands now', ref(answer)), ...ERRORS, ...REFUSED, ...TOO_LARGE }
});
