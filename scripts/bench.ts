/**
 * `npm run bench [-- --runs N] [SECTION...]`: times what is claimed and writes its part of docs/bench.md;
 * sections that are not named keep what they last said.
 */
import { benchAlerts } from './bench/alerts/section.ts';
import { benchAssess } from './bench/assess.ts';
import { benchIndexHistory } from './bench/index-history.ts';
import { ingestSections } from './bench/ingest.ts';
import { benchFlow } from './bench/large/flow.ts';
import { benchFresh } from './bench/large/fresh.ts';
import { benchRead } from './bench/large/read.ts';
import { writeSection, type SectionBench } from './bench/report.ts';
import { benchSockets } from './bench/sockets.ts';
import { benchWall } from './bench/wall.ts';
import { OptionError, readArgs, runCommand } from './command.ts';

/** In the order of the page. */
const SECTIONS: Record<string, SectionBench> = {
	...ingestSections,
	read: benchRead,
	flow: benchFlow,
	fresh: benchFresh,
	assess: (runs) => Promise.resolve(benchAssess(runs)),
	'index-history': benchIndexHistory,
	wall: benchWall,
	sockets: benchSockets,
	alerts: benchAlerts
};

const USAGE = `npm run bench -- [options] [SECTION...]
  --runs <n>   interleaved runs of each way (5)
sections (all): ${Object.keys(SECTIONS).join(', ')}`;

// Servers under test end with the process, also when it is told to end.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

await runCommand('bench', USAGE, async (args) => {
	const { values, positionals } = readArgs({
		args,
		options: { runs: { type: 'string', default: '5' } },
		allowPositionals: true
	});
	const runs = Number(values.runs);
	if (!Number.isInteger(runs) || runs < 1)
		throw new OptionError(`--runs: got "${values.runs}", want a whole number from 1`);
	const unknown = positionals.find((name) => !Object.hasOwn(SECTIONS, name));
	if (unknown !== undefined)
		throw new OptionError(
			`section: got "${unknown}", want one of ${Object.keys(SECTIONS).join(', ')}`
		);

	for (const [id, bench] of Object.entries(SECTIONS)) {
		if (positionals.length > 0 && !positionals.includes(id)) continue;
		console.log(id);
		const section = await bench(runs);
		console.log(await writeSection(id, Object.keys(SECTIONS), section, runs));
	}
});
