/** Writes the tables of both READMEs from the catalogue and the gate: `tsx scripts/docs.ts`. */
import { readFile, writeFile } from 'node:fs/promises';
import { fillTables, README_FILES } from './docs/tables.ts';

for (const { file, language } of README_FILES) {
	const text = await readFile(file, 'utf8');
	const filled = fillTables(text, language);
	if (filled !== text) await writeFile(file, filled);
	console.log(`${file.pathname.split('/').at(-1)}: ${filled === text ? 'up to date' : 'written'}`);
}
