/** Finds a port that nobody listens on. */
import { createServer } from 'node:net';

function isFree(host: string, port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', () => resolve(false));
		probe.listen(port, host, () => probe.close(() => resolve(true)));
	});
}

/** The first free port from `first` on, within a hundred. */
export async function freePort(host: string, first: number): Promise<number> {
	for (let port = first; port < first + 100; port++) if (await isFree(host, port)) return port;
	throw new Error(`no free port from ${first} to ${first + 99} on ${host}; name one with --port`);
}
