/** The API's description: of every route, in shapes that real answers have, to the last key. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer } from '../harness.ts';

const NOW = Date.parse('2026-11-24T20:00:00+08:00');
const MINUTE = 60_000;
const CITY = 'city=420100';

interface Operation {
	responses: Record<string, { content?: Record<string, { schema: object }> }>;
	requestBody?: { content: Record<string, { schema: object }> };
}
interface Description {
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, object> };
}

let server: Awaited<ReturnType<typeof startTestServer>>;
let description: Description;
let compile: (schema: object) => ValidateFunction;

beforeAll(async () => {
	server = await startTestServer({ clock: () => NOW });
	const calls = Array.from({ length: 200 }, (_, index) => ({
		type: 'call',
		city: '420100',
		call_id: `c${index}`,
		revision: 1,
		arrived_at: NOW - (index + 1) * 30 * MINUTE,
		queued_at: NOW - (index + 1) * 30 * MINUTE + 5_000,
		answered_at: index % 5 === 0 ? null : NOW - (index + 1) * 30 * MINUTE + 9_000,
		ended_at: NOW - (index + 1) * 30 * MINUTE + 90_000,
		resolved_on_contact: index % 5 === 0 ? null : true
	}));
	const conflicting = [1, 2].map((score) => ({
		type: 'rating',
		city: '420100',
		rating_id: 'r1',
		revision: 1,
		kind: 'after_call',
		about: 'c1',
		rated_at: NOW - 60 * MINUTE,
		score
	}));
	await server.sendAll([...calls, ...conflicting]);
	await server.send('{"type":"call","city":"420100","call_id":"bad"}');
	await server.settled();
	description = await server.get<Description>('/v1/openapi.json');
	const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
	ajv.addSchema({ $id: 'api', components: description.components });
	// References are written for one document: here they point into the schemas added above.
	compile = (schema) =>
		ajv.compile(
			JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components')) as object
		);
});
afterAll(() => server.close());

const operations = () =>
	Object.entries(description.paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]) => ({ path, method, operation }))
	);

function expectDescribed(path: string, method: string, status: number, answer: unknown): void {
	const schema =
		description.paths[path]?.[method]?.responses[status]?.content?.['application/json']?.schema;
	expect(schema, `${method} ${path} ${status}`).toBeDefined();
	const validate = compile(schema!);
	validate(answer);
	expect(validate.errors ?? []).toEqual([]);
}

async function ask(method: string, path: string, query: string, value?: unknown) {
	const [template, id] = path.split('=');
	const response = await fetch(
		`${server.url}${template!.replace(/\{\w+\}/, id ?? '')}${query && `?${query}`}`,
		{
			method,
			headers: { connection: 'close' },
			...(value !== undefined && { body: JSON.stringify(value) })
		}
	);
	const text = await response.text();
	return {
		template: template!,
		status: response.status,
		body: text && (JSON.parse(text) as unknown)
	};
}

describe('real answers are as described', () => {
	const WINDOW = `from=${NOW - 3 * 86_400_000}&to=${NOW}`;
	it.each([
		['/healthz', ''],
		['/readyz', ''],
		['/v1/cities', ''],
		['/v1/measures', `${CITY}&${WINDOW}&by=slot&step=1d&compare=previous,year`],
		['/v1/calls', `${CITY}&${WINDOW}&outcome=lost`],
		['/v1/live', CITY],
		['/v1/usual', CITY],
		['/v1/province', ''],
		['/v1/assessment', CITY],
		['/v1/assessment/history', `${CITY}&recompute=2`],
		['/v1/standards', CITY],
		['/v1/profiles', CITY],
		['/v1/profiles/{id}=national-2023', ''],
		['/v1/settings/city', CITY],
		['/v1/peers', CITY],
		['/v1/survey', `${CITY}&draws=50`],
		['/v1/improve', CITY],
		['/v1/report', CITY],
		['/v1/quality', CITY],
		['/v1/alerts', CITY],
		['/v1/rules', CITY],
		['/v1/measures', 'city=1']
	])('GET %s?%s', async (path, query) => {
		const { template, status, body } = await ask('GET', path, query);
		expectDescribed(template, 'get', status, body);
	});

	const profile = async () => {
		const whole = await server.get<Record<string, unknown>>('/v1/profiles/national-2023');
		const given = ['id', 'version', 'author', 'date'];
		return Object.fromEntries(Object.entries(whole).filter(([key]) => !given.includes(key)));
	};
	it.each([
		['/v1/annotations/{id}=n1', { at: '2026-11-20T08:00:00+08:00', text: '新系统' }],
		[
			'/v1/three-rates',
			{ weights: { response: 0.2, resolution: 0.4, satisfaction: 0.4 }, target: 0.8 }
		],
		[
			'/v1/readings/{id}=t1',
			{
				item: 'trust',
				value: 90,
				method: 'survey',
				from: '2026-11-01T00:00:00+08:00',
				to: '2026-11-20T00:00:00+08:00',
				n: 50,
				note: null
			}
		],
		['/v1/profiles/{id}=own', profile],
		['/v1/profile-in-force', { profile: 'own' }],
		[
			'/v1/settings/city',
			{ tier: '新一线', province: '湖北省', region: '华中', class: '省会城市', population: null }
		],
		['/v1/rules/{id}=waiting', { kind: 'wait', seconds: 200 }],
		['/v1/silences/{id}=s1', { from: NOW, until: NOW + MINUTE, reason: '演练' }],
		['/v1/days/{date}=2026-11-25', { kind: 'holiday', name: '校庆' }],
		['/v1/three-rates', { weights: {}, target: 2 }]
	])('PUT %s', async (path, value) => {
		const body = { value: typeof value === 'function' ? await value() : value };
		const answer = await ask('PUT', path, CITY, body);
		if (answer.status === 200) {
			const operation = description.paths[answer.template]!.put!;
			const validate = compile(operation.requestBody!.content['application/json']!.schema);
			validate(body);
			expect(validate.errors ?? []).toEqual([]);
		}
		expectDescribed(answer.template, 'put', answer.status, answer.body);
	});

	it.each([
		['POST', '/v1/channels', { value: { kind: 'wall', name: '大屏' } }],
		['POST', '/v1/displays', { name: '大厅' }],
		['GET', '/v1/channels', undefined],
		['GET', '/v1/deliveries', undefined],
		['GET', '/v1/displays', undefined],
		['GET', '/v1/silences', undefined],
		['GET', '/v1/days', undefined],
		['POST', '/v1/backtest', { rule: 'evening', from: '2026-11-20', to: '2026-11-25' }],
		['GET', '/v1/readings', undefined],
		['GET', '/v1/profiles', undefined],
		['GET', '/v1/settings/city', undefined],
		['GET', '/v1/assessment/history', undefined]
	])('then %s %s', async (method, path, body) => {
		const answer = await ask(method, path, CITY, body);
		expect(answer.status).toBeLessThan(300);
		expectDescribed(path, method.toLowerCase(), answer.status, answer.body);
	});
});

// Last: while these block the process the server closes idle connections, and the next request would meet one.
it('compiles: every reference leads somewhere', () => {
	for (const { operation } of operations())
		for (const { content } of [
			...Object.values(operation.responses),
			...(operation.requestBody ? [operation.requestBody] : [])
		])
			for (const { schema } of Object.values(content ?? {}))
				expect(() => compile(schema)).not.toThrow();
});

it('says of every answer what is in it', () => {
	const vague = operations()
		.flatMap(({ path, operation }) =>
			Object.values(operation.responses).map(({ content }) => ({ path, content }))
		)
		.filter(
			({ content }) => JSON.stringify(content?.['application/json']?.schema) === '{"type":"object"}'
		);
	expect(vague.map(({ path }) => path)).toEqual(['/v1/openapi.json']);
});
