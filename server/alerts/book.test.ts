import { describe, expect, it } from 'vitest';
import type { Alert, AlertNotice, Inhibition } from '#contract/alerts';
import { DEFAULT_RULES } from '#contract/alert-rules';
import type { Store } from '../store/store.ts';
import type { LoggedAlert } from './alert-log.ts';
import { openBook } from './book.ts';
import type { AlertDraft } from './draft.ts';
import type { Silences } from './kinds.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-11-24T19:00+08:00');
const IMPORT: Inhibition[] = [{ reason: 'import', since: '', subject: null }];

const draft = (rule: string, more: Partial<AlertDraft> = {}): AlertDraft => ({
	rule,
	kind: 'fall',
	scope: { measure: 'connection_rate', slot: 'evening', line: null, subject: null },
	severity: 'warning',
	since: '2026-11-24T18:50:00.000+08:00',
	expected: 0.95,
	observed: null,
	observed_seconds: null,
	depth: null,
	excess_lost: 5,
	delay_facts: 9,
	...more
});

/** A book over a log of its own; a second one over the same log is what a restart opens. */
function createLog() {
	const rows: { id: string; told: string; at: number; alert: string; seq: number }[] = [];
	const notices: AlertNotice[] = [];
	const store = {
		insert: (_table: string, added: typeof rows) => {
			rows.push(...added);
			return Promise.resolve();
		}
	} as unknown as Store;
	const alerts = (): Promise<LoggedAlert[]> =>
		Promise.resolve(
			[...new Set(rows.map(({ id }) => id))].map((id) => {
				const own = rows.filter((row) => row.id === id);
				const last = own.at(-1)!;
				const told = own.flatMap((row): [string, number][] =>
					row.told === '' ? [] : [[row.told, row.at]]
				);
				return { alert: JSON.parse(last.alert) as Alert, seq: last.seq, told };
			})
		);
	const open = async (now = START) => {
		const notify = (notice: AlertNotice) => void notices.push(notice);
		const book = await openBook({ store, readings: { alerts }, notify }, '420100', now);
		return {
			...book,
			tell: (at: number, inhibitions = [] as Inhibition[], silences = [] as Silences) =>
				book.tellAll(at, silences, inhibitions, (id) => DEFAULT_RULES[id])
		};
	};
	const told = () => notices.map(({ kind, alerts: of }) => [kind, of.map(({ rule }) => rule)]);
	return { open, told, notices };
}

describe('escalation', () => {
	it('is told once, so many minutes after people were told, and not of what somebody has', async () => {
		const { open, told } = createLog();
		const book = await open();
		await book.fire(draft('evening', { severity: 'critical' }), START, START);
		await book.tell(START);
		await book.tell(START + 15 * MINUTE - 1);
		expect(told()).toEqual([['firing', ['evening']]]);
		await book.tell(START + 15 * MINUTE);
		await book.tell(START + 40 * MINUTE);
		expect(told().slice(1)).toEqual([['escalated', ['evening']]]);
		expect(book.get('evening')?.escalated_at).not.toBeNull();
	});
	it('does not come to who has acknowledged', async () => {
		const { open, told } = createLog();
		const book = await open();
		await book.fire(draft('evening'), START, START);
		await book.tell(START);
		await book.acknowledge(book.get('evening')!.id, 'duty', '', START + MINUTE);
		await book.tell(START + 60 * MINUTE);
		expect(told()).toEqual([['firing', ['evening']]]);
	});
	it('waits its minutes from when people were told, where an import held that back', async () => {
		const { open, told } = createLog();
		const book = await open();
		await book.fire(draft('evening'), START, START);
		await book.tell(START + MINUTE, IMPORT);
		expect(told()).toEqual([]);
		await book.tell(START + 20 * MINUTE);
		await book.tell(START + 21 * MINUTE);
		expect(told()).toEqual([['firing', ['evening']]]);
		await book.tell(START + 35 * MINUTE);
		expect(told().slice(1)).toEqual([['escalated', ['evening']]]);
	});
	it('goes on over a restart from the same minute', async () => {
		const { open, told } = createLog();
		const before = await open();
		await before.fire(draft('evening'), START, START);
		await before.tell(START);
		const after = await open(START + 5 * MINUTE);
		await after.tell(START + 14 * MINUTE);
		expect(told()).toEqual([['firing', ['evening']]]);
		await after.tell(START + 15 * MINUTE);
		expect(told().slice(1)).toEqual([['escalated', ['evening']]]);
	});
});

describe('what fires together', () => {
	it('is one message, the gravest first; what is about the means of knowing is another', async () => {
		const { open, told, notices } = createLog();
		const book = await open();
		await book.fire(draft('daytime'), START, START);
		await book.fire(draft('evening', { severity: 'critical' }), START, START);
		await book.fire(draft('feed', { kind: 'silence' }), START, START);
		await book.tell(START);
		expect(told()).toEqual([
			['firing', ['evening', 'daytime']],
			['firing', ['feed']]
		]);
		expect(notices[0]!.title.zh).toMatch(/等 2 项/);
	});
	it('ends in messages of its own, each alert once', async () => {
		const { open, told } = createLog();
		const book = await open();
		for (const rule of ['daytime', 'evening']) await book.fire(draft(rule), START, START);
		await book.tell(START);
		await book.resolve('evening', null, START + MINUTE, 'recovered', START + MINUTE);
		await book.tell(START + MINUTE);
		await book.resolve('daytime', null, START + 2 * MINUTE, 'recovered', START + 2 * MINUTE);
		await book.tell(START + 2 * MINUTE);
		await book.tell(START + 3 * MINUTE);
		expect(told().slice(1)).toEqual([
			['resolved', ['evening']],
			['resolved', ['daytime']]
		]);
	});
});
