/** The demo's options, from the command line. */
import prefectures from '../../src/lib/reference/prefectures.json' with { type: 'json' };
import { OptionError, readArgs } from '../command.ts';

export interface DemoOptions {
	days: number;
	seed: number;
	scale: number;
	city: string;
	/** Absent: PORT, else the first free port from 12345 on. */
	port: number | undefined;
	reset: boolean;
}

export const USAGE = `npm run demo -- [options]
  --days <n>     days of history before today, 1 to 400 (90)
  --seed <n>     whole number that decides everything that happens (1)
  --scale <x>    0.05 to 20; 1 is about 4,500 calls on a workday (1)
  --city <code>  six digits of a prefecture (420100, 武汉市)
  --port <n>     port on 127.0.0.1 (PORT, else the first free one from 12345 on)
  --reset        throw the demo's data away first`;

function numberOf(name: string, text: string, low: number, high: number, whole: boolean): number {
	const value = Number(text);
	if (text.trim() !== '' && value >= low && value <= high && (!whole || Number.isInteger(value)))
		return value;
	const kind = whole ? 'a whole number' : 'a number';
	throw new OptionError(`--${name}: got "${text}", want ${kind} from ${low} to ${high}`);
}

/** Reads options; throws OptionError naming what is wrong. */
export function readOptions(args: readonly string[], portFromEnv: string | undefined): DemoOptions {
	const { values } = parse(args);
	if (!prefectures.some(({ code }) => code === values.city))
		throw new OptionError(`--city: got "${values.city}", want a prefecture's code such as 420100`);
	const port = values.port ?? (portFromEnv === '' ? undefined : portFromEnv);
	return {
		days: numberOf('days', values.days, 1, 400, true),
		seed: numberOf('seed', values.seed, 0, 2 ** 31 - 1, true),
		scale: numberOf('scale', values.scale, 0.05, 20, false),
		city: values.city,
		port: port === undefined ? undefined : numberOf('port', port, 1, 65_535, true),
		reset: values.reset
	};
}

function parse(args: readonly string[]) {
	return readArgs({
		args: [...args],
		options: {
			days: { type: 'string', default: '90' },
			seed: { type: 'string', default: '1' },
			scale: { type: 'string', default: '1' },
			city: { type: 'string', default: '420100' },
			port: { type: 'string' },
			reset: { type: 'boolean', default: false }
		}
	});
}
