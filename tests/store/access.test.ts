/** One gate: every route and socket event, as every role and as an outsider. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTE_PERMISSIONS, SOCKET_PERMISSIONS } from '../../server/access/gate.ts';
import { ROLES, type Permission, type Role } from '../../server/access/roles.ts';
import { createApp, type AppDeps } from '../../server/api/app.ts';
import { makeFolder, startTestServer } from '../harness.ts';

/** The role table of the contract, written out a second time on purpose. */
const MAY: Record<Role, Permission[]> = {
	ingest: ['send'],
	display: ['read'],
	manager: ['read', 'drill', 'edit'],
	admin: ['tokens'],
	auditor: ['audit']
};
/** What each route of the contract needs, likewise. */
const ROUTES: Record<string, Permission> = {
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
	'POST /v1/backtest': 'edit',
	'GET /*': 'public'
};
const SOCKET_EVENTS: Record<string, Permission> = { 'live:join': 'read', 'live:leave': 'read' };

const folder = makeFolder();
const authFile = join(folder, 'auth.json');
const tokenOf = (role: Role) => `token-of-${role}`;
writeFileSync(
	authFile,
	JSON.stringify({
		tokens: ROLES.map((role) => ({
			id: role,
			sha256: createHash('sha256').update(tokenOf(role)).digest('hex'),
			role,
			cities: ['420100']
		}))
	})
);

let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
	server = await startTestServer({ env: { AUTH_FILE: authFile } });
});
afterAll(() => server.close());

const CONCRETE: Record<string, string> = {
	'GET /v1/measures': '/v1/measures?city=420100&from=0&to=1',
	'GET /v1/measures/export': '/v1/measures/export?city=420100&from=0&to=1&format=csv',
	'GET /v1/calls': '/v1/calls?city=420100&from=0&to=1&outcome=lost',
	'GET /v1/calls/export': '/v1/calls/export?city=420100&from=0&to=1&outcome=lost&format=csv',
	'GET /v1/live': '/v1/live?city=420100',
	'GET /v1/assessment': '/v1/assessment?city=420100',
	'GET /v1/assessment/history': '/v1/assessment/history?city=420100',
	'PUT /v1/annotations/:id': '/v1/annotations/one?city=420100',
	'GET /v1/standards': '/v1/standards?city=420100',
	'PUT /v1/three-rates': '/v1/three-rates?city=420100',
	'GET /v1/readings': '/v1/readings?city=420100',
	'PUT /v1/readings/:id': '/v1/readings/one?city=420100',
	'GET /v1/profiles': '/v1/profiles?city=420100',
	'GET /v1/profiles/:id': '/v1/profiles/national-2023',
	'PUT /v1/profiles/:id': '/v1/profiles/own?city=420100',
	'PUT /v1/profile-in-force': '/v1/profile-in-force?city=420100',
	'GET /v1/settings/city': '/v1/settings/city?city=420100',
	'PUT /v1/settings/city': '/v1/settings/city?city=420100',
	'GET /v1/peers': '/v1/peers?city=420100',
	'GET /v1/survey': '/v1/survey?city=420100',
	'GET /v1/improve': '/v1/improve?city=420100',
	'GET /v1/report': '/v1/report?city=420100',
	'GET /v1/quality': '/v1/quality?city=420100',
	'PUT /v1/channels/:id': '/v1/channels/none',
	'DELETE /v1/channels/:id': '/v1/channels/none',
	'POST /v1/channels/:id/test': '/v1/channels/none/test',
	'GET /v1/deliveries': '/v1/deliveries?city=420100',
	'GET /v1/usual': '/v1/usual?city=420100',
	'GET /v1/alerts': '/v1/alerts?city=420100',
	'POST /v1/alerts/:id/acknowledge': '/v1/alerts/none/acknowledge?city=420100',
	'GET /v1/rules': '/v1/rules?city=420100',
	'PUT /v1/rules/:id': '/v1/rules/evening?city=420100',
	'GET /v1/silences': '/v1/silences?city=420100',
	'PUT /v1/silences/:id': '/v1/silences/works?city=420100',
	'GET /v1/days': '/v1/days?city=420100',
	'PUT /v1/days/:date': '/v1/days/2027-02-06?city=420100',
	'POST /v1/backtest': '/v1/backtest?city=420100',
	'POST /v1/imports/:run/undo': '/v1/imports/none/undo',
	'POST /v1/imports/:run/notes': '/v1/imports/none/notes',
	'DELETE /v1/displays/:id': '/v1/displays/none?city=420100',
	'GET /v1/displays': '/v1/displays?city=420100',
	'POST /v1/displays': '/v1/displays?city=420100',
	'GET /*': '/wall'
};

