/** A stream as the nation's lines send it: mostly new calls, some again, some late, some corrected. */
import { PREFECTURES } from '#reference/prefectures';
import type { Store } from '../../../server/store/store.ts';
import { DAY_MS } from '#contract/instant';

/** Of each hundred events: sent again, months late, corrected so that they leave their cell. */
export interface Mix {
	repeated: number;
	late: number;
	corrected: number;
}
export const FLOW: Mix = { repeated: 5, late: 3, corrected: 2 };
/** What happens now, and a source that sends some of it again. */
export const LIVE: Mix = { repeated: 5, late: 0, corrected: 0 };

/** Nothing is sent of this city but the probes. */
export const PROBED = '540100';
const CITIES = PREFECTURES.map(({ code }) => code).filter((code) => code !== PROBED);

export interface KnownCall {
	city: string;
	call_id: string;
	queued_at: number;
}

/** Calls of the base that the stream corrects. */
export async function correctable(store: Store, count: number): Promise<KnownCall[]> {
	const rows = await store.read<{ code: string; call_id: string; queued: number }>(
		`SELECT toString(city) AS code, call_id, assumeNotNull(queued_at) AS queued FROM calls FINAL WHERE city != ${PROBED} AND queued_at IS NOT NULL AND cityHash64(call_id) % 400 = 7 LIMIT ${count}`
	);
	return rows.map(({ code, call_id, queued }) => ({ city: code, call_id, queued_at: queued }));
}

/** Makes the stream; `random` gives numbers from 0 to 1. Each call of `lines` goes on from the last. */
export function createStream(
	base: KnownCall[],
	name: string,
	random: () => number,
	{ repeated, late, corrected }: Mix = FLOW
) {
	const sent: string[] = [];
	const known = [...base];
	const revisions = new Map<string, number>();
	let made = 0;
	const any = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)]!;

	function lineOf({ city, call_id, queued_at }: KnownCall): string {
		const key = `${city}|${call_id}`;
		const revision = (revisions.get(key) ?? (call_id.startsWith(name) ? 0 : 1)) + 1;
		revisions.set(key, revision);
		const isLost = random() < 0.1;
		return JSON.stringify({
			type: 'call',
			city,
			call_id,
			revision,
			arrived_at: queued_at - 20_000,
			queued_at,
			[isLost ? 'ended_at' : 'answered_at']: queued_at + Math.floor(random() * 40_000),
			line: '12345',
			agent_id: `A${made % 300}`,
			caller: `1390000${String(made % 9_999).padStart(4, '0')}`
		});
	}

	function newCall(now: number, isLate: boolean): string {
		const age = isLate ? 3 * DAY_MS + random() * 300 * DAY_MS : 60_000 + random() * 60_000;
		const queued_at = Math.floor(now - age);
		const call = { city: any(CITIES), call_id: `${name}-${++made}`, queued_at };
		if (made % 20 === 0) known.push(call);
		return lineOf(call);
	}

	/** Moved by up to a day, so that it leaves its cell. */
	function correction(): string {
		const call = any(known);
		call.queued_at -= Math.floor(random() * DAY_MS);
		return lineOf(call);
	}

	return {
		body(events: number, now: number): Buffer {
			const lines = Array.from({ length: events }, () => {
				const turn = random() * 100;
				if (turn < repeated && sent.length > 0) return any(sent);
				if (turn < repeated + late) return newCall(now, true);
				if (turn < repeated + late + corrected && known.length > 0) return correction();
				return newCall(now, false);
			});
			for (let i = 0; i < lines.length; i += 10) sent.push(lines[i]!);
			return Buffer.from(lines.join('\n'));
		}
	};
}
