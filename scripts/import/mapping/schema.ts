/** The mapping file: how rows of a table become events. docs/import.md explains it by example. */
import { EVENT_SPECS, EVENT_TYPES } from '#contract/events';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { condition, name, oneOf, type Condition } from './conditionSchema.ts';
import { formatProblem } from './formats.ts';

export const ENCODINGS = ['auto', 'utf-8', 'gbk', 'gb18030', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export type Constant = string | number | boolean;

export interface ValueMap {
	values: Record<string, Constant | null>;
	/** For values that are not listed: this, null for none, or "reject". */
	default: Constant | null;
}

/** Where a field's value comes from; exactly one of `SOURCES` is there. */
export interface Expression {
	column?: string | undefined;
	value?: Constant | undefined;
	join?: Expression[] | undefined;
	time?: string[] | undefined;
	number?: string | undefined;
	firstOf?: Expression[] | undefined;
	with?: string | undefined;
	formats?: string[] | undefined;
	zone?: string | undefined;
	plus?: string[] | undefined;
	minus?: string[] | undefined;
	unit?: 'ms' | 's' | 'min' | undefined;
	notBefore?: string | undefined;
	map?: string | ValueMap | undefined;
	nulls?: string[] | undefined;
	when?: Condition | undefined;
	pick?: 'first' | 'last' | 'min' | 'max' | undefined;
	where?: Condition | undefined;
	ifBad?: 'reject' | 'drop' | undefined;
}

const names = z.preprocess(
	(value) => (typeof value === 'string' ? [value] : value),
	z.array(name).min(1)
);
const zone = z.string().refine((text) => IANAZone.isValidZone(text), {
	error: 'want an IANA zone such as "Asia/Shanghai"'
});
const formats = z.array(
	z.string().superRefine((format, context) => {
		const message = formatProblem(format);
		if (message !== null) context.addIssue({ code: 'custom', message });
	})
);
const constant = z.union([z.string(), z.number(), z.boolean()], {
	error: 'want a text, a number, true or false'
});
const valueMap: z.ZodType<ValueMap> = z.strictObject({
	values: z.record(z.string(), constant.nullable()),
	default: constant.nullable().default('reject')
});
const SOURCES = ['column', 'value', 'join', 'time', 'number', 'firstOf'] as const;

const expression: z.ZodType<Expression> = z.lazy(() =>
	z.preprocess(
		(given) => (typeof given === 'string' ? { column: given } : given),
		z
			.strictObject({
				column: name.optional(),
				value: constant.optional(),
				join: z.array(expression).min(1).optional(),
				time: names.optional(),
				number: name.optional(),
				firstOf: z.array(expression).min(1).optional(),
				with: z.string().optional(),
				formats: formats.min(1).optional(),
				zone: zone.optional(),
				plus: names.optional(),
				minus: names.optional(),
				unit: z.enum(['ms', 's', 'min']).optional(),
				notBefore: name.optional(),
				map: z.union([z.string(), valueMap]).optional(),
				nulls: z.array(z.string()).optional(),
				when: condition.optional(),
				pick: z.enum(['first', 'last', 'min', 'max']).optional(),
				where: condition.optional(),
				ifBad: z.enum(['reject', 'drop']).optional()
			})
			.superRefine((given, context) => oneOf(given, SOURCES, context))
	)
);

const event = z
	.strictObject({
		type: z.enum(EVENT_TYPES),
		when: condition.optional(),
		fields: z.record(z.string(), expression)
	})
	.superRefine(({ type, fields }, context) => {
		const { shape } = EVENT_SPECS[type].schema;
		const known = Object.keys(shape).filter((key) => key !== 'type');
		for (const field of Object.keys(fields))
			if (!known.includes(field))
				context.addIssue({
					code: 'custom',
					path: ['fields', field],
					message: `a ${type} has no such field; it has ${known.join(', ')}`
				});
		for (const [field, schema] of Object.entries(shape as Record<string, z.ZodType>))
			if (!['type', 'city', 'revision'].includes(field) && !(field in fields))
				if (!schema.safeParse(undefined).success)
					context.addIssue({
						code: 'custom',
						path: ['fields'],
						message: `a ${type} needs "${field}"`
					});
	});

export const mappingSchema = z.strictObject({
	name: z.string().optional(),
	note: z.string().optional(),
	source: z
		.strictObject({
			encoding: z.enum(ENCODINGS).default('auto'),
			delimiter: z.string().length(1).default(','),
			quote: z.string().length(1).nullable().default('"'),
			/** "find": the row that holds the columns; a number: that line; or the names, where there is none. */
			header: z.union([z.literal('find'), z.int().min(1), z.array(name).min(1)]).default('find'),
			sheet: z.string().optional()
		})
		.prefault({}),
	zone: zone.default('Asia/Shanghai'),
	/** A clock time that comes twice when clocks go back. */
	ambiguous: z.enum(['earlier', 'later', 'reject']).default('earlier'),
	/** A clock time that clocks going forward leave out. */
	gap: z.enum(['shift', 'reject']).default('shift'),
	formats: formats.default([]),
	nulls: z.array(z.string()).default([]),
	maps: z.record(z.string(), valueMap).default({}),
	keep: condition.optional(),
	group: z
		.strictObject({
			by: names,
			/** A group is whole when so many rows have come since its last one. */
			window: z.int().min(1).max(1_000_000).default(50_000)
		})
		.optional(),
	city: z.string().optional(),
	events: z.array(event).min(1)
});
export type Mapping = z.infer<typeof mappingSchema>;
