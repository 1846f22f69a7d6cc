/** `npm run import`: files that hotlines have, through the same door as live events. */
import { randomBytes } from 'node:crypto';
import { runCommand } from './command.ts';
import { EncodingError } from './import/decode.ts';
import { HeaderError } from './import/mapping/header.ts';
import { MappingError } from './import/mapping/load.ts';
import { readOptions, USAGE } from './import/options.ts';
import { Refused } from './import/post.ts';
import { InterruptedImport, runImport } from './import/run.ts';
import { SourceError } from './import/sourceFile.ts';
import { undoRun } from './import/undo.ts';

const PLAIN = [MappingError, HeaderError, SourceError, EncodingError, Refused, InterruptedImport];

function newRun(): string {
	const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
	return `${time}-${randomBytes(3).toString('hex')}`;
}

// npm runs scripts at the root of the repository; names are meant from where it was called.
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
	process.on(signal, () => stop.abort());

// Who stops listening (a pipe to head) does not stop the import.
process.stdout.on('error', () => undefined);

await runCommand(
	'import',
	USAGE,
	async (args) => {
		const options = readOptions(args, process.env.REXIAN_TOKEN, newRun);
		const deps = { signal: stop.signal, now: Date.now, say: (text: string) => console.log(text) };
		if (options.undo === undefined) await runImport(options, deps);
		else await undoRun(options, options.undo, deps);
	},
	PLAIN
);
