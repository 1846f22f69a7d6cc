/**
 * `npm run backtest -- --city 420100 --from 2026-09-01 --to 2026-11-01 [--rule FILE]`: the alerts that a
 * rule would have raised over stored history. DATA_DIR names the store; its server must be stopped.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { alertRuleSchema, DEFAULT_RULES, type RateRule } from '#contract/alert-rules';
import { parseQueryInstant } from '#contract/instant';
import { backtest } from '../server/alerts/backtest.ts';
import { dayOverrides } from '../server/alerts/kinds.ts';
import { readEnv } from '../server/env.ts';
import { createSettings } from '../server/settings/settings.ts';
import { migrate } from '../server/store/migrate.ts';
import { openStore } from '../server/store/store.ts';

const { values } = parseArgs({
	options: {
		city: { type: 'string' },
		from: { type: 'string' },
		to: { type: 'string' },
		rule: { type: 'string' }
	}
});

function fail(message: string): never {
	console.error(`backtest: ${message}`);
	process.exit(2);
}

/** A date is its Beijing midnight. */
function instant(name: 'from' | 'to'): number {
	const text = values[name] ?? fail(`--${name}: got nothing; want 2026-09-01 or ISO 8601`);
	const at = parseQueryInstant(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00+08:00` : text);
	return at ?? fail(`--${name}: got "${text}"; want 2026-09-01 or ISO 8601 with an offset`);
}

function readRule(): RateRule {
	if (values.rule === undefined) return DEFAULT_RULES.evening as RateRule;
	const parsed = alertRuleSchema.safeParse(JSON.parse(readFileSync(values.rule, 'utf8')));
	if (!parsed.success)
		return fail(
			`--rule: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`
		);
	if (parsed.data.kind !== 'fall' && parsed.data.kind !== 'target')
		return fail('--rule: want one of kind fall or target');
	return parsed.data;
}

const city = values.city ?? fail('--city: got nothing; want a code such as 420100');
const window = { from: instant('from'), to: instant('to') };
if (window.from >= window.to) fail('--to: want an instant after --from');
const rule = readRule();
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
	const percent = (ratio: number | null) =>
		ratio === null ? '–' : `${(ratio * 100).toFixed(1)} %`;
	for (const alert of result.alerts)
		console.log(
			`${alert.fired_at}  since ${alert.since.slice(11, 16)}  until ${alert.resolved_at?.slice(11, 16) ?? '…'}  ` +
				`${percent(alert.observed.value)} of ${alert.observed.denominator}, expected ${percent(alert.expected)}, at worst ${percent(alert.depth)}  ` +
				`heard after ${alert.delay_facts} facts, ${Math.round(alert.delay_seconds / 60)} min, ${alert.lost_before.toFixed(0)} lost by then, ${alert.excess_lost.toFixed(0)} in all`
		);
	const speed = result.watch_ms > 0 ? (result.facts / result.watch_ms) * 1000 : 0;
	console.log(
		`${result.alerts.length} alerts; ${result.facts} facts in ${(result.total_ms / 1000).toFixed(1)} s, the watch alone ${(speed / 1e6).toFixed(1)} M a second`
	);
} finally {
	await store.close();
}
