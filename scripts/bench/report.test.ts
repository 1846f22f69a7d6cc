import { expect, it } from 'vitest';
import { pageOf, partsOf, range } from './report.ts';

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
