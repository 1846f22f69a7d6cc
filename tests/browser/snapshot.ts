/**
 * Compares a picture of a page with the one that is kept of it. Kept pictures are small and of few
 * colours: shrinking averages what differs from machine to machine, not what is shown.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { encodePalette } from './palette.ts';

const RESULTS = join(import.meta.dirname, '../../test-results');
/** `repository` is committed and holds for every machine; `machine` is git-ignored. */
const KEPT = {
	repository: join(import.meta.dirname, 'snapshots'),
	machine: join(RESULTS, 'kept')
} as const;
const FAILED = join(RESULTS, 'snapshots');
const asked = process.env.REXIAN_SNAPSHOTS;
/** `update` keeps anew what lies in the repository, `update-all` what this machine keeps too. */
const isUpdate = asked === 'update' || asked === 'update-all';
export const isOfAll = asked !== 'update';

/** A colour has 16 levels in what is kept. */
const STEP = 17;
/** Least difference in colour that counts, 0 to 1: above half a level. */
const THRESHOLD = 0.06;
/** So many pixels may differ in any square: fewer than a digit of the smallest text has. */
const MOST_DIFFERING = 2;
const SQUARE = 12;
/** The system chooses it anew each time. */
const PORT = /127\.0\.0\.1:\d+/;
/** How long a page may take to look as it is kept, or to stand still; slow machines are busy. */
const PATIENCE_MS = 45_000;

/** How much smaller than the page its picture is: a phone's half, 270 lines of a screen. */
export const shrinkOf = (width: number, height: number): number => (width < 700 ? 2 : height / 270);

function flatten({ width, height, data }: PNG): PNG {
	const flat = new PNG({ width, height });
	data.forEach((value, at) => (flat.data[at] = Math.round(value / STEP) * STEP));
	return flat;
}

const read = (path: string) => PNG.sync.read(readFileSync(path));
function write(path: string, png: PNG): void {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, encodePalette(png) ?? PNG.sync.write(png, { colorType: 2 }));
}

interface Difference {
	fault: string;
	picture: PNG;
}

function differenceOf(kept: PNG, seen: PNG): Difference | null {
	const { width, height } = kept;
	const picture = new PNG({ width, height });
	if (seen.width !== width || seen.height !== height)
		return {
			fault: `is ${seen.width} × ${seen.height}, was ${width} × ${height}`,
			picture
		};
	const most = pixelmatch(kept.data, seen.data, picture.data, width, height, {
		threshold: THRESHOLD,
		includeAA: true,
		windowSize: SQUARE
	});
	return most <= MOST_DIFFERING
		? null
		: { fault: `${most} pixels of a square of ${SQUARE} differ`, picture };
}

/**
 * Holds the page against what is kept under this name; it is to be open with a device scale of
 * 1 / `shrinkOf`. Throws when it looks otherwise, and then what was kept, what is seen and the
 * difference lie in `test-results/snapshots`. With `REXIAN_SNAPSHOTS=update` it is kept as it looks
 * now. `none`: this machine keeps nothing of it, which only `machine` allows.
 */
export async function compareWithKept(
	page: Page,
	name: string,
	where: keyof typeof KEPT,
	fullPage = false
): Promise<'same' | 'none'> {
	const path = join(KEPT[where], `${name}.png`);
	const shoot = async () =>
		flatten(
			PNG.sync.read(
				await page.screenshot({
					fullPage,
					animations: 'disabled',
					mask: [page.getByText(PORT)]
				})
			)
		);
	if (isUpdate) return keep(page, path, shoot);
	if (!existsSync(path)) {
		if (where === 'machine') return 'none';
		throw new Error(`${name}: no picture is kept; REXIAN_SNAPSHOTS=update keeps one`);
	}
	const kept = read(path);
	let seen: PNG = kept;
	let difference: Difference | null = null;
	const looksAsKept = async () => {
		await standsStill(page);
		seen = await shoot();
		difference = differenceOf(kept, seen);
		return difference === null;
	};
	if (await comesTrue(looksAsKept)) return 'same';
	const { fault, picture } = difference!;
	write(join(FAILED, `${name}.kept.png`), kept);
	write(join(FAILED, `${name}.seen.png`), seen);
	write(join(FAILED, `${name}.difference.png`), picture);
	throw new Error(`${name}: ${fault}; see ${join(FAILED, name)}.difference.png`);
}

/** Asks again and again while there is patience; each look takes a picture, which is pause enough. */
async function comesTrue(look: () => Promise<boolean>): Promise<boolean> {
	const end = performance.now() + PATIENCE_MS;
	do if (await look()) return true;
	while (performance.now() < end);
	return false;
}

/** Faces are there, nothing moves, and what was changed has been drawn. */
async function standsStill(page: Page): Promise<void> {
	await page.waitForFunction(
		() =>
			document.fonts.status === 'loaded' &&
			document.getAnimations().every(({ playState }) => playState !== 'running')
	);
	await page.evaluate(
		() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
	);
}

/** Keeps what stands still; a picture that still holds stays as it is, byte for byte. */
async function keep(page: Page, path: string, shoot: () => Promise<PNG>): Promise<'same'> {
	await standsStill(page);
	let seen = await shoot();
	await comesTrue(async () => {
		await standsStill(page);
		const last = seen;
		seen = await shoot();
		return seen.data.equals(last.data);
	});
	if (!existsSync(path) || differenceOf(read(path), seen) !== null) write(path, seen);
	return 'same';
}
