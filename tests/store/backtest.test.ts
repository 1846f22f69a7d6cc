/** `npm run backtest` over the demo's city: it finds the evenings that were planted, and nothing else. */
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { absenceOn } from '../../scripts/simulate/absence.ts';
import { daysBetween } from '../../scripts/simulate/calendar.ts';
import { callFact } from '../../scripts/simulate/callFacts.ts';
import { Callers } from '../../scripts/simulate/callers.ts';
import { callsOf } from '../../scripts/simulate/calls.ts';
import { createDials, dayFactorOn, incidentOn } from '../../scripts/simulate/dials.ts';
import { makeFolder, startTestServer } from '../harness.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const instant = (date: string) => Date.parse(`${date}T00:00+08:00`);
const [LEARNS, FROM, TO] = ['2026-08-08', '2026-08-30', '2026-11-24'];
/** As `npm run demo` makes it. */
const CITY = { seed: 1, city: '420100', scale: 1, callers: new Callers(1, '420100', 1) };
const BATCH = 5_000;
/** A crowd that nobody rostered for, and an incident from which calls last into the evening. */
const CROWD = 1.2;
const LASTS_FROM_HOUR = 15;

const folder = makeFolder();
const dateOf = (day: number) => new Date(day + 8 * HOUR).toISOString().slice(0, 10);
const days = daysBetween(instant(FROM), instant(TO));
let output = '';

/** Calls of the evening alone: the rule watches no other hours. */
function* evenings() {
	const dialsOn = createDials(CITY);
	for (const day of daysBetween(instant(LEARNS), instant(TO)))
		for (const call of callsOf(CITY, day, dialsOn(day)))
			if (call.dial.at >= day + 16.5 * HOUR) yield callFact(CITY.city, call).at(-1)!.event;
}

beforeAll(async () => {
	const server = await startTestServer({ folder, clock: () => instant(TO) + DAY });
	let batch: unknown[] = [];
	for (const event of evenings()) {
		batch.push(event);
		// Making calls takes long on a busy machine: an idle connection that was closed meanwhile must be seen.
		if (batch.length % 250 === 0) await setImmediate();
		if (batch.length < BATCH) continue;
		await server.sendAll(batch);
		batch = [];
	}
	await server.sendAll(batch);
	await server.settled();
	await server.close();
	const ask = ['backtest', '--city', CITY.city, '--from', FROM, '--to', TO];
	const { stdout } = await promisify(execFile)('node', ['scripts/run.mjs', ...ask], {
		env: { ...process.env, DATA_DIR: folder, DURABILITY: 'process' }
	});
	output = stdout;
}, 240_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const heard = () => output.split('\n').filter((line) => /^20\d\d-/.test(line));

it('hears every evening on which agents were missing, within the hour', () => {
	const absences = days.flatMap((day) => {
		const absence = absenceOn(CITY.seed, CITY.city, day);
		return absence ? [{ day, ...absence }] : [];
	});
	expect(absences.length).toBeGreaterThanOrEqual(3);
	for (const { day, from } of absences) {
		const line = heard().find((one) => one.startsWith(dateOf(day)));
		const minutes = (Date.parse(line?.slice(0, 29) ?? '') - (day + from * HOUR)) / 60_000;
		expect(minutes, `${dateOf(day)} from ${from}: ${line}`).toBeLessThan(60);
		expect(minutes).toBeGreaterThan(0);
	}
});

it('says nothing of an evening that had neither absence nor incident nor crowd', () => {
	const planted = days.filter((day) => {
		const incident = incidentOn(CITY, day);
		return (
			absenceOn(CITY.seed, CITY.city, day) !== null ||
			(incident !== null && incident.hour >= LASTS_FROM_HOUR) ||
			dayFactorOn(CITY, day) >= CROWD
		);
	});
	expect(planted.length).toBeLessThan(days.length / 8);
	const dates = new Set(planted.map(dateOf));
	expect(heard().filter((line) => !dates.has(line.slice(0, 10)))).toEqual([]);
});
