/** The process itself, who one is, and the walls' devices. */
import { asks, CITY, ERRORS, failing, inPath } from './parts.ts';
import { json, object, ref, string } from './schemas.ts';

export const PROCESS_OPERATIONS = {
	'GET /healthz': {
		summary: 'The process lives',
		responses: { '200': json('It does', object({ status: { const: 'ok' } })) }
	},
	'GET /readyz': {
		summary: 'The store answers',
		responses: {
			'200': json('It does', object({ status: { const: 'ready' } })),
			...failing('503', 'It does not')
		}
	},
	'GET /metrics': {
		summary: 'Prometheus metrics',
		responses: {
			'200': { description: 'Text exposition', content: { 'text/plain': { schema: string } } },
			'401': ERRORS['401'],
			'403': ERRORS['403']
		}
	},
	'GET /v1/openapi.json': {
		summary: 'This description',
		responses: { '200': json('OpenAPI 3.1', { type: 'object' }) }
	},
	'POST /v1/login': {
		summary: 'Turns a token into an HttpOnly cookie',
		requestBody: { content: { 'application/json': { schema: object({ token: string }) } } },
		responses: {
			'204': { description: 'logged in' },
			...failing('400', 'There is no token'),
			...failing('401', 'Nobody has this token')
		}
	},
	'POST /v1/logout': {
		summary: 'Forgets the cookie',
		responses: { '204': { description: 'logged out' } }
	},
	'GET /v1/displays': asks(
		'The walls’ devices of a city, and links that nobody has taken yet',
		[CITY],
		'DisplaysAnswer'
	),
	'POST /v1/displays': {
		summary: 'Offers a one-time link: whoever opens `path` within a day becomes that wall',
		parameters: [CITY],
		requestBody: { content: { 'application/json': { schema: object({ name: string }) } } },
		responses: { '200': json('The link', ref('DisplayOffer')), ...ERRORS }
	},
	'POST /v1/displays/claim': {
		summary: 'Takes a link and sets the device’s cookie',
		requestBody: { content: { 'application/json': { schema: object({ code: string }) } } },
		responses: {
			'200': json('Its city', object({ city: string })),
			...ERRORS,
			...failing('410', 'The link is spent or too old')
		}
	},
	'DELETE /v1/displays/:id': {
		summary: 'Ends a device or a link',
		parameters: [inPath('id', 'Of the device or link'), CITY],
		responses: { '204': { description: 'Ended' }, ...ERRORS, ...failing('404', 'Unknown') }
	}
};
