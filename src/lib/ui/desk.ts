/** What the shell of the manager's pages knows, given to every page in it. */
import { createContext } from 'svelte';
import type { VisibleCity } from '../live/cities.svelte.ts';

export interface Desk {
	/** The city that the page is about: `?city=`, else the first that the reader may see. */
	readonly city: string;
	/** Its name; its code where there is no such place. */
	readonly cityName: string;
	readonly cities: readonly VisibleCity[];
}

export const [desk, setDesk] = createContext<Desk>();
