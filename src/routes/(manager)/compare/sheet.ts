/** Our figures and each peer's beside them, as a table. */
import type { PeersAnswer } from '$lib/contract/compare.ts';
import type { Lang } from '$lib/ui/lang.ts';
import { figureSheet, type Sheet } from '$lib/ui/sheet.ts';

export function compareSheet(name: string, peers: PeersAnswer, lang: Lang): Sheet {
	return figureSheet(
		name,
		peers.as_of,
		peers.rows.flatMap(({ name: label, unit, ours, peers: groups }) => [
			{
				name: label[lang],
				unit,
				value: ours?.value ?? null,
				low: ours?.low ?? null,
				high: ours?.high ?? null,
				n: ours?.n ?? null,
				note: peers.name
			},
			...groups.map(({ group, value, sentence }) => ({
				name: label[lang],
				unit,
				value,
				note: [group.name[lang], sentence?.[lang]].filter(Boolean).join(': ')
			}))
		])
	);
}
