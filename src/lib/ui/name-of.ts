/** The name, in the page's language, of what bears one in each. */
import { lang } from './language.svelte.ts';

export interface Named {
	name: string;
	name_en: string;
}

export const nameOf = (one: Named): string => (lang() === 'en' ? one.name_en : one.name);
