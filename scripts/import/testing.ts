/** Imports bytes without a file and a server, for tests. */
import type { Delivery, OutgoingEvent } from './delivery.ts';
import { importFile, type ImportFileOptions } from './importFile.ts';
import { readMapping } from './mapping/load.ts';
import type { SourceFile } from './sourceFile.ts';
import { Tally } from './tally.ts';

export interface Imported {
	tally: Tally;
	/** As they would be sent. */
	events: Record<string, unknown>[];
	sent: OutgoingEvent[];
	said: string[];
	/** The line to go on from. */
	resumeLine: number;
	unfinishedBytes: number;
	error: Error | undefined;
}

export interface Bytes {
	name?: string;
	grownBy?: number;
	/** Bytes a chunk, to cut rows anywhere. */
	chunk?: number;
	mapping?: unknown;
	/** Events after which the server fails. */
	failAfter?: number;
}

export async function importBytes(
	content: string | Buffer,
	{ name = 'rows.csv', grownBy = 0, chunk = 262_144, mapping, failAfter }: Bytes,
	more: Partial<ImportFileOptions> = {}
): Promise<Imported> {
	const bytes = Buffer.from(content);
	const said: string[] = [];
	const say = (text: string) => void said.push(text);
	const tally = new Tally(say);
	const sent: OutgoingEvent[] = [];
	const file: SourceFile = {
		path: name,
		size: bytes.length,
		head: bytes.subarray(0, 65_536),
		read: async function* (onBytes) {
			for (let from = 0; from < bytes.length; from += chunk) {
				onBytes(from);
				yield await Promise.resolve(bytes.subarray(from, from + chunk));
			}
		},
		grownBy: () => grownBy
	};
	const check = () =>
		failAfter !== undefined && sent.length > failAfter
			? Promise.reject(new Error('the server is gone'))
			: Promise.resolve();
	const delivery: Delivery = {
		add: (event) => void sent.push(event),
		room: check,
		drain: check,
		oldestUntaken: () =>
			failAfter === undefined ? null : Math.min(...sent.slice(failAfter).map((e) => e.fromLine)),
		close: () => Promise.resolve()
	};
	const importing = importFile({
		file,
		mapping: mapping === undefined ? undefined : readMapping(mapping, 'mapping.json'),
		format: undefined,
		encoding: undefined,
		zone: undefined,
		city: '420100',
		fromLine: 1,
		tally,
		delivery,
		signal: new AbortController().signal,
		onBytes: () => undefined,
		say,
		...more
	});
	let error: Error | undefined;
	let unfinishedBytes = 0;
	try {
		unfinishedBytes = (await importing.run()).unfinishedBytes;
	} catch (cause) {
		error = cause as Error;
	}
	const events = sent.map(({ json }) => JSON.parse(json) as Record<string, unknown>);
	return { tally, events, sent, said, resumeLine: importing.resumeLine(), unfinishedBytes, error };
}
