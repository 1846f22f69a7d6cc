import { describe, expect, it } from 'vitest';
import { readCsv } from './csv.ts';

describe('readings from a CSV', () => {
	it('come by the header’s columns, in any order, each bad line named', () => {
		const lines = readCsv(
			'\uFEFFitem,method,value,from,to,note,reading_id\n' +
				'trust,survey,91.2,2026-10-01,2026-10-31,"电话, 访问",t1\n' +
				'smile,survey,1,2026-10-01,2026-10-31,,\n'
		);
		expect(lines[0]).toMatchObject({ line: 2, id: 't1', faults: {} });
		expect(lines[0]!.typed).toMatchObject({ value: '91.2', n: '', note: '电话, 访问' });
		expect(lines[1]).toMatchObject({ line: 3, id: '', faults: { item: 'unknown' } });
	});
	it('that lack a column say which', () => {
		expect(() => readCsv('item,value,from\ntrust,1,2026-10-01')).toThrow('method, to');
		expect(() => readCsv('')).toThrow('item');
	});
});
