import { expect, it } from 'vitest';
import { actionOf } from './keys.ts';

const pages = [
	{ path: '/measures', key: 'm' },
	{ path: '/wall', key: 'w' }
];
const press = (key: string, more = {}) => ({
	key,
	ctrlKey: false,
	metaKey: false,
	altKey: false,
	...more
});

it.each([
	['Ctrl+K opens the palette', press('k', { ctrlKey: true }), false, Infinity, { open: 'palette' }],
	['also in a field', press('k', { ctrlKey: true }), true, Infinity, { open: 'palette' }],
	['Cmd+K does so on a Mac', press('K', { metaKey: true }), false, Infinity, { open: 'palette' }],
	['? shows the keys', press('?'), false, Infinity, { open: 'help' }],
	['but is a character in a field', press('?'), true, Infinity, null],
	['g m goes to the measures', press('m'), false, 300, { go: '/measures' }],
	['m alone does nothing', press('m'), false, Infinity, null],
	['g x goes nowhere', press('x'), false, 300, null],
	['Ctrl+M is the browser’s', press('m', { ctrlKey: true }), false, 300, null]
] as const)('%s', (_sentence, pressed, isTyping, sinceG, action) => {
	expect(actionOf(pressed, isTyping, sinceG, pages)).toEqual(action);
});
