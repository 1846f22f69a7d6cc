/** What kind of screen it is, where markup and not only style depends on it. */
import { MediaQuery } from 'svelte/reactivity';

/** Too narrow for the canvas: app.css makes the same cut. */
export const narrow = new MediaQuery('max-width: 699px');

/** Several screens side by side: style writes the same. */
export const ultraWide = new MediaQuery('(min-width: 2400px) and (min-aspect-ratio: 5/2)');
