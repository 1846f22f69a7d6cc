/**
 * `npm run bench [-- --runs N] [SECTION...]`: times what is claimed and writes its part of docs/bench.md;
 * sections that are not named keep what they last said.
 */
import { parseArgs } from 'node:util';
import { benchAlerts } from './bench/alerts/section.ts';
import { benchAssess } from './bench/assess.ts';
import { ingestSections } from './bench/ingest.ts';
import { writeSection, type SectionBench } from './bench/report.ts';
import { benchWall } from './bench/wall.ts';

/** In the order of the page. */
const SECTIONS: Record<string, SectionBench> = {
	...ingestSections,
	assess: (runs) => Promise.resolve(benchAssess(runs)),
	wall: benchWall,
	alerts: (runs) => Promise.resolve(benchAlerts(runs))
};

const { values, positionals } = parseArgs({
	options: { runs: { type: 'string', default: '5' } },
	allowPositionals: true
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1)
	throw new Error(`--runs: got "${values.runs}", want a whole number from 1`);
const unknown = positionals.find((name) => !Object.hasOwn(SECTIONS, name));
if (unknown !== undefined)
	throw new Error(`section: got "${unknown}", want one of ${Object.keys(SECTIONS).join(', ')}`);

for (const [id, bench] of Object.entries(SECTIONS)) {
	if (positionals.length > 0 && !positionals.includes(id)) continue;
	console.log(id);
	const section = await bench(runs);
	console.log(await writeSection(id, Object.keys(SECTIONS), section, runs));
}
