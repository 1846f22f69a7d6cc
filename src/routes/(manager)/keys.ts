/** What a key means on the manager's pages. */

export type KeyAction = { open: 'palette' | 'help' } | { go: string } | null;

export interface Pressed {
	key: string;
	ctrlKey: boolean;
	metaKey: boolean;
	altKey: boolean;
}

/** How long after `g` a letter still belongs to it. */
export const SEQUENCE_MS = 1_500;

/** Reads a key; `isTyping` while a field has the focus, `sinceG` milliseconds since `g` was pressed. */
export function actionOf(
	pressed: Pressed,
	isTyping: boolean,
	sinceG: number,
	pages: readonly { path: string; key?: string }[]
): KeyAction {
	const { key, ctrlKey, metaKey, altKey } = pressed;
	if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'k') return { open: 'palette' };
	if (isTyping || ctrlKey || metaKey || altKey) return null;
	if (key === '?') return { open: 'help' };
	if (sinceG > SEQUENCE_MS) return null;
	const page = pages.find((one) => one.key === key);
	return page ? { go: page.path } : null;
}
