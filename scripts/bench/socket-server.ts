/**
 * A server that says 4 KB to all its sockets once a second: by the product's hub behind its gate
 * (WAY=hub), or by plain ws, a loop over its sockets (WAY=plain). `GET /cpu` tells what it has used.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { formatInstant } from '#contract/instant';
import type { LiveChange, LiveSnapshot } from '#contract/live';
import { createGate } from '../../server/access/gate.ts';
import { createHub } from '../../server/live/hub.ts';
import type { LiveLoop } from '../../server/live/loop.ts';
import { SNAPSHOT_BYTES, SOCKET_CITY } from './sockets.ts';

const EVERY_MS = 1_000;

/** As large as a wall's tick, whatever is in it. */
function change(): LiveChange {
	const empty = {
		city: SOCKET_CITY,
		as_of: formatInstant(Date.now()),
		instance: 'bench',
		seq: 1,
		sections: {},
		filling: ''
	};
	const missing = SNAPSHOT_BYTES - JSON.stringify(empty).length;
	return { ...empty, filling: '0'.repeat(missing) } as LiveChange;
}

const http = createServer();
http.on('request', (request, response) => {
	if (request.url !== '/cpu') return;
	const { user, system } = process.cpuUsage();
	response.end(JSON.stringify({ cpuMs: (user + system) / 1000 }));
});

if (process.env.WAY === 'hub') {
	const hub = createHub(http, createGate(null));
	const whole = (_city: string, join: () => void) => {
		join();
		return Promise.resolve({} as LiveSnapshot);
	};
	hub.attach({ whole } as unknown as LiveLoop);
	setInterval(() => hub.emit(change()), EVERY_MS);
} else {
	const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
	setInterval(() => {
		const text = JSON.stringify(change());
		for (const socket of sockets.clients) socket.send(text);
	}, EVERY_MS);
}

http.listen(0, '127.0.0.1', 4_096, () => {
	const { port } = http.address() as AddressInfo;
	console.error(JSON.stringify({ message: 'listening', url: `http://127.0.0.1:${port}` }));
});