function ask(route: string, headers: Record<string, string> = {}): Promise<Response> {
	const [method, path] = route.split(' ') as [string, string];
	return fetch(server.url + (CONCRETE[route] ?? path), { method, headers });
}

const isRefused = (status: number) => status === 401 || status === 403;

describe('routes', () => {
	it('are exactly those that the gate and this table know', () => {
		const app = createApp({
			gate: { http: () => Promise.resolve() },
			buildDir: '.'
		} as unknown as AppDeps);
		const mounted = app.routes
			.filter(({ method }) => method !== 'ALL')
			.map(({ method, path }) => `${method} ${path}`);
		expect([...new Set(mounted)].sort()).toEqual(Object.keys(ROUTES).sort());
		expect(ROUTE_PERMISSIONS).toEqual(ROUTES);
	});

	const cases = Object.entries(ROUTES).flatMap(([route, permission]) =>
		ROLES.map(
			(role) => [route, role, permission === 'public' || MAY[role].includes(permission)] as const
		)
	);
	it.each(cases)('%s as %s: allowed %s', async (route, role, allowed) => {
		const response = await ask(route, { authorization: `Bearer ${tokenOf(role)}` });
		if (
			route === 'POST /v1/login' ||
			route === 'POST /v1/displays/claim' ||
			(route.includes('/notes') && allowed)
		)
			expect(response.status).toBe(400);
		else if (route === 'POST /v1/displays' && allowed) expect(response.status).toBe(422);
		else if (/undo|acknowledge|DELETE/.test(route) && allowed) expect(response.status).toBe(404);
		else if (/\/channels\/:id(\/test)?$/.test(route) && !route.startsWith('PUT ') && allowed)
			expect(response.status).toBe(404);
		// No body was sent: let in, and told so.
		else if (/^PUT |^POST \/v1\/(channels|backtest)$/.test(route) && allowed)
			expect(response.status).toBe(400);
		else if (allowed) expect(response.status).toBeLessThan(400);
		else expect(response.status).toBe(403);
	});

	it.each(Object.entries(ROUTES))('%s as an outsider (%s)', async (route, permission) => {
		for (const headers of [{}, { authorization: 'Bearer guess' }, { cookie: 'rexian_token=guess' }])
			expect(isRefused((await ask(route, headers)).status)).toBe(permission !== 'public');
	});

	it('that do not exist stay shut, under the API for everybody', async () => {
		for (const path of ['/v1/secret', '/v1', '/v1/'])
			expect(
				(await ask(`GET ${path}`, { authorization: `Bearer ${tokenOf('manager')}` })).status
			).toBe(404);
		expect(
			(await ask('DELETE /v1/events', { authorization: `Bearer ${tokenOf('manager')}` })).status
		).toBe(404);
	});

	it('of another city are refused, in questions and line by line', async () => {
		const headers = { authorization: `Bearer ${tokenOf('manager')}` };
		for (const path of [
			'/v1/measures?city=110000&from=0&to=1',
			'/v1/measures/export?city=110000&from=0&to=1&format=csv',
			'/v1/calls?city=110000&from=0&to=1&outcome=lost',
			'/v1/calls/export?city=110000&from=0&to=1&outcome=lost&format=csv',
			'/v1/live?city=110000',
			'/v1/assessment?city=110000',
			'/v1/assessment/history?city=110000',
			'/v1/standards?city=110000',
			'/v1/readings?city=110000',
			'/v1/profiles?city=110000',
			'/v1/settings/city?city=110000',
			'/v1/peers?city=110000',
			'/v1/survey?city=110000',
			'/v1/improve?city=110000',
			'/v1/report?city=110000',
			'/v1/quality?city=110000',
			'/v1/deliveries?city=110000'
		])
			expect((await fetch(server.url + path, { headers })).status).toBe(403);
		const event = {
			type: 'call',
			city: '110000',
			call_id: 'x',
			revision: 1,
			arrived_at: Date.now()
		};
		const sent = await server.send(JSON.stringify(event), {
			authorization: `Bearer ${tokenOf('ingest')}`
		});
		expect(sent.status).toBe(200);
		expect(await sent.json()).toMatchObject({
			accepted: 0,
			rejected: [{ line: 1, code: 'city_forbidden' }]
		});
	});
});

