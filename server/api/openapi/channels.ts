/** Channels and their delivery log. */
import { channelSchema, SECRETS_OF } from '#contract/channels';
import { asks, CITY, ERRORS, failing, FROM, inPath, LANG, parameter, sets, TO } from './parts.ts';
import { json, ref, taken, type Json } from './schemas.ts';

const ID = inPath('id', 'Of the channel');
const TEST = parameter('test', 'false: save without a test message', false, {
	enum: ['true', 'false']
});
const VALUE: Json = {
	allOf: [
		taken(channelSchema),
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
};
const add = sets('Adds a channel and sends a test message', [TEST], VALUE, 'SavedChannel');
const { '200': saved, ...refused } = add.responses;

export const CHANNEL_OPERATIONS = {
	'GET /v1/channels': asks(
		'Channels that alerts are sent to, and how each does; never a secret itself',
		[],
		'ChannelsAnswer'
	),
	'POST /v1/channels': { ...add, responses: { '201': saved, ...refused } },
	'PUT /v1/channels/:id': sets(
		'Changes a channel and sends a test message; `test` says what that came to',
		[ID, TEST],
		VALUE,
		'SavedChannel'
	),
	'DELETE /v1/channels/:id': {
		summary: 'Removes a channel; what waits for it is not sent',
		parameters: [ID],
		responses: { '204': { description: 'removed' }, ...ERRORS, ...failing('404', 'Unknown') }
	},
	'POST /v1/channels/:id/test': {
		summary: 'Sends a test message now; walls show a banner and sound for 15 s',
		parameters: [ID],
		responses: {
			'200': json('What it came to', ref('TestResult')),
			...ERRORS,
			...failing('404', 'Unknown')
		}
	},
	'GET /v1/deliveries': asks(
		'The delivery log: every message, to whom, and what became of it',
		[
			CITY,
			{ ...FROM, description: 'Queued from; 7 days before its end by default' },
			{ ...TO, description: 'Queued before; the present by default' },
			parameter('channel', 'Of this channel alone'),
			parameter('alert', 'About this alert alone'),
			LANG,
			parameter('limit', '1 to 1000; 100 by default', false, { type: 'integer' })
		],
		'DeliveriesAnswer',
		'The latest first'
	)
};
