/**
 * Derives means and cut-offs of the ten grades from the published aggregates: `npm run grades`.
 * Prints the residual of every average; writes `grade-cutoffs.json` and the tables of docs/grades.md.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { readAverages } from './grades/averages.ts';
import { derive } from './grades/derive.ts';
import { CUTOFFS_FILE, cutoffsFile, OPTIONS } from './grades/file.ts';
import { DOCS_FILE, fillTables, gradeTable, residualTable, shapeTable } from './grades/tables.ts';

const averages = readAverages();
const derived = derive(averages, OPTIONS);

async function write(file: URL, text: string): Promise<void> {
	const old = await readFile(file, 'utf8').catch(() => null);
	if (old !== text) await writeFile(file, text);
	console.log(`${file.pathname.split('/').at(-1)}: ${old === text ? 'up to date' : 'written'}`);
}

console.log(residualTable(averages, derived));
console.log(`\nRMSE ${derived.rmse.toFixed(3)} over ${averages.length} averages\n`);
console.log(gradeTable(derived));
console.log();
console.log(shapeTable(derived));
await write(CUTOFFS_FILE, await cutoffsFile(averages, derived));
await write(DOCS_FILE, fillTables(await readFile(DOCS_FILE, 'utf8'), averages, derived));