describe('logging in', () => {
	it('turns a token into a cookie that scripts and other sites never see', async () => {
		const response = await fetch(`${server.url}/v1/login`, {
			method: 'POST',
			body: JSON.stringify({ token: tokenOf('display') })
		});
		expect(response.status).toBe(204);
		const cookie = response.headers.get('set-cookie')!;
		expect(cookie).toMatch(/HttpOnly/);
		expect(cookie).toMatch(/SameSite=Strict/);
		const reading = await ask('GET /v1/cities', { cookie: cookie.split(';')[0]! });
		expect(reading.status).toBe(200);
	});
	it('with a wrong token is 401', async () => {
		const response = await fetch(`${server.url}/v1/login`, {
			method: 'POST',
			body: '{"token":"guess"}'
		});
		expect(response.status).toBe(401);
	});
	it('does not let another site’s page in', async () => {
		const headers = {
			authorization: `Bearer ${tokenOf('display')}`,
			origin: 'http://evil.example'
		};
		expect((await ask('GET /v1/cities', headers)).status).toBe(403);
	});
});

type Answer = { error?: { code: string }; seq?: number };

function joinAs(role: Role | null, city: string, origin?: string): Promise<Answer | string> {
	const socket = io(server.url, {
		transports: ['websocket'],
		reconnection: false,
		forceNew: true,
		extraHeaders: {
			...(role && { authorization: `Bearer ${tokenOf(role)}` }),
			...(origin && { origin })
		}
	});
	return new Promise<Answer | string>((resolve) => {
		socket.on('connect_error', (error) => resolve(error.message));
		socket.emit('live:join', city, (answer: Answer) => resolve(answer));
	}).finally(() => socket.close());
}

describe('sockets', () => {
	it('have exactly the events that the gate and this table know', () => {
		expect(SOCKET_PERMISSIONS).toEqual(SOCKET_EVENTS);
	});
	it.each(ROLES)('as %s', async (role) => {
		const answer = await joinAs(role, '420100');
		if (MAY[role].includes('read'))
			expect(answer).toMatchObject({ seq: expect.any(Number) as number });
		else expect(answer).toBeTypeOf('string');
	});
	it('as an outsider', async () => expect(await joinAs(null, '420100')).toBeTypeOf('string'));
	it('from another site', async () =>
		expect(await joinAs('display', '420100', 'http://evil.example')).toBeTypeOf('string'));
	it('of another city', async () =>
		expect(await joinAs('display', '110000')).toMatchObject({ error: { code: 'city_forbidden' } }));
	it('of no city', async () =>
		expect(await joinAs('display', 'x')).toMatchObject({ error: { code: 'city_unknown' } }));
});
