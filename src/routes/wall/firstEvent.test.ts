import { expect, it } from 'vitest';
import { firstEventCommand } from './firstEvent.ts';

it('prints a line that posts one answered call as NDJSON', () => {
	const line = firstEventCommand('http://127.0.0.1:12345', '420100', 1_795_000_000_000);
	expect(line).toContain(`curl -sS http://127.0.0.1:12345/v1/events \\\n`);
	const body = /--data-binary '(.*)'$/.exec(line)?.[1] ?? '';
	expect(JSON.parse(body)).toEqual({
		type: 'call',
		city: '420100',
		call_id: 'first-1795000000000',
		revision: 1,
		arrived_at: 1_794_999_940_000,
		queued_at: 1_794_999_955_000,
		answered_at: 1_794_999_963_000
	});
});
