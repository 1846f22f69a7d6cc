/** Whether the screen is too narrow for the canvas: app.css makes the same cut. */
import { MediaQuery } from 'svelte/reactivity';

export const narrow = new MediaQuery('max-width: 699px');
