/**
 * The plain way, to compare with, doing the same work: zod a row, HMAC of the caller, canonical content,
 * one `client.insert` of objects a request into the same log with the same durability, acknowledged
 * after it; and what came since is settled into the same tables by one statement over the log, again
 * and again. It has no group commit, no columns, no compiled check, and remembers nothing of identities.
 */
import { createHmac } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { callSchema } from '#contract/events';
import { FACT_TABLES } from '../../server/store/fact-tables.ts';
import { migrate } from '../../server/store/migrate.ts';
import { factsSql } from '../../server/store/resettle.ts';
import { openStore } from '../../server/store/store.ts';

const store = await openStore({ dataDir: process.env.DATA_DIR ?? '' });
await migrate(store, process.env.DURABILITY === 'process' ? 'process' : 'power');

const key = Buffer.alloc(32, 1);
const hash = (caller: string) => createHmac('sha256', key).update(caller).digest('hex');
const CALLS = FACT_TABLES.find(({ type }) => type === 'call')!;
const stall = monitorEventLoopDelay({ resolution: 10 });
stall.enable();

let batch = 0;
let acknowledged = 0;
let settled = 0;
/** Facts by batch that are in the log and not settled. */
const waiting = new Map<number, number>();

function factOf(line: string): Record<string, unknown> {
	const { caller, ...call } = callSchema.parse(JSON.parse(line));
	const known = Object.entries(call)
		.filter(([, value]) => value != null)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return {
		batch,
		received_at: Date.now(),
		source: 'plain',
		run: '',
		city: Number(call.city),
		type: 'call',
		id: call.call_id,
		revision: call.revision,
		void: 0,
		happened_at: call.arrived_at,
		caller: caller ? hash(caller) : '',
		content: JSON.stringify(Object.fromEntries(known))
	};
}

async function settleForever(): Promise<never> {
	for (;;) {
		const batches = [...waiting.keys()];
		if (batches.length === 0) {
			await new Promise((wake) => setTimeout(wake, 10));
			continue;
		}
		const since = `type = 'call' AND batch IN (${batches.join(', ')})`;
		await store.settle(
			factsSql(CALLS, `(city, type, id) IN (SELECT city, type, id FROM raw_events WHERE ${since})`)
		);
		for (const done of batches) {
			settled += waiting.get(done) ?? 0;
			waiting.delete(done);
		}
	}
}
void settleForever();

const app = new Hono();
app.post('/v1/events', async (c) => {
	const lines = (await c.req.text()).split('\n').filter((line) => line !== '');
	const own = ++batch;
	const facts = lines.map((line) => ({ ...factOf(line), batch: own }));
	await store.insert('raw_events', facts);
	waiting.set(own, facts.length);
	acknowledged += facts.length;
	return c.json({ accepted: facts.length, rejected_total: 0, rejected: [] });
});
app.get('/metrics', (c) => {
	const { user, system } = process.cpuUsage();
	const text = [
		`nodejs_eventloop_lag_max_seconds ${stall.max / 1e9}`,
		`process_cpu_seconds_total ${(user + system) / 1e6}`,
		`rexian_unsettled_facts ${acknowledged - settled}`
	].join('\n');
	stall.reset();
	return c.text(text);
});

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
	console.error(JSON.stringify({ message: 'listening', url: `http://127.0.0.1:${port}` }));
});
