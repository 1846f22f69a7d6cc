/**
 * The named shapes of the API's description: events by the schemas at the door, measures by the
 * catalogue, answers by the contract's types (`npm run docs` writes `answers.json` from them).
 */
import { z } from 'zod';
import { alertRuleSchema } from '#contract/alert-rules';
import { channelSchema } from '#contract/channels';
import { EVENT_SPECS } from '#contract/events';
import { importNotesSchema } from '#contract/imports';
import { REJECTION_CODES } from '#contract/ingest';
import { MEASURES, type Measure } from '#contract/measures';
import answers from './answers.json' with { type: 'json' };

export type Json = Record<string, unknown>;

export const number = { type: 'number' };
export const string = { type: 'string' };
export const nothing = { type: 'null' };
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
export const object = (properties: Json, required = Object.keys(properties)): Json => ({
	type: 'object',
	properties,
	required
});
export const json = (description: string, schema: Json) => ({
	description,
	content: { 'application/json': { schema } }
});
/** What a zod schema takes, defaults being optional. */
export const taken = (schema: z.ZodType): Json =>
	z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

/** A measure's shape, labelled from the catalogue. */
function measureSchema(measure: Measure): Json {
	return {
		allOf: [ref(measure.kind === 'rate' ? 'Rate' : 'Distribution')],
		title: measure.zh,
		description: `${measure.en}: ${measure.formula.en}. ${measure.formula.zh}`
	};
}

const INGEST_REPLY = object({
	accepted: number,
	rejected_total: number,
	rejected: {
		type: 'array',
		items: object({ line: number, code: { enum: REJECTION_CODES }, message: string })
	}
});

const ERROR = object({
	error: object(
		{
			code: string,
			message: string,
			fields: {
				type: 'array',
				description: 'What is wrong with each field of a body; `path` is dotted',
				items: object({ path: string, message: string }, ['path', 'message'])
			}
		},
		['code', 'message']
	)
});

/** All named schemas of the description. */
export function schemas(): Json {
	const events = Object.entries(EVENT_SPECS).map(([type, { schema }]) => [
		`Event_${type}`,
		taken(schema)
	]);
	const measures = Object.entries<Measure>(MEASURES).map(([id, measure]) => [
		`Measure_${id}`,
		measureSchema(measure)
	]);
	return {
		...(answers as Json),
		...(Object.fromEntries([...events, ...measures]) as Json),
		AlertRule: taken(alertRuleSchema),
		Channel: taken(channelSchema),
		ChannelView: {
			allOf: [ref('Channel'), { ...answers.ChannelView, additionalProperties: true }]
		},
		ImportNotes: taken(importNotesSchema),
		IngestReply: INGEST_REPLY,
		Error: ERROR
	};
}
