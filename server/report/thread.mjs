/** Starts the rendering thread: threads of Node 20 do not inherit the loader of TypeScript. */
import { register } from 'tsx/esm/api';

register();
await import('./work.ts');
