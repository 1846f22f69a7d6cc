/** Starts the server from the environment and stops it cleanly. */
import { EnvError, readEnv } from './env.ts';
import { CallerKeyError } from './ingest/caller.ts';
import { log } from './log.ts';
import { startServer } from './server.ts';
import { StoreUnavailableError } from './store/store.ts';

try {
	const env = readEnv(process.env);
	const server = await startServer(env);
	log('info', 'listening', { url: server.url, wall: `${server.url}/wall` });
	if (!env.AUTH_FILE)
		log('warn', 'AUTH_FILE is not set: everybody on this machine may read and send everything');
	let stopping = false;
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.on(signal, () => {
			if (stopping) return;
			stopping = true;
			log('info', 'stopping', { signal });
			void server.close().then(
				() => process.exit(0),
				(error: unknown) => {
					log('error', 'stopping failed', { error });
					process.exit(1);
				}
			);
		});
} catch (error) {
	const isExpected = [EnvError, CallerKeyError, StoreUnavailableError].some(
		(type) => error instanceof type
	);
	const inUse = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
	log('error', inUse ? 'PORT: another program listens there; set another PORT' : 'cannot start', {
		error
	});
	process.exit(isExpected || inUse ? 2 : 1);
}
