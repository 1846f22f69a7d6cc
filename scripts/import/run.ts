/** Imports files one after the other, and says at the end what became of every row. */
import { relative } from 'node:path';
import type { Delivery } from './delivery.ts';
import { createDryRun } from './dryRun.ts';
import { importFile, type ImportedFile } from './importFile.ts';
import { loadMapping } from './mapping/load.ts';
import type { Mapping } from './mapping/schema.ts';
import { Notes } from './notes.ts';
import type { ImportOptions } from './options.ts';
import { createOutbox } from './outbox.ts';
import { showProgress, type Progress } from './progress.ts';
import { balance, summarise } from './report.ts';
import { resumeCommand } from './resume.ts';
import { openSource, type SourceFile } from './sourceFile.ts';
import { Tally } from './tally.ts';
import { createTeller, type Teller } from './tellNotes.ts';

const SHOWN = 5;
/** With pauses of up to 5 s: about five minutes without an answer. */
const MOST_TRIES = 65;

export interface RunDeps {
	signal: AbortSignal;
	now: () => number;
	say: (text: string) => void;
}

export class InterruptedImport extends Error {}

/** Resolves when everything is in; else throws, with the command to go on with said. */
export async function runImport(options: ImportOptions, deps: RunDeps): Promise<void> {
	const { now } = deps;
	const mapping = options.mapping === undefined ? undefined : loadMapping(options.mapping);
	const sources = options.files.map(openSource);
	let progress: Progress | undefined;
	const say = (text: string) => (progress ?? deps).say(text);
	const tally = new Tally(say);
	const startedAt = now();
	if (!options.dryRun) {
		await checkServer(options, deps);
		say(`run ${options.run} (to withdraw it: npm run import -- --undo ${options.run})`);
	}
	const close = () => {
		progress?.end();
		progress = undefined;
		summarise(tally, (now() - startedAt) / 1_000, options.dryRun).forEach(deps.say);
		const { holds, text } = balance(tally);
		deps.say(text);
		return holds;
	};

	for (const [index, file] of sources.entries()) {
		progress = showProgress(relative('', file.path), file.size, () => tally, now);
		const delivery = deliveryOf(file);
		const fromLine = index === 0 ? options.fromLine : 1;
		const notes = new Notes({ fromLine, reached: () => importing.resumeLine() });
		const teller = options.dryRun ? undefined : tellerOf(file, notes);
		const importing = begin(file, delivery, fromLine, () => teller?.tick());
		tally.faults = notes;
		const left = options.files.slice(index);
		try {
			const end = await importing.run();
			await teller?.end();
			sayGrowth(file, end, left);
		} catch (error) {
			await teller?.fail();
			close();
			const hint = options.dryRun
				? ''
				: `\nto go on: ${resumeCommand(options, left, importing.resumeLine())}`;
			const why = deps.signal.aborted ? 'interrupted' : messageOf(error);
			throw new InterruptedImport(why + hint, { cause: error });
		} finally {
			await delivery.close();
		}
		progress.end();
		progress = undefined;
	}
	if (!close()) throw new Error('rows were lost on the way: this is a fault of the import itself');
	if (!options.dryRun) deps.say(`run ${options.run} is in`);

	function deliveryOf(file: SourceFile): Delivery {
		return options.dryRun
			? createDryRun({ file: file.path, tally, show: SHOWN, say })
			: createOutbox({
					url: options.url,
					headers: { ...authorisation(options), 'x-rexian-run': options.run },
					file: file.path,
					tally,
					signal: deps.signal,
					warn: say,
					mostTries: MOST_TRIES
				});
	}

	function tellerOf({ path }: SourceFile, notes: Notes): Teller {
		return createTeller({
			options,
			headers: authorisation(options),
			path,
			city: cityOfRows(options, mapping),
			notes,
			signal: deps.signal,
			warn: say,
			now
		});
	}

	function begin(
		file: SourceFile,
		delivery: Delivery,
		fromLine: number,
		onPace: () => Promise<void> | undefined
	): ImportedFile {
		return importFile({
			file,
			mapping,
			format: options.format,
			encoding: options.encoding,
			zone: options.zone,
			city: options.city,
			fromLine,
			tally,
			delivery,
			signal: deps.signal,
			onBytes: (bytes) => progress?.bytes(bytes),
			onPace,
			say
		});
	}

	function sayGrowth(
		file: SourceFile,
		end: { nextLine: number; unfinishedBytes: number },
		left: readonly string[]
	): void {
		const grown = file.grownBy();
		if (grown <= 0) return;
		const unfinished =
			end.unfinishedBytes > 0 ? ` (its last line was not whole and is left for then)` : '';
		say(
			`${file.path}: ${grown} bytes came while it was read${unfinished}; to go on: ${resumeCommand(options, left, end.nextLine)}`
		);
	}
}

export function authorisation({ token }: ImportOptions): Record<string, string> {
	return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

/** Null where each row names its own city. */
function cityOfRows({ city }: ImportOptions, mapping: Mapping | undefined): string | null {
	const isOwn = mapping?.events.every(({ fields }) => 'city' in fields) ?? false;
	return isOwn ? null : (city ?? mapping?.city ?? null);
}

/** A wrong address should not cost minutes of trying. */
async function checkServer({ url }: ImportOptions, { signal }: RunDeps): Promise<void> {
	const answer = await fetch(`${url}/healthz`, { signal }).catch(() => null);
	await answer?.body?.cancel();
	if (!answer?.ok)
		throw new Error(`no server answers at ${url}; start it with npm start, or --url`);
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
