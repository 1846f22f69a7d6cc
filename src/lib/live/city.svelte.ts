/** One city's live figures: joins its room, applies changes, recovers from gaps and broken lines. */
import { io, type Socket } from 'socket.io-client';
import type {
	ClientToServer,
	LiveChange,
	LiveSnapshot,
	ServerToClient,
	SocketRefusal
} from '../contract/live.ts';
import { NO_OFFSET, observe } from './offset.ts';
import { handshakeRefusal, isForbidding } from './refusal.ts';
import { applyChange, takeWhole, type LiveState } from './state.ts';
import { liveStatus, type DownCause, type LiveStatus } from './status.ts';

export type LiveSocket = Socket<ServerToClient, ClientToServer>;

export interface LiveCityOptions {
	city: string;
	/** This machine's clock, epoch milliseconds. */
	clock?: () => number;
	connect?: () => LiveSocket;
	/** Whether this machine has a network at all. */
	online?: () => boolean;
}

const TICK_MS = 200;
const JOIN_TIMEOUT_MS = 10_000;
const RETRY_MS = 2_000;
/** A forbidden city is asked for again slowly, so that a wall recovers once it is allowed. */
const REFUSED_RETRY_MS = 30_000;

export class LiveCity {
	readonly city: string;
	readonly #clock: () => number;
	readonly #connect: () => LiveSocket;
	readonly #isOnline: () => boolean;
	#socket: LiveSocket | null = null;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#joining = false;

	#state = $state.raw<LiveState | null>(null);
	#offset = $state.raw(NO_OFFSET);
	#refusal = $state.raw<SocketRefusal['error'] | null>(null);
	#connected = $state(false);
	#online = $state(true);
	#downSince = $state<number | null>(null);
	#hungUp = $state(true);
	#messageAt = $state<number | null>(null);
	#now = $state(0);

	constructor({
		city,
		clock = Date.now,
		connect = () => io(),
		online = () => globalThis.navigator?.onLine ?? true
	}: LiveCityOptions) {
		this.city = city;
		this.#clock = clock;
		this.#connect = connect;
		this.#isOnline = online;
		this.#now = clock();
	}

	get state(): LiveState | null {
		return this.#state;
	}

	get refusal(): SocketRefusal['error'] | null {
		return this.#refusal;
	}

	/** The server's clock now, epoch milliseconds; this machine's until the first message. */
	get serverNow(): number {
		return this.#now + this.#offset.ms;
	}

	/** By the server's clock, since when the socket has been down; null while it is up. */
	get downSince(): number | null {
		return this.#downSince === null ? null : this.#downSince + this.#offset.ms;
	}

	/** What is to blame while the socket is down. */
	get downCause(): DownCause {
		return this.#online && this.#hungUp ? 'server' : 'network';
	}

	get status(): LiveStatus {
		return liveStatus({
			refused: this.#refusal !== null,
			connected: this.#connected,
			online: this.#online,
			sinceMessage: this.#messageAt === null ? null : this.#now - this.#messageAt,
			feed: this.#state?.snapshot.feed ?? null,
			serverNow: this.serverNow
		});
	}

	/** Connects and keeps listening; the function returned ends it. */
	start(): () => void {
		const socket = this.#connect();
		this.#socket = socket;
		socket.on('connect', () => this.#onConnect());
		socket.on('disconnect', (reason) => {
			// A server that ends closes its sockets; a cut cable is only told by pings that stay out.
			this.#hungUp = reason !== 'ping timeout';
			this.#onDown(reason === 'io server disconnect');
		});
		socket.on('connect_error', (error) => {
			const refusal = handshakeRefusal(error);
			if (refusal) this.#refuse(refusal);
			this.#onDown(!socket.active);
		});
		socket.on('live:whole', (snapshot) => this.#take(snapshot));
		socket.on('live:change', (change) => this.#apply(change));
		if (socket.connected) this.#onConnect();
		const ticker = setInterval(() => this.tick(), TICK_MS);
		return () => {
			clearInterval(ticker);
			clearTimeout(this.#retry);
			socket.emit('live:leave', this.city);
			socket.disconnect();
		};
	}

	/** Reads the clock: ages and waits move on from here. */
	tick(): void {
		this.#now = this.#clock();
		this.#online = this.#isOnline();
	}

	#onConnect(): void {
		this.#joining = false;
		this.#join();
	}

	#onDown(mustCall: boolean): void {
		this.#connected = false;
		this.#joining = false;
		this.#downSince ??= this.#clock();
		// Socket.IO comes back by itself unless it was the server that hung up.
		if (mustCall) this.#later(RETRY_MS, () => this.#socket?.connect());
	}

	#join(): void {
		if (this.#joining || !this.#socket?.connected) return;
		this.#joining = true;
		this.#socket.timeout(JOIN_TIMEOUT_MS).emit('live:join', this.city, (failure, answer) => {
			this.#joining = false;
			if (failure) this.#later(RETRY_MS, () => this.#join());
			else if ('error' in answer) this.#onRefusal(answer.error);
			else this.#take(answer);
		});
	}

	#onRefusal(error: SocketRefusal['error']): void {
		const forbidden = isForbidding(error);
		if (forbidden) this.#refuse(error);
		this.#later(forbidden ? REFUSED_RETRY_MS : RETRY_MS, () => this.#join());
	}

	/** Whoever may not see the city any longer does not keep its figures on the screen. */
	#refuse(error: SocketRefusal['error']): void {
		this.#refusal = error;
		this.#state = null;
	}

	#take(snapshot: LiveSnapshot): void {
		if (snapshot.city !== this.city) return;
		this.#refusal = null;
		this.#received(snapshot.as_of);
		this.#state = takeWhole(this.#state, snapshot);
	}

	#apply(change: LiveChange): void {
		if (this.#state === null || change.city !== this.city) return;
		const next = applyChange(this.#state, change);
		if (next === 'need-whole') return this.#join();
		this.#received(change.as_of);
		this.#state = next;
	}

	#received(asOf: string): void {
		// A line counts as up once it has brought figures: a handshake alone makes nothing fresh.
		this.#connected = true;
		this.#downSince = null;
		this.#now = this.#messageAt = this.#clock();
		this.#offset = observe(this.#offset, Date.parse(asOf), this.#now);
	}

	#later(ms: number, run: () => void): void {
		clearTimeout(this.#retry);
		this.#retry = setTimeout(run, ms);
	}
}
