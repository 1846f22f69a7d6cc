/** Profiles of the index as data: versions, the one in force, and bad ones kept out. */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NATIONAL_2023 } from '../../src/lib/assessment/national-2023.ts';
import type { Profile } from '../../src/lib/assessment/profile.ts';
import type { Assessment, IndexSummary } from '../../src/lib/assessment/types.ts';
import type { ProfilesAnswer } from '../../src/lib/contract/profiles.ts';
import { makeFolder, startTestServer } from '../harness.ts';

const CITY = '420100';
const folder = makeFolder();
let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
	server = await startTestServer({ folder });
});
afterAll(async () => {
	await server.close();
	await rm(folder, { recursive: true, force: true });
});

interface Refusal {
	error: { code: string; message: string; fields?: { path: string; message: string }[] };
}
const send = async (path: string, body: unknown) => {
	const response = await fetch(server.url + path, { method: 'PUT', body: JSON.stringify(body) });
	return { status: response.status, body: (await response.json()) as Refusal & Profile };
};
const put = (id: string, edit: (profile: Profile) => void, more: object = {}) => {
	const value = structuredClone(NATIONAL_2023);
	edit(value);
	return send(`/v1/profiles/${id}?city=${CITY}`, { value, ...more });
};
const choose = (profile: string) =>
	send(`/v1/profile-in-force?city=${CITY}`, { value: { profile } });
const list = () => server.get<ProfilesAnswer>(`/v1/profiles?city=${CITY}`);
const assess = (more = '') => server.get<Assessment>(`/v1/assessment?city=${CITY}${more}`);

describe('profiles', () => {
	it('are two built-in ones at first, national-2023 in force', async () => {
		const answer = await list();
		expect(answer.profiles.map(({ id, built_in }) => [id, built_in])).toEqual([
			['national-2023', true],
			['national-2023-reporting', true]
		]);
		expect(answer.in_force).toMatchObject({ profile: 'national-2023', chosen_by: null });
		expect((await assess()).profile).toEqual({ id: 'national-2023', version: 1 });
	});

	it('of a city have versions with author, time and note, each to be had again', async () => {
		expect((await put('own', (one) => (one.missing = 'zero'), { note: '先按零计' })).status).toBe(
			200
		);
		expect((await put('own', (one) => (one.note.zh = '二'), { expected_version: 1 })).status).toBe(
			200
		);
		const own = (await list()).profiles[2]!;
		expect(own).toMatchObject({ id: 'own', version: 2, missing: 'range', author: 'local' });
		expect(own.versions.map(({ version, note }) => [version, note])).toEqual([
			[2, ''],
			[1, '先按零计']
		]);
		const first = await server.get<Profile>(`/v1/profiles/own?city=${CITY}&version=1`);
		expect(first).toMatchObject({ id: 'own', version: 1, missing: 'zero', author: 'local' });
		expect((await fetch(`${server.url}/v1/profiles/own?city=110000`)).status).toBe(404);
		expect((await fetch(`${server.url}/v1/profiles/own?city=${CITY}&version=9`)).status).toBe(404);
	});

	it('that are in force are what the API and the wall’s panel name and go by', async () => {
		await put('own', (one) => (one.missing = 'zero'));
		expect((await choose('own')).status).toBe(200);
		const { profile, index } = await assess();
		expect(profile).toEqual({ id: 'own', version: 3 });
		expect(index.point).toBe(0);
		const live = await server.get<{ index: IndexSummary }>(`/v1/live?city=${CITY}`);
		expect([live.index.profile, live.index.index]).toEqual([profile, index]);
		const other = await assess('&profile=own&profile_version=2');
		expect(other.profile).toEqual({ id: 'own', version: 2 });
		expect(other.index.point).toBeGreaterThan(60);
		expect((await assess('&profile=national-2023-reporting')).profile.id).toBe(
			'national-2023-reporting'
		);
		expect((await list()).in_force).toMatchObject({ profile: 'own', version: 3 });
	});

	it.each<[string, (profile: Profile) => void, string, RegExp]>([
		['weights', (one) => (one.indicators[0]!.weight = 0.5), 'index', /add up to 1\.2, must be 1/],
		[
			'a curve that turns',
			(one) => (one.indicators[0]!.children[0]!.items[0]!.mean = 5),
			'welcome_seconds',
			/mean 5 must lie strictly between/
		],
		[
			'a curve without points',
			(one) => (one.indicators[0]!.children[0]!.items[0]!.curve = []),
			'welcome_seconds',
			/0 points/
		],
		[
			'an unknown item',
			(one) => (one.indicators[0]!.children[0]!.items[0]!.id = 'smile'),
			'smile',
			/no item/
		]
	])(
		'that are bad in their %s are told why, and the last good one stays',
		async (_, spoil, path, says) => {
			const { status, body } = await put('own', spoil);
			expect([status, body.error.code]).toEqual([422, 'value_invalid']);
			expect(body.error.fields?.map((field) => field.path)).toContain(path);
			expect(body.error.message).toMatch(says);
			expect((await assess()).profile).toEqual({ id: 'own', version: 3 });
		}
	);

	it('that are not whole, built in, unknown, outdated or in force are told so', async () => {
		expect((await send(`/v1/profiles/own?city=${CITY}`, { value: {} })).status).toBe(422);
		expect((await send(`/v1/profiles/own?city=${CITY}`, { note: 'x' })).status).toBe(422);
		expect((await put('national-2023', () => {})).body.error.code).toBe('profile_built_in');
		expect((await choose('nobody')).status).toBe(404);
		expect((await put('own', () => {}, { expected_version: 1 })).status).toBe(409);
		const removal = await send(`/v1/profiles/own?city=${CITY}`, { value: null });
		expect([removal.status, removal.body.error.code]).toEqual([409, 'profile_in_force']);
	});

	it('stand after a restart; one that is no longer in force can go', async () => {
		await server.close();
		server = await startTestServer({ folder });
		expect((await assess()).profile).toEqual({ id: 'own', version: 3 });
		await choose('national-2023');
		expect((await send(`/v1/profiles/own?city=${CITY}`, { value: null })).status).toBe(200);
		expect((await list()).profiles).toHaveLength(2);
		expect((await assess()).profile.id).toBe('national-2023');
	});
});
