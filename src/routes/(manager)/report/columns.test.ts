import { describe, expect, it } from 'vitest';
import type { ReportSection } from '$lib/report/types.ts';
import { columnsOf } from './columns.ts';

const sections = (...ids: string[]) => ids.map((id) => ({ id }) as ReportSection);
const ids = (columns: ReportSection[][]) => columns.map((column) => column.map(({ id }) => id));

describe('the columns of a report', () => {
	it('are one, in the order of print, on a desk', () => {
		expect(ids(columnsOf(sections('summary', 'peers', 'method'), false))).toEqual([
			['summary', 'peers', 'method']
		]);
	});

	it('are what fills them on a very wide screen, and lose no section that is new', () => {
		const all = sections(
			'summary',
			'index',
			'measures',
			'slots',
			'peers',
			'quality',
			'method',
			'x'
		);
		expect(ids(columnsOf(all, true))).toEqual([
			['summary', 'index'],
			['measures', 'slots', 'quality', 'method'],
			['peers', 'x']
		]);
	});

	it('leave out a column that has nothing', () => {
		expect(ids(columnsOf(sections('summary', 'method'), true))).toEqual([['summary'], ['method']]);
	});
});
