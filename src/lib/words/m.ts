/** The words of the pages, one function each; `src/lib/words/{zh,en}/{area}.json` holds them. */
export { m } from './compiled/messages.js';
