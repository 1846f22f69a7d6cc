/** Whatever no page answers to: an error that stands under the bar of the manager's pages. */
import { error } from '@sveltejs/kit';

export const load = () => error(404);
