/** Without AUTH_FILE the server is open, to this machine alone. */
import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer } from '../harness.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
	server = await startTestServer();
});
afterAll(() => server.close());

/** fetch() sets Host itself; a rebound name needs the plain client. */
function statusWith(headers: Record<string, string>): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		request(`${server.url}/v1/cities`, { headers }, (response) => {
			response.resume();
			resolve(response.statusCode);
		})
			.on('error', reject)
			.end();
	});
}

it.each([
	['its own name', {}, 200],
	['localhost', { host: 'localhost:1' }, 200],
	['the name of a rebound DNS', { host: 'evil.example' }, 403],
	['a page of another site', { origin: 'http://evil.example' }, 403],
	['a sandboxed page', { origin: 'null' }, 403],
	['a broken origin', { origin: 'nonsense' }, 403]
] as const)('%s: %o is %i', async (_, headers, status) => {
	expect(await statusWith(headers as Record<string, string>)).toBe(status);
});
