/** Writes what follows from the code: tables of both READMEs, shapes of the API's answers. `tsx scripts/docs.ts`. */
import { readFile, writeFile } from 'node:fs/promises';
import { ANSWERS_FILE, answerSchemas } from './docs/answers.ts';
import { fillTables, README_FILES } from './docs/tables.ts';

async function write(file: URL, text: string): Promise<void> {
	const before = await readFile(file, 'utf8').catch(() => '');
	if (before !== text) await writeFile(file, text);
	console.log(`${file.pathname.split('/').at(-1)}: ${before === text ? 'up to date' : 'written'}`);
}

for (const { file, language } of README_FILES)
	await write(file, fillTables(await readFile(file, 'utf8'), language));
await write(ANSWERS_FILE, await answerSchemas());
