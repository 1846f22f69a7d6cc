/** What the data folder already holds, so that a second start goes on where the first one ended. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SimulatorOptions } from '../simulate/simulator.ts';

const FILE = 'demo.json';

/** Grows when the simulator tells the same day differently. */
const MODEL = 1;

export interface Loaded {
	/** Midnight of the oldest day of birth that is loaded; all younger ones are, too. */
	oldestDay: number;
	/** Whatever facts of these days had to report before this instant was delivered. */
	deliveredTo: number;
}

interface Marker extends SimulatorOptions {
	model: number;
	loaded: Loaded | null;
}

/** Says what is loaded, null for a folder without a marker. Throws if it holds another city's life. */
export function readMarker(
	dataDir: string,
	{ seed, city, scale }: SimulatorOptions
): Loaded | null {
	let text: string;
	try {
		text = readFileSync(join(dataDir, FILE), 'utf8');
	} catch {
		return null;
	}
	const marker = JSON.parse(text) as Marker;
	const told = JSON.stringify([marker.model, marker.seed, marker.city, marker.scale]);
	const wanted = JSON.stringify([MODEL, seed, city, scale]);
	if (told !== wanted)
		throw new Error(
			`${dataDir} holds a demo with [model, seed, city, scale] ${told}, asked for ${wanted}: add --reset to begin anew`
		);
	return marker.loaded;
}

export function writeMarker(
	dataDir: string,
	{ seed, city, scale }: SimulatorOptions,
	loaded: Loaded | null
): void {
	const marker: Marker = { model: MODEL, seed, city, scale, loaded };
	const file = join(dataDir, FILE);
	writeFileSync(`${file}.new`, JSON.stringify(marker) + '\n');
	renameSync(`${file}.new`, file);
}
