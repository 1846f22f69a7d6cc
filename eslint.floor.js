/** The oldest browser that is served, Chromium 100 (browserslist in package.json): what scripts may use. */
import compat from 'eslint-plugin-compat';
import es from 'eslint-plugin-es-x';
import globals from 'globals';

/** Newer than ECMAScript 2022, yet in Chromium before 100 or compiled away. */
const EARLY = [
	'no-array-prototype-findlast-findlastindex',
	'no-error-cause',
	'no-hashbang',
	'no-intl-supportedvaluesof',
	// The bundler puts JSON into the script; the built output, parsed as ECMAScript 2022, proves it.
	'no-import-attributes',
	'no-json-modules'
];

/**
 * Web interfaces by the browsers that have them, and the language by its year.
 * @param {{ files: string[], ignores?: string[] }} where
 */
export const floor = (where) => [
	{ ...where, ...compat.configs['flat/recommended'] },
	{ ...where, ...es.configs['flat/restrict-to-es2022'] },
	{ ...where, rules: Object.fromEntries(EARLY.map((rule) => [`es-x/${rule}`, 'off'])) }
];

/** Helpers of iterators bear arrays' names (map, filter): only the source, which has types, can tell. */
const ITERATOR_HELPERS = Object.fromEntries(
	Object.keys(es.rules)
		.filter((rule) => rule.startsWith('no-iterator-prototype-'))
		.map((rule) => [`es-x/${rule}`, 'off'])
);

/** The built output alone: `eslint --config eslint.floor.js build`. */
export default [
	{
		languageOptions: { ecmaVersion: 2022, sourceType: 'module', globals: globals.browser },
		linterOptions: { reportUnusedDisableDirectives: 'off' },
		// Without types every method of a newer name counts.
		settings: { 'es-x': { aggressive: true } }
	},
	...floor({ files: ['build/**/*.js'] }),
	{
		files: ['build/**/*.js'],
		rules: {
			...ITERATOR_HELPERS,
			// Any method called resize; of ArrayBuffer only the source can tell.
			'es-x/no-resizable-and-growable-arraybuffers': 'off'
		}
	}
];
