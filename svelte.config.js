import adapter from '@sveltejs/adapter-static';
import { compileWordsIfStale } from './scripts/words.mjs';

await compileWordsIfStale();

/** Built to static files that the server hands out; every route is rendered in the browser. */
export default {
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({
			pages: 'build',
			assets: 'build',
			fallback: 'index.html',
			precompress: true
		}),
		// A wall that is never touched asks once a minute whether the server has newer pages.
		version: { pollInterval: 60_000 }
	}
};
