/** The plain way, to compare with: zod a row, one `client.insert` a request, durable, nothing else. */
import { createHmac } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { Hono } from 'hono';
import type { z } from 'zod';
import { callSchema } from '#contract/events';

type Connection = NonNullable<Parameters<typeof createClient>[0]>['connection'] & object;
type Call = z.output<typeof callSchema>;

const folder = process.env.DATA_DIR ?? '';
mkdirSync(folder, { recursive: true });
const client = createClient({
	connection: createChdbConnection({ path: folder }) as unknown as Connection
});
await client.command({ query: 'CREATE DATABASE IF NOT EXISTS plain ENGINE = Atomic' });
await client.command({
	query: `CREATE TABLE IF NOT EXISTS plain.calls (
		city UInt32, call_id String, revision UInt64, arrived_at Int64, queued_at Nullable(Int64),
		answered_at Nullable(Int64), ended_at Nullable(Int64), answered_by LowCardinality(String),
		caller String, line LowCardinality(String), queue LowCardinality(String), agent_id String,
		welcome_seconds Nullable(Float64), menu_depth Nullable(Float64), mos Nullable(Float64),
		resolved_on_contact Nullable(Bool)
	) ENGINE = ReplacingMergeTree(revision) ORDER BY (city, call_id)
	SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`
});

const key = Buffer.alloc(32, 1);
const hash = (caller: string) => createHmac('sha256', key).update(caller).digest('hex');

const app = new Hono();
app.post('/v1/events', async (c) => {
	const lines = (await c.req.text()).split('\n').filter((line) => line !== '');
	const values = lines.map((line) => {
		const call: Call = callSchema.parse(JSON.parse(line));
		return { ...call, city: Number(call.city), caller: call.caller ? hash(call.caller) : '' };
	});
	await client.insert({
		table: 'plain.calls',
		values,
		format: 'JSONEachRow'
	});
	return c.json({ accepted: values.length, rejected_total: 0, rejected: [] });
});

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
	console.error(JSON.stringify({ message: 'listening', url: `http://127.0.0.1:${port}` }));
});
