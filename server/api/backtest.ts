/** `POST /v1/backtest`: a rule in force, or one that is only thought of, played over stored history. */
import type { Context } from 'hono';
import { z } from 'zod';
import { alertRuleSchema, type AlertRule, type RateRule } from '#contract/alert-rules';
import type { BacktestAnswer } from '#contract/backtest';
import { DAY_MS, formatInstant, parseQueryInstant } from '#contract/instant';
import { backtest } from '../alerts/backtest.ts';
import { rulesOf, dayOverrides } from '../alerts/kinds.ts';
import type { AlertsDeps } from './alerts.ts';
import type { AppEnv } from './app.ts';
import { ApiError } from './errors.ts';
import { readCity } from './query.ts';

const LONGEST_DAYS = 1_100;

const bodySchema = z.object({ rule: z.unknown(), from: z.string(), to: z.string() });

/** One at a time: each reads a long history. */
let lane: Promise<unknown> = Promise.resolve();

async function readBody(c: Context<AppEnv>) {
	const text = await c.req.text();
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		throw new ApiError(400, 'body_unreadable', 'body: want JSON: {rule, from, to}');
	}
	const parsed = bodySchema.safeParse(json);
	if (!parsed.success || parsed.data.rule === undefined)
		throw new ApiError(422, 'value_invalid', 'body: want {rule: an id or a rule, from, to}');
	return parsed.data;
}

function instant(name: 'from' | 'to', text: string): number {
	const at = parseQueryInstant(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00+08:00` : text);
	if (at === null || at === undefined)
		throw new ApiError(
			422,
			'value_invalid',
			`${name}: got "${text.slice(0, 40)}"; want 2026-09-01 or ISO 8601 with an offset`
		);
	return at;
}

function readRule(given: unknown, inForce: ReadonlyMap<string, AlertRule>): RateRule {
	let rule: AlertRule | undefined;
	if (typeof given === 'string') {
		rule = inForce.get(given);
		if (!rule)
			throw new ApiError(404, 'rule_unknown', `rule: there is no rule "${given.slice(0, 64)}"`);
	} else {
		const parsed = alertRuleSchema.safeParse(given);
		if (!parsed.success) {
			const fields = parsed.error.issues.map(({ path, message }) => ({
				path: ['rule', ...path.map(String)].join('.'),
				message
			}));
			const named = fields.map(({ path, message }) => `${path}: ${message}`);
			throw new ApiError(422, 'value_invalid', named.join('; '), { fields });
		}
		rule = parsed.data;
	}
	if (rule.kind !== 'fall' && rule.kind !== 'target')
		throw new ApiError(422, 'value_invalid', `rule: got kind ${rule.kind}; want fall or target`);
	return rule;
}

export async function answerBacktest(
	deps: AlertsDeps,
	c: Context<AppEnv>
): Promise<BacktestAnswer> {
	const city = readCity(c.req.query(), c.get('identity'));
	const body = await readBody(c);
	const [from, to] = [instant('from', body.from), instant('to', body.to)];
	const days = Math.ceil((to - from) / DAY_MS);
	if (days < 1 || days > LONGEST_DAYS)
		throw new ApiError(
			422,
			'value_invalid',
			`to: got ${days} days after from; want 1 to ${LONGEST_DAYS}`
		);
	const rule = readRule(body.rule, await rulesOf(deps.settings, city));
	const stream = { city, measure: rule.measure, line: rule.line };
	const overrides = await dayOverrides(deps.settings, city);
	const play = lane.then(() =>
		backtest(deps.store, deps.config, stream, rule, { from, to }, overrides)
	);
	lane = play.catch(() => undefined);
	const { alerts, facts, total_ms } = await play;
	return {
		city,
		from: formatInstant(from),
		to: formatInstant(to),
		rule,
		days,
		facts,
		took_seconds: total_ms / 1000,
		alerts
	};
}
