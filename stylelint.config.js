/** Styles, as written and as built, may use what the oldest browser of package.json's browserslist has. */
export default {
	plugins: ['stylelint-no-unsupported-browser-features'],
	overrides: [{ files: ['**/*.svelte', '**/*.html'], customSyntax: 'postcss-html' }],
	rules: {
		'plugin/no-unsupported-browser-features': [
			true,
			{
				severity: 'error',
				// Partial support is some corner of a feature in every Chromium, such as `column-gap` in columns.
				ignorePartialSupport: true,
				// ui-monospace stands first in a list of faces; the next one is taken.
				ignore: ['extended-system-fonts']
			}
		]
	}
};
