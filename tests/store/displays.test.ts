/** A wall's one-time link and the device that it becomes. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeFolder, startTestServer } from '../harness.ts';

const folder = makeFolder();
const AUTH_FILE = join(folder, 'auth.json');
writeFileSync(
	AUTH_FILE,
	JSON.stringify({
		tokens: [
			{
				id: 'boss',
				sha256: createHash('sha256').update('boss').digest('hex'),
				role: 'manager',
				cities: ['420100']
			}
		]
	})
);
let now = Date.now();
const start = () => startTestServer({ folder, env: { AUTH_FILE }, clock: () => now });
let server: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
	server = await start();
});
afterAll(async () => {
	await server.close();
	await rm(folder, { recursive: true, force: true });
});

const asBoss = { authorization: 'Bearer boss', 'content-type': 'application/json' };
const offer = async (city = '420100') =>
	fetch(`${server.url}/v1/displays?city=${city}`, {
		method: 'POST',
		headers: asBoss,
		body: JSON.stringify({ name: '大厅' })
	});
const codeOf = async (response: Response) =>
	((await response.json()) as { path: string }).path.replace('/wall/claim?code=', '');
const claim = (code: string) =>
	fetch(`${server.url}/v1/displays/claim`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ code })
	});
const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? '';
const status = async (path: string, cookie: string, method = 'GET') =>
	(await fetch(server.url + path, { method, headers: { cookie } })).status;

it('is taken once, reads its city alone, outlives a restart, and ends when it is revoked', async () => {
	const code = await codeOf(await offer());
	const taken = await claim(code);
	expect(taken.status).toBe(200);
	expect(taken.headers.get('set-cookie')).toMatch(/Max-Age=34560000.*HttpOnly.*SameSite=Strict/i);
	expect((await claim(code)).status).toBe(410);
	const cookie = cookieOf(taken);
	expect(await status('/v1/live?city=420100', cookie)).toBe(200);
	expect(await status('/v1/live?city=110000', cookie)).toBe(403);
	expect(await status('/v1/displays?city=420100', cookie)).toBe(403);
	expect(await status('/v1/calls?city=420100', cookie)).toBe(403);
	expect(await status('/v1/events', cookie, 'POST')).toBe(403);
	await server.close();
	server = await start();
	expect(await status('/v1/live?city=420100', cookie)).toBe(200);
	const id = code.split('.')[0];
	const url = `${server.url}/v1/displays/${id}?city=420100`;
	expect((await fetch(url, { method: 'DELETE', headers: asBoss })).status).toBe(204);
	expect(await status('/v1/live?city=420100', cookie)).toBe(401);
});

it('runs out after a day while nobody takes it', async () => {
	const code = await codeOf(await offer());
	now += 25 * 3_600_000;
	expect((await claim(code)).status).toBe(410);
});

it('is not guessed, and not offered for a city that the manager may not see', async () => {
	const code = await codeOf(await offer());
	expect((await claim(`${code}x`)).status).toBe(410);
	expect((await claim('nobody.nothing')).status).toBe(410);
	// A link that nobody took opens nothing by itself.
	expect(await status('/v1/live?city=420100', `rexian_token=${code}`)).toBe(401);
	expect((await offer('110000')).status).toBe(403);
});
