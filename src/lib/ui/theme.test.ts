import { describe, expect, it } from 'vitest';
import { themeOf } from './theme.ts';

const none = { dark: false, contrast: false };
const at = (path: string) => new URL(path, 'http://h');

describe('the theme', () => {
	it.each([
		['is what the URL says', '/measures?theme=dark', none, 'dark'],
		['is what the URL says on a wall too', '/wall?theme=light', none, 'light'],
		['follows the system', '/measures', { dark: true, contrast: false }, 'dark'],
		['is light where nobody asks', '/measures', none, 'light'],
		['is dark on a wall where nobody asks', '/wall/evening', none, 'dark'],
		['is of high contrast for who needs it', '/wall', { dark: true, contrast: true }, 'contrast'],
		['does not follow nonsense', '/measures?theme=pink', none, 'light']
	] as const)('%s', (_sentence, path, system, theme) => {
		expect(themeOf(at(path), system)).toBe(theme);
	});
});
