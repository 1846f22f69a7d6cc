import { expect, test } from 'vitest';
import { differingKeys } from './differing-keys.ts';

test.each([
	['none where all are equal', ['{"a":1}', '{"a":1}'], []],
	['another value', ['{"a":1,"b":2}', '{"a":1,"b":3}'], ['b']],
	['a key that one lacks', ['{"a":1}', '{"a":1,"c":true}'], ['c']],
	['any of several contents', ['{"a":1}', '{"a":1}', '{"a":"1"}'], ['a']]
])('%s', (_, contents, keys) => expect(differingKeys(contents)).toEqual(keys));
