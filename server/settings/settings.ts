/**
 * What people set: each change is a version with its author, time and note, and stays. One process
 * writes; changes go in one at a time, so that versions neither fork nor skip.
 */
import type { z } from 'zod';
import { ApiError } from '../api/errors.ts';
import { log } from '../log.ts';
import { SETTING_ID } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import { forgetInForce, versionsInForce, versionsOf } from './versions.ts';
import { invalid, readableValue, validValue } from './value.ts';

/** A kind of setting: its name in the store, and what a value must be. */
export interface SettingKind<T> {
	/** Lower case, digits, underscores: `city_profile`, `index_profile`, `alert_rule`, … */
	kind: string;
	schema: z.ZodType<T>;
}

export interface SettingVersion<T> {
	kind: string;
	/** Prefecture code; empty where the setting belongs to no city. */
	city: string;
	id: string;
	/** 1, 2, 3 … of this (kind, city, id); goes on after a removal. */
	version: number;
	/** When it was set, epoch milliseconds. */
	at: number;
	/** Id of the token that set it. */
	author: string;
	note: string;
	/** Null: removed. */
	value: T | null;
}

export interface SettingChange<T> {
	city: string;
	/** 1 to 64 letters, digits, _ . - */
	id: string;
	value: T | null;
	author: string;
	note?: string | undefined;
	/** The version that the author changed: another one in force is a 409. 0: none is in force. */
	expectedVersion?: number | undefined;
}

export interface Settings {
	/** The one in force; null where there is none, or it was removed. */
	current<T>(kind: SettingKind<T>, city: string, id: string): Promise<SettingVersion<T> | null>;
	/** All in force of a city, or of none (''), by id. */
	list<T>(kind: SettingKind<T>, city: string): Promise<SettingVersion<T>[]>;
	/** All versions, newest first, removals among them. */
	history<T>(kind: SettingKind<T>, city: string, id: string): Promise<SettingVersion<T>[]>;
	/**
	 * Sets, or removes with null, and returns when that is durable. Throws `ApiError`: 409
	 * `version_conflict`, 422 `value_invalid` with the fields, 404 `setting_unknown` for a removal of nothing.
	 */
	put<T>(kind: SettingKind<T>, change: SettingChange<T>): Promise<SettingVersion<T>>;
	/** Tells of every change after it is durable; returns how to stop that. */
	onChange(listener: (version: SettingVersion<unknown>) => void): () => void;
}

const LONGEST_NOTE = 2_000;

/** Makes the station; one a process. */
export function createSettings({ store, clock }: { store: Store; clock: () => number }): Settings {
	const listeners = new Set<(version: SettingVersion<unknown>) => void>();
	let last: Promise<unknown> = Promise.resolve();

	async function history<T>(kind: SettingKind<T>, city: string, id: string) {
		return (await versionsOf(store, kind.kind, city, id)).map((row) => readableValue(kind, row));
	}

	function tell(version: SettingVersion<unknown>): void {
		for (const listener of listeners)
			try {
				listener(version);
			} catch (error) {
				log('error', 'a listener to settings failed', { kind: version.kind, error });
			}
	}

	async function change<T>(
		kind: SettingKind<T>,
		{ city, id, value, author, note = '', expectedVersion }: SettingChange<T>
	): Promise<SettingVersion<T>> {
		const checked = value === null ? null : validValue(kind, value);
		if (!SETTING_ID.test(id))
			throw invalid(kind.kind, [
				{ path: 'id', message: `got "${id.slice(0, 80)}"; want 1 to 64 letters, digits, _ . -` }
			]);
		if (note.length > LONGEST_NOTE)
			throw invalid(kind.kind, [
				{ path: 'note', message: `want at most ${LONGEST_NOTE} characters` }
			]);
		const [newest] = await versionsOf(store, kind.kind, city, id, 1);
		const standing = newest?.value === '' ? 0 : (newest?.version ?? 0);
		if (expectedVersion !== undefined && expectedVersion !== standing)
			throw new ApiError(
				409,
				'version_conflict',
				`${kind.kind} ${id}: version ${standing} is in force, this changes version ${expectedVersion}; load it again`
			);
		if (checked === null && standing === 0)
			throw new ApiError(404, 'setting_unknown', `${kind.kind} ${id}: there is none to remove`);
		const version: SettingVersion<T> = {
			kind: kind.kind,
			city,
			id,
			version: (newest?.version ?? 0) + 1,
			at: clock(),
			author,
			note,
			value: checked
		};
		await store.insert('settings', [
			{
				...version,
				city: Number(city || 0),
				value: checked === null ? '' : JSON.stringify(checked)
			}
		]);
		forgetInForce(store, version.kind);
		await checkAlone(version);
		tell(version);
		return version;
	}

	/** A second server on an external store may have set the same version meanwhile. */
	async function checkAlone({ kind, city, id, version }: SettingVersion<unknown>): Promise<void> {
		const [newest, next] = await versionsOf(store, kind, city, id, 2);
		if (newest?.version !== next?.version) return;
		log('error', 'a version was set twice: two servers write to one store', { kind, city, id });
		throw new ApiError(
			409,
			'version_conflict',
			`${kind} ${id}: version ${version} was set twice at once, by ${next!.author} and ${newest!.author}; load it again, then set it`
		);
	}

	return {
		current: async (kind, city, id) =>
			(await versionsInForce(store, kind.kind, city))
				.filter((row) => row.id === id)
				.map((row) => readableValue(kind, row))[0] ?? null,
		list: async (kind, city) =>
			(await versionsInForce(store, kind.kind, city)).map((row) => readableValue(kind, row)),
		history,
		put(kind, asked) {
			const turn = last.then(() => change(kind, asked));
			last = turn.catch(() => undefined);
			return turn;
		},
		onChange(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		}
	};
}
