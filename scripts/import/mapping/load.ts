/** Reads a mapping file; every fault is named by its path in the file. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mappingSchema, type Expression, type Mapping } from './schema.ts';

const READY = fileURLToPath(new URL('../mappings', import.meta.url));

export class MappingError extends Error {}

/** From a path, or by the name of one in scripts/import/mappings. */
export function loadMapping(file: string): Mapping {
	const ready = join(READY, basename(file).replace(/(\.json)?$/, '.json'));
	const path = existsSync(file) ? file : ready;
	if (!existsSync(path))
		throw new MappingError(`--mapping: ${file} is not there, nor in scripts/import/mappings`);
	let json: unknown;
	try {
		json = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
	} catch (error) {
		throw new MappingError(`${file}: is no JSON: ${(error as Error).message}`);
	}
	return readMapping(json, file);
}

/** Checks what JSON cannot say: names of maps and fields, groups, formats of times. */
export function readMapping(json: unknown, file: string): Mapping {
	const read = mappingSchema.safeParse(json);
	const problems = read.success
		? checkReferences(read.data)
		: read.error.issues.map(({ path, message }) => `${pathOf(path)}: ${message}`);
	if (!read.success || problems.length > 0)
		throw new MappingError(`${file}:\n${problems.map((line) => `  ${line}`).join('\n')}`);
	return read.data;
}

function pathOf(path: readonly PropertyKey[]): string {
	return path.map(String).join('.') || 'the file';
}

function checkReferences(mapping: Mapping): string[] {
	const problems: string[] = [];
	mapping.events.forEach(({ fields }, index) => {
		const earlier = new Set<string>();
		for (const [field, expression] of Object.entries(fields)) {
			walk(expression, ({ map, notBefore, time, formats, pick, where }) => {
				const at = `events.${index}.fields.${field}`;
				if (typeof map === 'string' && !(map in mapping.maps))
					problems.push(`${at}.map: there is no "${map}" in maps`);
				if (notBefore !== undefined && !earlier.has(notBefore))
					problems.push(`${at}.notBefore: want a field that stands before it; got "${notBefore}"`);
				if (time && (formats ?? mapping.formats).length === 0)
					problems.push(`${at}: a time needs formats, here or for the whole file`);
				if (!mapping.group && (pick ?? where) !== undefined)
					problems.push(`${at}: pick and where choose among a group's rows; there is no group`);
			});
			earlier.add(field);
		}
	});
	return problems;
}

function walk(expression: Expression, visit: (expression: Expression) => void): void {
	visit(expression);
	for (const part of [...(expression.join ?? []), ...(expression.firstOf ?? [])]) walk(part, visit);
}
