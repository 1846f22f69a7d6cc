/** `npm run bench [-- --runs N]`: times what is claimed and writes docs/bench.md. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { benchAssess } from './bench/assess.ts';
import { benchIngest } from './bench/ingest.ts';
import { page } from './bench/report.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1)
	throw new Error(`--runs: got "${values.runs}", want a whole number from 1`);

console.log('ingest');
const sections = [await benchIngest(runs), benchAssess(runs)];
const text = page(sections, runs, new Date().toISOString().slice(0, 10));
await writeFile(new URL('../docs/bench.md', import.meta.url), text);
console.log(text);
