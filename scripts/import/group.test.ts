import { expect, it } from 'vitest';
import { GroupWindow } from './group.ts';

function windowOf(window: number) {
	const whole: string[] = [];
	const returned: string[] = [];
	const groups = new GroupWindow<number>({
		window,
		onWhole: ({ key, items, firstLine }) => whole.push(`${key}@${firstLine}:${items.join(',')}`),
		onReturn: (key, line) => returned.push(`${key}@${line}`)
	});
	const add = (...keys: string[]) => keys.forEach((key, i) => groups.add(key, i, i + 1));
	return { groups, whole, returned, add };
}

it('rows of one key are together, whatever stands between them', () => {
	const { add, groups, whole } = windowOf(10);
	add('a', 'b', 'a', 'c', 'b');
	groups.closeAll();
	expect(whole.sort()).toEqual(['a@1:0,2', 'b@2:1,4', 'c@4:3']);
});

it('a group is whole when enough rows have come since its last one', () => {
	const { add, groups, whole } = windowOf(2);
	add('a', 'a', 'b', 'c');
	expect(whole).toEqual(['a@1:0,1']);
	expect(groups.oldestLine()).toBe(3);
});

it('a group that comes back is told', () => {
	const { add, returned } = windowOf(1);
	add('a', 'b', 'a');
	expect(returned).toEqual(['a@3']);
});
