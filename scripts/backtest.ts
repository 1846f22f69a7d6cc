/**
 * `npm run backtest`: the alerts that a rule would have raised over stored history, through the engine that
 * raises them live.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BacktestAlert } from '#contract/backtest';
import { alertRuleSchema, DEFAULT_RULES, type RateRule } from '#contract/alert-rules';
import { parseQueryInstant } from '#contract/instant';
import { prefecture } from '#reference/prefectures';
import { backtest } from '../server/alerts/backtest.ts';
import { dayOverrides } from '../server/alerts/kinds.ts';
import { readEnv } from '../server/env.ts';
import { createSettings } from '../server/settings/settings.ts';
import { migrate } from '../server/store/migrate.ts';
import { openStore } from '../server/store/store.ts';
import { OptionError, readArgs, runCommand } from './command.ts';

const USAGE = `npm run backtest -- --city CODE --from TIME --to TIME [--rule FILE]
  --city <code>   a prefecture with data, such as 420100
  --from, --to    2026-09-01 (its Beijing midnight), or ISO 8601 with an offset
  --rule <file>   a rule of kind fall or target as JSON (the city's evening rule as it is built in)
DATA_DIR names the store, whose server must be stopped; or CLICKHOUSE_URL.`;

interface Options {
	city: string;
	window: { from: number; to: number };
	rule: RateRule;
}

function readOptions(args: string[]): Options {
	const text = { type: 'string' } as const;
	const { values } = readArgs({ args, options: { city: text, from: text, to: text, rule: text } });
	const { city, rule } = values;
	if (city === undefined || !prefecture(city))
		throw new OptionError(
			`--city: got ${city ? `"${city}"` : 'nothing'}, want a code such as 420100`
		);
	const window = { from: instant('from', values.from), to: instant('to', values.to) };
	if (window.from >= window.to) throw new OptionError('--to: want an instant after --from');
	return {
		city,
		window,
		rule: rule === undefined ? (DEFAULT_RULES.evening as RateRule) : readRule(rule)
	};
}

/** A date is its Beijing midnight. */
function instant(name: 'from' | 'to', text = ''): number {
	const at = parseQueryInstant(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00+08:00` : text);
	if (at !== null) return at;
	const got = text === '' ? 'nothing' : `"${text}"`;
	throw new OptionError(`--${name}: got ${got}, want 2026-09-01 or ISO 8601 with an offset`);
}

function readRule(file: string): RateRule {
	const parsed = alertRuleSchema.safeParse(
		JSON.parse(readFileSync(resolve(process.env.INIT_CWD ?? '', file), 'utf8'))
	);
	if (!parsed.success) {
		const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
		throw new OptionError(`--rule: ${file}: ${faults.join('; ')}`);
	}
	if (parsed.data.kind !== 'fall' && parsed.data.kind !== 'target')
		throw new OptionError(`--rule: ${file}: got kind ${parsed.data.kind}, want fall or target`);
	return parsed.data;
}

const percent = (ratio: number | null) => (ratio === null ? '–' : `${(ratio * 100).toFixed(1)} %`);

function lineOf(alert: BacktestAlert): string {
	return (
		`${alert.fired_at}  since ${alert.since.slice(11, 16)}  until ${alert.resolved_at?.slice(11, 16) ?? '…'}  ` +
		`${percent(alert.observed.value)} of ${alert.observed.denominator}, expected ${percent(alert.expected)}, at worst ${percent(alert.depth)}  ` +
		`heard after ${alert.delay_facts} facts, ${Math.round(alert.delay_seconds / 60)} min, ${alert.lost_before.toFixed(0)} lost by then, ${alert.excess_lost.toFixed(0)} in all`
	);
}

await runCommand('backtest', USAGE, async (args) => {
	const { city, window, rule } = readOptions(args);
	const env = readEnv(process.env);
	const store = await openStore({ dataDir: env.DATA_DIR, url: env.CLICKHOUSE_URL });
	try {
		await migrate(store, env.DURABILITY);
		const config = {
			satisfiedFrom: env.SATISFIED_FROM,
			serviceLevelSeconds: env.SERVICE_LEVEL_SECONDS,
			repeatDays: env.REPEAT_DAYS,
			shortAbandonSeconds: env.SHORT_ABANDON_SECONDS
		};
		const overrides = await dayOverrides(createSettings({ store, clock: Date.now }), city);
		const stream = { city, measure: rule.measure, line: rule.line };
		const result = await backtest(store, config, stream, rule, window, overrides);
		for (const alert of result.alerts) console.log(lineOf(alert));
		const speed = result.watch_ms > 0 ? (result.facts / result.watch_ms) * 1000 : 0;
		console.log(
			`${result.alerts.length} alerts; ${result.facts} facts in ${(result.total_ms / 1000).toFixed(1)} s, the watch alone ${(speed / 1e6).toFixed(1)} M a second`
		);
	} finally {
		await store.close();
	}
});
