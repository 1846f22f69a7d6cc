/**
 * The shapes of the API's answers as JSON Schema, read from the types of the contract: `npm run docs`
 * writes them, `server/api/openapi` describes the routes by them.
 */
import { fileURLToPath } from 'node:url';
import {
	AnyType,
	createFormatter,
	createParser,
	createProgram,
	DEFAULT_CONFIG,
	SchemaGenerator,
	type CompletedConfig
} from 'ts-json-schema-generator';
import { format, resolveConfig } from 'prettier';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const ANSWERS_FILE = new URL('../../server/api/openapi/answers.json', import.meta.url);

/** Types that a route answers with. */
const ANSWERS = [
	'AlertsAnswer',
	'AnnotationAnswer',
	'AssessmentAnswer',
	'BacktestAnswer',
	'CalendarAnswer',
	'ChannelsAnswer',
	'CitiesAnswer',
	'CityProfileAnswer',
	'DayAnswer',
	'DeliveriesAnswer',
	'DisplayOffer',
	'DisplaysAnswer',
	'HistoryAnswer',
	'ImproveAnswer',
	'LiveSnapshot',
	'LostCallsAnswer',
	'MeasuresAnswer',
	'PeersAnswer',
	'ProfileAnswer',
	'ProfileInForceAnswer',
	'ProfilesAnswer',
	'ProvinceAnswer',
	'Quality',
	'ReadingEntry',
	'ReadingsAnswer',
	'ReportAnswer',
	'RuleAnswer',
	'RulesAnswer',
	'SavedChannel',
	'SilenceAnswer',
	'SilencesAnswer',
	'StandardsAnswer',
	'SurveyAnswer',
	'TestResult',
	'ThreeRatesAnswer',
	'UsualAnswer'
];

const config: CompletedConfig = {
	...DEFAULT_CONFIG,
	path: `${root}src/lib/{contract,report}/*.ts`,
	tsconfig: `${root}tsconfig.json`,
	// `npm run verify` has the types checked already.
	skipTypeCheck: true,
	expose: 'export',
	additionalProperties: false
};

/** A rate's own name for a measure's; of a type with arguments a plain name. */
function nameOf(name: string): string {
	const measure = /^MeasureValue<"(\w+)">$/.exec(name);
	return measure ? `Measure_${measure[1]}` : name.replaceAll(/\W+/g, '_').replace(/_$/, '');
}

const PREFIX = '#/definitions/';

/** As the API's description has it: its own references, and tuples as JSON Schema 2020-12 writes them. */
function referred(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(referred);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([key, inner]) => [
		key === 'items' && Array.isArray(inner) ? 'prefixItems' : key,
		key === '$ref' && typeof inner === 'string'
			? `#/components/schemas/${nameOf(decodeURIComponent(inner.slice(PREFIX.length)))}`
			: referred(inner)
	]);
	return Object.fromEntries(entries) as unknown;
}

/** All types of the answers by name. What zod or the catalogue describes is left out: it does that itself. */
export async function answerSchemas(): Promise<string> {
	const program = createProgram(config);
	const parser = createParser(program, config, (chain) =>
		chain.addNodeParser({
			supportsNode: (node) => /^z\.(output|infer|input)</.test(node.getText()),
			createType: () => new AnyType()
		})
	);
	const generator = new SchemaGenerator(program, parser, createFormatter(config), config);
	const found: Record<string, unknown> = {};
	for (const name of ANSWERS) {
		const { definitions = {} } = generator.createSchema(name);
		for (const [key, schema] of Object.entries(definitions))
			if (Object.keys(schema).length > 0 && !key.startsWith('MeasureValue<'))
				found[nameOf(key)] = referred(schema);
	}
	const sorted = Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1));
	const options = await resolveConfig(fileURLToPath(ANSWERS_FILE));
	return format(JSON.stringify(Object.fromEntries(sorted)), { ...options, parser: 'json' });
}
