import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';

it('writes empty cells for what is unknown, and nothing that a spreadsheet would run', () => {
	expect(
		csvOf([
			['名称', 'n'],
			['a,"b"', null],
			['=1+1', 0.5]
		])
	).toBe('\uFEFF名称,n\r\n"a,""b""",\r\n\'=1+1,0.5\r\n');
});
