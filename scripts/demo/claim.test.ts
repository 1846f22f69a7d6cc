import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkUnclaimed, claim, release } from './claim.ts';
import { readMarker, writeMarker } from './marker.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'rexian-demo-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a claim on a data folder', () => {
	it('keeps a second demo out while a process of the first runs', () => {
		claim(folder, 2 ** 30, process.pid);
		expect(() => checkUnclaimed(folder)).toThrow(`process ${process.pid} runs a demo`);
	});

	it('ends with its processes or when released', () => {
		claim(folder, 2 ** 30);
		expect(() => checkUnclaimed(folder)).not.toThrow();
		claim(folder, process.pid);
		release(folder);
		expect(() => checkUnclaimed(folder)).not.toThrow();
	});
});

describe('a marker', () => {
	const city = { seed: 1, city: '420100', scale: 1 };
	const loaded = { oldestDay: 1_763_913_600_000, deliveredTo: 1_763_950_000_000 };

	it('says what a folder holds', () => {
		expect(readMarker(folder, city)).toBeNull();
		writeMarker(folder, city, loaded);
		expect(readMarker(folder, city)).toEqual(loaded);
	});

	it('refuses to mix two lives in one folder', () => {
		writeMarker(folder, city, loaded);
		expect(() => readMarker(folder, { ...city, seed: 2 })).toThrow(/--reset/);
	});
});
