/** Conditions of a mapping file, about a row or a group's rows. */
import { z } from 'zod';

export const name = z.string().min(1, { error: 'want a column name' });

/** What a row, or some, every or none of a group's rows, must be like. */
export interface Condition {
	column?: string | undefined;
	is?: string | undefined;
	in?: string[] | undefined;
	matches?: string | undefined;
	empty?: boolean | undefined;
	above?: number | undefined;
	below?: number | undefined;
	sameAs?: string | undefined;
	not?: Condition | undefined;
	all?: Condition[] | undefined;
	any?: Condition[] | undefined;
	some?: Condition | undefined;
	every?: Condition | undefined;
	none?: Condition | undefined;
}

const pattern = z.string().refine(isPattern, { error: 'is no regular expression' });

const TESTS = ['is', 'in', 'matches', 'empty', 'above', 'below', 'sameAs'] as const;
const KINDS = ['column', 'not', 'all', 'any', 'some', 'every', 'none'] as const;

export const condition: z.ZodType<Condition> = z.lazy(() =>
	z
		.strictObject({
			column: name.optional(),
			is: z.string().optional(),
			in: z.array(z.string()).min(1).optional(),
			matches: pattern.optional(),
			empty: z.boolean().optional(),
			above: z.number().optional(),
			below: z.number().optional(),
			sameAs: name.optional(),
			not: condition.optional(),
			all: z.array(condition).min(1).optional(),
			any: z.array(condition).min(1).optional(),
			some: condition.optional(),
			every: condition.optional(),
			none: condition.optional()
		})
		.superRefine((given, context) => {
			oneOf(given, KINDS, context);
			const tests = TESTS.filter((key) => given[key] !== undefined).length;
			if (tests !== (given.column === undefined ? 0 : 1))
				context.addIssue({
					code: 'custom',
					message: `a column goes with exactly one of ${TESTS.join(', ')}; got ${tests}`
				});
		})
);

/** Says which of the keys are there, unless it is exactly one. */
export function oneOf(given: object, keys: readonly string[], context: z.RefinementCtx): void {
	const found = keys.filter((key) => key in given);
	if (found.length !== 1)
		context.addIssue({
			code: 'custom',
			message: `want exactly one of ${keys.join(', ')}; got ${found.join(' and ') || 'none'}`
		});
}

function isPattern(text: string): boolean {
	try {
		return new RegExp(text, 'u') instanceof RegExp;
	} catch {
		return false;
	}
}
