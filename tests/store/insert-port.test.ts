/** The way into the embedded engine and the way into a server write the same rows, whatever the texts. */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FactBatch } from '../../server/ingest/fact-batch.ts';
import { createInsertPort, insertRows } from '../../server/store/insert.ts';
import { migrate } from '../../server/store/migrate.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { makeFolder } from '../harness.ts';

const folder = makeFolder();
let store: Store;
beforeAll(async () => {
	store = await openStore({ dataDir: folder });
	await migrate(store, 'process');
});
afterAll(async () => {
	await store.close();
	await rm(folder, { recursive: true, force: true });
});

it('as columns or as rows, the log holds the same', async () => {
	const facts = new FactBatch();
	const texts = ['a', '中文😀', '\n\nDROP TABLE raw_events;\n', "'\\\t\u0000--", 'x'.repeat(5_000)];
	for (const [i, text] of texts.entries())
		facts.add(`source ${i}`, i % 2 ? `run-${i}` : '', {
			city: 420100,
			type: (['call', 'session', 'ticket', 'rating', 'reading'] as const)[i]!,
			id: text.slice(0, 200),
			revision: 2 ** 53 - i,
			void: (i % 2) as 0 | 1,
			happened_at: i === 0 ? 0 : 1_795_000_000_123 + i,
			caller: i === 1 ? 'ab'.repeat(32) : '',
			content: JSON.stringify({ text })
		});
	await createInsertPort(store).facts(1, 1_795_000_000_000, facts);
	await insertRows(store, 2, 1_795_000_000_000, facts);
	const rows = (batch: number) =>
		store.read(
			`SELECT * EXCEPT batch, hex(digest) AS digest FROM raw_events WHERE batch = ${batch} ORDER BY type`
		);
	const columns = await rows(1);
	expect(columns).toHaveLength(texts.length);
	expect(columns.map((row) => (JSON.parse(String(row.content)) as { text: string }).text)).toEqual(
		texts
	);
	expect(columns).toEqual(await rows(2));
});
