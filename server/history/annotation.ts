/** Notes on a city's time line, as settings. */
import { z } from 'zod';
import { formatInstant, parseIsoInstant } from '#contract/instant';
import type { Annotation } from '#contract/history';
import type { SettingVersion } from '../settings/settings.ts';

export interface AnnotationValue {
	/** ISO 8601 with an offset. */
	at: string;
	text: string;
}

export const ANNOTATION = {
	kind: 'annotation',
	schema: z.object({
		at: z.string().refine((text) => parseIsoInstant(text) !== null, 'want ISO 8601 with an offset'),
		text: z.string().trim().min(1).max(500)
	})
};

export const annotationOf = ({
	id,
	version,
	author,
	value
}: SettingVersion<AnnotationValue>): Annotation[] =>
	value
		? [{ id, version, author, at: formatInstant(parseIsoInstant(value.at)!), text: value.text }]
		: [];
