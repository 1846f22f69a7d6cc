/** The page's language, given to every component below the layout. */
import { createContext } from 'svelte';
import type { Lang, Text } from './text.ts';

export interface Language {
	readonly lang: Lang;
	readonly text: Text;
}

export const [language, setLanguage] = createContext<Language>();
