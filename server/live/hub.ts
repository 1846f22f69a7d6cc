/** Sockets: who joins which city's room, behind the gate. */
import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { ClientToServer, LiveChange, ServerToClient } from '#contract/live';
import { prefecture } from '#reference/prefectures';
import { ApiError } from '../api/errors.ts';
import type { Gate } from '../access/gate.ts';
import type { Identity } from '../access/roles.ts';
import { log } from '../log.ts';
import type { LiveLoop } from './loop.ts';

interface SocketData {
	identity: Identity;
}
type Hub = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
type HubSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

const room = (city: string) => `city:${city}`;

/** Opens the hub on the HTTP server's port; `attach` gives it the loop that answers joiners. */
export function createHub(http: HttpServer, gate: Gate) {
	const io: Hub = new Server(http, {
		serveClient: false,
		// On a LAN compressing costs twice what it saves.
		perMessageDeflate: false,
		allowRequest: (request, decide) => {
			const admitted = gate.socket(request);
			if (admitted instanceof ApiError) decide(admitted.code, false);
			else decide(null, true);
		}
	});
	io.use((socket, next) => {
		const admitted = gate.socket(socket.request);
		if (admitted instanceof ApiError) return next(admitted);
		socket.data.identity = admitted;
		next();
	});

	function serve(socket: HubSocket, loop: LiveLoop): void {
		socket.on('live:join', (city, reply) => {
			if (typeof city !== 'string' || typeof reply !== 'function') return;
			const refusal = prefecture(city)
				? gate.socketEvent(socket.data.identity, 'live:join', city)
				: new ApiError(404, 'city_unknown', 'city: want a prefecture-level city code');
			if (refusal) return reply(refusal.body);
			const join = () => void socket.join(room(city));
			loop.whole(city, join).then(reply, (error: unknown) => {
				log('error', 'a snapshot failed', { city, error });
				reply(
					new ApiError(503, 'store_unavailable', 'the store did not answer; trying again helps')
						.body
				);
			});
		});
		socket.on('live:leave', (city) => {
			if (typeof city === 'string') void socket.leave(room(city));
		});
	}

	return {
		attach(loop: LiveLoop): void {
			io.on('connection', (socket) => serve(socket, loop));
		},
		hasListeners: (city: string) => (io.sockets.adapter.rooms.get(room(city))?.size ?? 0) > 0,
		/** Screens that look at any of these cities. */
		screensOf(cities: 'all' | readonly string[]): number {
			if (cities === 'all') return io.sockets.sockets.size;
			return cities.reduce(
				(sum, city) => sum + (io.sockets.adapter.rooms.get(room(city))?.size ?? 0),
				0
			);
		},
		/** One emit a room; a loop over sockets costs five times as much. */
		emit: (change: LiveChange) => void io.to(room(change.city)).emit('live:change', change),
		get clients() {
			return io.engine.clientsCount;
		},
		close: () => io.close()
	};
}
export type LiveHub = ReturnType<typeof createHub>;
