/** The description of channels and their delivery log. */
import { z } from 'zod';
import { channelSchema, DELIVERY_STEPS, FAILURE_REASONS, SECRETS_OF } from '#contract/channels';
import { instant, nullable, number, object, ref, type Json } from './openapi-schemas.ts';

const json = (description: string, schema: Json) => ({
	description,
	content: { 'application/json': { schema } }
});
const REFUSALS = {
	'401': json('Nobody is logged in', ref('Error')),
	'403': json('The role or the city does not allow it', ref('Error'))
};
const UNKNOWN = { '404': json('No such channel', ref('Error')) };
const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const query = (name: string, description: string, schema: Json = { type: 'string' }) => ({
	name,
	in: 'query',
	required: name === 'city',
	description,
	schema
});

const failure = {
	...object({ reason: { enum: FAILURE_REASONS }, code: { type: 'string' } }),
	type: ['object', 'null']
};
const testResult = object(
	{ ok: { type: 'boolean' }, failure, clock_ahead_seconds: nullable('number') },
	['ok', 'clock_ahead_seconds']
);
const view = {
	type: 'object',
	description:
		'The channel, its id, version, health, and which secrets are set; never a secret itself'
};
const saved = object({
	channel: view,
	test: { ...testResult, type: ['object', 'null'] }
});
const change = {
	content: {
		'application/json': {
			schema: object(
				{
					value: {
						allOf: [
							z.toJSONSchema(channelSchema, { io: 'input', unrepresentable: 'any' }),
							{
								type: 'object',
								properties: {
									secrets: {
										type: 'object',
										description: `Absent ones stay, '' takes away. ${JSON.stringify(SECRETS_OF)}`,
										additionalProperties: { type: 'string' }
									}
								}
							}
						]
					},
					note: { type: 'string' },
					expected_version: number
				},
				['value']
			)
		}
	}
};
const SAVE = {
	parameters: [query('test', 'false: save without a test message', { enum: ['true', 'false'] })],
	requestBody: change
};
const SAVED = {
	...REFUSALS,
	'422': json('A field is bad; `fields` names each', ref('Error'))
};

export const CHANNEL_OPERATIONS = {
	'GET /v1/channels': {
		summary: 'Channels that alerts are sent to, and how each does',
		responses: {
			'200': json('Channels', object({ channels: { type: 'array', items: view } })),
			...REFUSALS
		}
	},
	'POST /v1/channels': {
		summary: 'Adds a channel and sends a test message',
		...SAVE,
		responses: { '201': json('Saved; `test` says what the message came to', saved), ...SAVED }
	},
	'PUT /v1/channels/:id': {
		summary: 'Changes a channel and sends a test message',
		...SAVE,
		parameters: [ID, ...SAVE.parameters],
		responses: {
			'200': json('Saved; `test` says what the message came to', saved),
			...SAVED,
			...UNKNOWN,
			'409': json('Somebody else has changed it meanwhile', ref('Error'))
		}
	},
	'DELETE /v1/channels/:id': {
		summary: 'Removes a channel; what waits for it is not sent',
		parameters: [ID],
		responses: { '204': { description: 'removed' }, ...REFUSALS, ...UNKNOWN }
	},
	'POST /v1/channels/:id/test': {
		summary: 'Sends a test message now',
		parameters: [ID],
		responses: { '200': json('What it came to', testResult), ...REFUSALS, ...UNKNOWN }
	},
	'GET /v1/deliveries': {
		summary: 'The delivery log: every message, to whom, and what became of it',
		parameters: [
			query('city', 'Prefecture-level city code'),
			query('from', 'Queued from; 7 days before its end by default'),
			query('to', 'Queued before; the present by default'),
			query('channel', 'Of this channel alone'),
			query('alert', 'About this alert alone'),
			query('lang', 'Of the titles; zh by default', { enum: ['zh', 'en'] }),
			query('limit', '1 to 1000; 100 by default', { type: 'integer' })
		],
		responses: {
			'200': json(
				'The latest first',
				object({
					as_of: instant,
					deliveries: {
						type: 'array',
						items: {
							type: 'object',
							properties: {
								step: { enum: DELIVERY_STEPS },
								failure,
								took_seconds: nullable('number')
							}
						}
					}
				})
			),
			...REFUSALS
		}
	}
};
