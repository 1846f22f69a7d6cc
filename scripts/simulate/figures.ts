/** Prints what the simulated city produces: `npx tsx scripts/simulate/figures.ts --days 90 --seed 1`. */
import { beijingMidnight, DAY_MS, formatInstant } from '#contract/instant';
import { PHONE_SLOT_IDS } from '#contract/slots';
import { parseArgs } from 'node:util';
import { createSimulator } from './simulator.ts';
import { Tally } from './tally.ts';

const { values } = parseArgs({
	options: {
		seed: { type: 'string', default: '1' },
		city: { type: 'string', default: '420100' },
		scale: { type: 'string', default: '1' },
		days: { type: 'string', default: '90' },
		until: { type: 'string', default: '2025-12-01T00:00:00+08:00' }
	}
});
const simulator = createSimulator({
	seed: Number(values.seed),
	city: values.city,
	scale: Number(values.scale)
});
const until = beijingMidnight(Date.parse(values.until));
const days = Number(values.days);
const tally = new Tally();
const started = performance.now();
for (let back = days; back >= 1; back--) tally.add(simulator.bornOn(until - back * DAY_MS));
const seconds = (performance.now() - started) / 1_000;

console.log(`${days} days before ${formatInstant(until)}`);
console.log(
	`calls a day ${(tally.calls / days).toFixed(0)}, tickets ${(tally.tickets / days).toFixed(0)}`
);
console.log(
	`${tally.events} facts in ${seconds.toFixed(1)} s, ${(tally.events / seconds).toFixed(0)} a second`
);
for (const id of [...tally.shares.keys()].sort()) {
	const [numerator, denominator] = tally.shares.get(id) ?? [0, 0];
	console.log(
		`${id.padEnd(24)} ${(numerator / denominator).toFixed(4)}  ${numerator} / ${denominator}`
	);
}
for (const slot of PHONE_SLOT_IDS)
	console.log(`15-minute losses, ${slot.padEnd(10)} ${tally.overDispersion(slot).toFixed(2)}`);
