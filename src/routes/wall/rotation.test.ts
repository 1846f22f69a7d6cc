import { expect, it } from 'vitest';
import { rotationOf } from './rotation.ts';

it.each([
	['/wall', null],
	['/wall?rotate=today', null],
	['/wall?rotate=today,nonsense', null],
	['/wall?rotate=today,evening', { path: '/wall/evening', seconds: 60 }],
	['/wall/evening?rotate=today,evening&every=20', { path: '/wall', seconds: 20 }],
	['/wall/province?rotate=today,evening&every=0', { path: '/wall', seconds: 5 }],
	['/wall?rotate=today,evening,province&every=x', { path: '/wall/evening', seconds: 60 }]
] as const)('%s leads to %o', (url, expected) => {
	expect(rotationOf(new URL(url, 'http://h'))).toEqual(expected);
});
