/**
 * The one gate above every route and socket. What is not in its table does not exist: a new route
 * or socket event is closed until somebody says here who may use it.
 */
import type { IncomingMessage } from 'node:http';
import { parse as parseCookies } from 'hono/utils/cookie';
import { TrieRouter } from 'hono/router/trie-router';
import type { MiddlewareHandler } from 'hono';
import { ApiError } from '../api/errors.ts';
import { LOOPBACK_HOSTS } from '../env.ts';
import { LOCAL_IDENTITY, may, mayTouch, type Identity, type Permission } from './roles.ts';
import type { TokenBook } from './tokens.ts';

export const ROUTE_PERMISSIONS = {
	'GET /healthz': 'public',
	'GET /readyz': 'public',
	'GET /metrics': 'read',
	'GET /v1/openapi.json': 'public',
	'POST /v1/login': 'public',
	'POST /v1/logout': 'public',
	'POST /v1/events': 'send',
	'POST /v1/imports/:run/undo': 'send',
	'POST /v1/imports/:run/notes': 'send',
	'GET /v1/cities': 'read',
	'GET /v1/measures': 'read',
	'GET /v1/usual': 'read',
	'GET /v1/measures/export': 'read',
	'GET /v1/calls': 'drill',
	'GET /v1/calls/export': 'drill',
	'GET /v1/live': 'read',
	'GET /v1/assessment': 'read',
	'GET /v1/assessment/history': 'read',
	'PUT /v1/annotations/:id': 'edit',
	'GET /v1/standards': 'read',
	'PUT /v1/three-rates': 'edit',
	'GET /v1/readings': 'read',
	'PUT /v1/readings/:id': 'edit',
	'GET /v1/profiles': 'read',
	'GET /v1/profiles/:id': 'read',
	'PUT /v1/profiles/:id': 'edit',
	'PUT /v1/profile-in-force': 'edit',
	'GET /v1/settings/city': 'read',
	'PUT /v1/settings/city': 'edit',
	'GET /v1/province': 'read',
	'GET /v1/peers': 'read',
	'GET /v1/survey': 'read',
	'GET /v1/improve': 'read',
	'GET /v1/report': 'read',
	'GET /v1/quality': 'read',
	'GET /v1/displays': 'edit',
	'POST /v1/displays': 'edit',
	'POST /v1/displays/claim': 'public',
	'DELETE /v1/displays/:id': 'edit',
	'GET /v1/channels': 'edit',
	'POST /v1/channels': 'edit',
	'PUT /v1/channels/:id': 'edit',
	'DELETE /v1/channels/:id': 'edit',
	'POST /v1/channels/:id/test': 'edit',
	'GET /v1/deliveries': 'edit',
	'GET /v1/alerts': 'read',
	'POST /v1/alerts/:id/acknowledge': 'edit',
	'GET /v1/rules': 'read',
	'PUT /v1/rules/:id': 'edit',
	'GET /v1/silences': 'read',
	'PUT /v1/silences/:id': 'edit',
	'GET /v1/days': 'read',
	'PUT /v1/days/:date': 'edit',
	/** Reads weeks of history: for those who set rules. */
	'POST /v1/backtest': 'edit',
	/** The built pages: they hold no figures. */
	'GET /*': 'public'
} as const satisfies Record<string, Permission>;

export const SOCKET_PERMISSIONS = {
	'live:join': 'read',
	'live:leave': 'read'
} as const satisfies Record<string, Permission>;

export const TOKEN_COOKIE = 'rexian_token';

const router = new TrieRouter<{ path: string; permission: Permission }>();
for (const [route, permission] of Object.entries(ROUTE_PERMISSIONS)) {
	const [method, path] = route.split(' ') as [string, string];
	router.add(method, path, { path, permission });
}

/** What a request needs; undefined where the table knows no such route. */
function permissionOf(method: string, path: string): Permission | undefined {
	// Matches come in the table's order, in which the pages' `/*` is last.
	const route = router.match(method === 'HEAD' ? 'GET' : method, path)[0][0]?.[0];
	// The pages may lie anywhere but under the API: nothing there is open because it was forgotten.
	return route?.path === '/*' && path.startsWith('/v1') ? undefined : route?.permission;
}

