import { expect, it } from 'vitest';
import { pageOf, partsOf, plotOf, range } from './report.ts';

it('a section that is written again leaves the others as they were, in the order of the page', () => {
	const page = pageOf(
		new Map([
			['b', '## B\n\n| 1 |'],
			['other', 'kept'],
			['a', '## A']
		]),
		['a', 'b']
	);
	expect([...partsOf(page).keys()]).toEqual(['a', 'b', 'other']);
	const parts = partsOf(page).set('a', '## A again');
	expect(pageOf(partsOf(pageOf(parts, ['a', 'b'])), ['a', 'b'])).toBe(
		page.replace('## A', '## A again')
	);
});

it('a range is the median with the least and the greatest', () =>
	expect([range([3, 1, 2], 0), range([4, 1, 2, 3], 1)]).toEqual(['2 (1–3)', '2.5 (1.0–4.0)']));

it('a plot names its bars and their unit', () =>
	expect(
		plotOf({
			title: 'A year',
			unit: 'ms',
			bars: [
				['ours', 2.345],
				['plain', 104.2]
			]
		})
	).toBe(
		'```mermaid\nxychart-beta\n\ttitle "A year"\n\tx-axis ["ours", "plain"]\n\ty-axis "ms"\n\tbar [2.3, 100]\n```'
	));
