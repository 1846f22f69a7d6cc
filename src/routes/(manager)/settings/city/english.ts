/** Groups of cities where they stand alone: in English they begin with a capital. */
import { lang } from '$lib/ui/language.svelte.ts';

export function named(english: Readonly<Record<string, string>>, name: string): string {
	if (lang() === 'zh') return name;
	const said = english[name] ?? name;
	return said.charAt(0).toUpperCase() + said.slice(1);
}
