/** The shapes of the API's description, derived from the schemas at the door and the catalogue of measures. */
import { z } from 'zod';
import { EVENT_SPECS } from '#contract/events';
import { importNotesSchema } from '#contract/imports';
import { REJECTION_CODES } from '#contract/ingest';
import { MEASURES, PROVISIONAL_MEASURES, slotMeasureIds, type Measure } from '#contract/measures';
import { ONLINE_SLOT_IDS, PHONE_SLOT_IDS } from '#contract/slots';

export type Json = Record<string, unknown>;

export const number = { type: 'number' };
export const nullable = (type: string) => ({ type: [type, 'null'] });
export const instant = {
	type: 'string',
	format: 'date-time',
	description: 'Beijing time with its offset'
};
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
export const object = (properties: Json, required = Object.keys(properties)): Json => ({
	type: 'object',
	properties,
	required
});

/** A measure's shape, labelled from the catalogue. */
function measureSchema(measure: Measure): Json {
	return {
		allOf: [ref(measure.kind === 'rate' ? 'Rate' : 'Distribution')],
		title: measure.zh,
		description: `${measure.en}: ${measure.formula.en}. ${measure.formula.zh}`
	};
}

function measuresSchema(ids: string[]): Json {
	const catalogue: Record<string, Measure> = MEASURES;
	return object(Object.fromEntries(ids.map((id) => [id, measureSchema(catalogue[id]!)])));
}

const slots = (ids: readonly string[], medium: 'phone' | 'online') =>
	object(Object.fromEntries(ids.map((id) => [id, measuresSchema(slotMeasureIds(medium))])));

const LIVE = PROVISIONAL_MEASURES.connection_rate_live;

/** All named schemas of the description. */
export function schemas(): Json {
	const events = Object.entries(EVENT_SPECS).map(([type, { schema }]) => [
		`Event_${type}`,
		z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
	]);
	return {
		...(Object.fromEntries(events) as Json),
		Rate: object({
			value: nullable('number'),
			numerator: number,
			denominator: number,
			low: nullable('number'),
			high: nullable('number')
		}),
		Distribution: object({
			mean: nullable('number'),
			p50: nullable('number'),
			p90: nullable('number'),
			n: number
		}),
		ProvisionalRate: {
			allOf: [
				ref('Rate'),
				object({
					provisional: { const: true },
					coverage: object({ answered: number, lost: number }),
					delays: number
				})
			],
			title: LIVE.zh,
			description: `${LIVE.en}: ${LIVE.formula.en}. ${LIVE.formula.zh}`
		},
		Measures: measuresSchema(Object.keys(MEASURES)),
		Slots: object({
			phone: slots(PHONE_SLOT_IDS, 'phone'),
			online: slots(ONLINE_SLOT_IDS, 'online')
		}),
		ImportNotes: z.toJSONSchema(importNotesSchema, { io: 'input' }),
		IngestReply: object({
			accepted: number,
			rejected_total: number,
			rejected: {
				type: 'array',
				items: object({
					line: number,
					code: { enum: REJECTION_CODES },
					message: { type: 'string' }
				})
			}
		}),
		Error: object({
			error: object(
				{
					code: { type: 'string' },
					message: { type: 'string' },
					fields: {
						type: 'array',
						description: 'What is wrong with each field of a body; `path` is dotted',
						items: object({ path: { type: 'string' }, message: { type: 'string' } })
					}
				},
				['code', 'message']
			)
		})
	};
}