/** What a request carries that identity can be told from. */
interface Credentials {
	host: string | undefined;
	origin: string | undefined;
	authorization: string | undefined;
	cookie: string | undefined;
}

export interface Gate {
	http: MiddlewareHandler<{ Variables: { identity: Identity } }>;
	/** Who asks for a socket, or a reason why nobody is let in. */
	socket(request: IncomingMessage): Identity | ApiError;
	/** Whether a socket of this identity may send this event about this city; else why not. */
	socketEvent(identity: Identity, event: string, city: string): ApiError | null;
	/** The identity of a token that somebody types in. */
	identify(token: string): Identity | null;
}

/** Makes the gate; without a token book the server is open, but to this machine alone. */
export function createGate(tokens: TokenBook | null, displays: TokenBook = () => null): Gate {
	function identityOf(request: Credentials): Identity | null {
		if (!tokens) return LOCAL_IDENTITY;
		const bearer = /^Bearer (.+)$/i.exec(request.authorization ?? '')?.[1];
		const token = bearer ?? parseCookies(request.cookie ?? '', TOKEN_COOKIE)[TOKEN_COOKIE];
		return token ? (tokens(token) ?? displays(token)) : null;
	}

	/** Refuses names that only a rebound DNS or another site's page would send. */
	function checkOrigin({ host, origin }: Credentials): ApiError | null {
		const name = parseUrl(`http://${host ?? ''}`)?.hostname.replace(/^\[|\]$/g, '');
		const isLoopback = name !== undefined && LOOPBACK_HOSTS.includes(name);
		if (!tokens && !isLoopback)
			return new ApiError(
				403,
				'host_forbidden',
				'Host: without AUTH_FILE only loopback names are served'
			);
		if (origin !== undefined && parseUrl(origin)?.host !== host)
			return new ApiError(
				403,
				'origin_forbidden',
				'Origin: this server answers its own pages only'
			);
		return null;
	}

	function permit(identity: Identity | null, permission: Permission): ApiError | null {
		if (may(identity, permission)) return null;
		return identity
			? new ApiError(403, 'forbidden', `the role ${identity.role} may not do this`)
			: new ApiError(401, 'unauthorized', 'log in at /login, or send Authorization: Bearer TOKEN');
	}

	return {
		http: async (c, next) => {
			const permission = permissionOf(c.req.method, c.req.path);
			const request: Credentials = {
				host: c.req.header('host'),
				origin: c.req.header('origin'),
				authorization: c.req.header('authorization'),
				cookie: c.req.header('cookie')
			};
			const identity = identityOf(request);
			const refusal =
				checkOrigin(request) ??
				(permission === undefined
					? new ApiError(404, 'not_found', `there is no ${c.req.method} ${c.req.path}`)
					: permit(identity, permission));
			if (refusal) throw refusal;
			if (identity) c.set('identity', identity);
			await next();
		},
		socket: (request) => {
			const credentials: Credentials = {
				host: request.headers.host,
				origin: request.headers.origin,
				authorization: request.headers.authorization,
				cookie: request.headers.cookie
			};
			const identity = identityOf(credentials);
			return (
				checkOrigin(credentials) ??
				permit(identity, 'read') ??
				identity ??
				new ApiError(401, 'unauthorized', 'log in at /login')
			);
		},
		socketEvent: (identity, event, city) => {
			if (!Object.hasOwn(SOCKET_PERMISSIONS, event))
				return new ApiError(404, 'not_found', 'there is no such socket event');
			return (
				permit(identity, SOCKET_PERMISSIONS[event as keyof typeof SOCKET_PERMISSIONS]) ??
				(mayTouch(identity, city) ? null : cityForbidden(city))
			);
		},
		identify: (token) => (tokens ? tokens(token) : LOCAL_IDENTITY)
	};
}

export function cityForbidden(city: string): ApiError {
	return new ApiError(403, 'city_forbidden', `city: this token may not read ${city}`);
}

function parseUrl(url: string): URL | null {
	try {
		return new URL(url);
	} catch {
		return null;
	}
}
