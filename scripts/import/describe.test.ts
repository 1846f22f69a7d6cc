import { expect, it } from 'vitest';
import { show } from './describe.ts';

it.each([
	['', 'an empty cell'],
	['Phone', '"Phone"'],
	['13900001234', '"###########"'],
	['+86 139-0000-1234', '"+## ###-####-####"'],
	['call 01062345678 back', '"call ########### back"'],
	['2020/2/10 22:41', '"2020/2/10 22:41"'],
	['2024-01-27 15:07', '"2024-01-27 15:07"'],
	['2024-01-27 13900001234', '"2024-01-27 ###########"'],
	['44197.5', '"44197.5"'],
	['1.23E+14', '"1.23E+14"'],
	['two\nlines', '"two lines"']
])('shows %s without a number that may be a caller', (value, shown) => {
	expect(show(value)).toBe(shown);
});
