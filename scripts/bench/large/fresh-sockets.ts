/** Screens of the bench, in a process of their own: sockets that say when they saw the probed city move. */
import { io, type Socket } from 'socket.io-client';
import { PREFECTURES } from '#reference/prefectures';
import type { ChangedSections, ClientToServer, LiveSnapshot, ServerToClient } from '#contract/live';
import { PROBED } from './flow-events.ts';

const [url = '', count = '0'] = process.argv.slice(2);
const CITIES = [
	PROBED,
	...PREFECTURES.map(({ code }) => code).filter((code) => code !== PROBED)
].slice(0, 10);
/** Arrivals by count of calls that a message shows, told together. */
const arrived = new Map<number, number[]>();
const tell = (message: unknown) => process.stdout.write(`${JSON.stringify(message)}\n`);
const shownIn = ({ rolling }: ChangedSections) =>
	rolling?.today?.measures.connection_rate?.denominator;

function join(city: string): Promise<number> {
	const socket: Socket<ServerToClient, ClientToServer> = io(url, {
		transports: ['websocket'],
		forceNew: true
	});
	let shown = 0;
	socket.on('live:change', ({ sections }) => {
		const n = shownIn(sections);
		if (city !== PROBED || n === undefined || n <= shown) return;
		shown = n;
		arrived.set(n, [...(arrived.get(n) ?? []), performance.timeOrigin + performance.now()]);
	});
	return new Promise((resolve) =>
		socket.emit('live:join', city, (answer) => {
			shown = shownIn(answer as LiveSnapshot) ?? 0;
			resolve(shown);
		})
	);
}

const AT_ONCE = 50;
let first = 0;
for (let joined = 0; joined < Number(count); joined += AT_ONCE) {
	const each = Array.from({ length: AT_ONCE }, (_, i) => CITIES[(joined + i) % CITIES.length]!);
	const shown = await Promise.all(each.map(join));
	first = shown[each.indexOf(PROBED)]!;
}
tell({ ready: first });
setInterval(() => {
	for (const [n, at] of arrived) tell({ n, at });
	arrived.clear();
}, 200);
