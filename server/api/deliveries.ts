/** `GET /v1/deliveries`: what was sent to whom, and what became of it. */
import type { Channel, DeliveriesAnswer, DeliveryView } from '#contract/channels';
import { DAY_MS, formatInstant } from '#contract/instant';
import { mayTouch, type Identity } from '../access/roles.ts';
import { CHANNEL } from '../notify/channel.ts';
import { listDeliveries, type Standing } from '../notify/deliveries.ts';
import type { Settings } from '../settings/settings.ts';
import { SETTING_ID } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import {
	badParameter,
	readCity,
	readChoice,
	readInstant,
	readInteger,
	type Query
} from './query.ts';

export interface DeliveriesDeps {
	store: Store;
	settings: Settings;
	clock: () => number;
}

const DEFAULT_DAYS = 7;
const MOST = 1_000;

/** As each is set, or last was: a log outlives its channels. */
async function channelsOf(
	settings: Settings,
	ids: ReadonlySet<string>
): Promise<ReadonlyMap<string, Channel>> {
	const found = new Map<string, Channel>();
	for (const { id, value } of await settings.list(CHANNEL, '')) found.set(id, value!.channel);
	for (const id of ids) {
		if (found.has(id)) continue;
		const last = (await settings.history(CHANNEL, '', id)).find(({ value }) => value !== null);
		if (last?.value) found.set(id, last.value.channel);
	}
	return found;
}

export async function answerDeliveries(
	{ store, settings, clock }: DeliveriesDeps,
	query: Query,
	identity: Identity
): Promise<DeliveriesAnswer> {
	const city = readCity(query, identity);
	const now = clock();
	const to = readInstant(query, 'to') ?? now + 1;
	const from = readInstant(query, 'from') ?? to - DEFAULT_DAYS * DAY_MS;
	if (from >= to) throw badParameter('from', query.from, 'an instant before to');
	const { channel, alert } = query;
	if (channel !== undefined && !SETTING_ID.test(channel))
		throw badParameter('channel', channel, 'the id of a channel');
	const lang = readChoice(query, 'lang', ['zh', 'en']) ?? 'zh';
	const limit = readInteger(query, 'limit', 1, MOST) ?? 100;
	const rows = await listDeliveries(store, { cities: [city], from, to, channel, alert, limit });
	const channels = await channelsOf(settings, new Set(rows.map((row) => row.channel)));
	// What concerns no city is everybody's, but for the channels of other cities.
	const seen = rows.filter((row) => {
		const cities = channels.get(row.channel)?.cities ?? 'all';
		return row.city !== '' || cities === 'all' || cities.some((one) => mayTouch(identity, one));
	});
	const view = (row: Standing): DeliveryView => ({
		id: row.id,
		channel: row.channel,
		channel_name: channels.get(row.channel)?.name ?? row.channel,
		channel_kind: channels.get(row.channel)?.kind ?? 'webhook',
		city: row.city,
		alert: row.alert,
		notice: row.notice,
		title: row.message.title[lang],
		step: row.step,
		queued_at: formatInstant(row.queued_at),
		at: formatInstant(row.at),
		attempts: row.attempts,
		took_seconds: row.step === 'sent' ? (row.at - row.queued_at) / 1000 : null,
		failure: row.reason === '' ? null : { reason: row.reason, code: row.code },
		digest: row.digest === '' ? null : row.digest
	});
	return { as_of: formatInstant(now), deliveries: seen.map(view) };
}
