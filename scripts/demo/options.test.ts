import { describe, expect, it } from 'vitest';
import { OptionError } from '../command.ts';
import { readOptions } from './options.ts';

describe('the demo’s options', () => {
	it('have defaults', () => {
		expect(readOptions([], undefined)).toEqual({
			days: 90,
			seed: 1,
			scale: 1,
			city: '420100',
			port: undefined,
			reset: false
		});
	});

	it('prefer --port to PORT', () => {
		expect(readOptions([], '4000').port).toBe(4_000);
		expect(readOptions(['--port', '4001'], '4000').port).toBe(4_001);
	});

	it.each([
		[['--dayz', '3'], /--dayz/],
		[['--days', '0'], /--days: got "0"/],
		[['--seed', '1.5'], /--seed: got "1.5", want a whole number/],
		[['--scale', 'big'], /--scale: got "big"/],
		[['--city', '999999'], /--city: got "999999"/],
		[['--port', '70000'], /--port: got "70000"/]
	])('refuse %j and name what is wrong', (args, message) => {
		expect(() => readOptions(args, undefined)).toThrow(OptionError);
		expect(() => readOptions(args, undefined)).toThrow(message);
	});
});
