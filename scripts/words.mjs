/** Compiles the pages' words (src/lib/words) to functions, where they or the compiler have changed. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './children.mjs';

const WORDS = join(ROOT, 'src/lib/words');
const COMPILED = join(WORDS, 'compiled');
const STAMP = join(COMPILED, 'stamp');

/** @returns {string} a digest of everything that the compiled words depend on */
function digest() {
	const hash = createHash('sha256');
	for (const folder of ['project.inlang', 'zh', 'en'])
		for (const name of readdirSync(join(WORDS, folder)).sort())
			if (name.endsWith('.json')) hash.update(name).update(readFileSync(join(WORDS, folder, name)));
	return hash.update(readFileSync(join(ROOT, 'package-lock.json'))).digest('hex');
}

/** Read by svelte.config.js, so that lint, type checks, tests and builds all find the words. */
export async function compileWordsIfStale() {
	const now = digest();
	if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === now) return;
	const { compile } = await import('@inlang/paraglide-js');
	await compile({
		project: join(WORDS, 'project.inlang'),
		outdir: COMPILED,
		outputStructure: 'locale-modules',
		emitTsDeclarations: true,
		emitReadme: false,
		// The page tells the language (src/lib/ui/language.svelte.ts); without a page it is Chinese.
		strategy: ['globalVariable', 'baseLocale']
	});
	writeFileSync(STAMP, now);
}
