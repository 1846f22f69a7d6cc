/** Which lost calls a link of the page stands for: all of the period, of a slot, or of a step. */
import type { LostDefinition, MeasuresAnswer } from '$lib/contract/answers.ts';
import { PHONE_SLOTS } from '$lib/contract/slots.ts';
import type { Lang } from '$lib/ui/lang.ts';

const slotOf = (part: string | null) => PHONE_SLOTS.find(({ id }) => id === part);
const stepOf = (answer: MeasuresAnswer, part: string | null) =>
	answer.steps?.find(({ from }) => from === part);

/** What `GET /v1/calls` is asked: as of the figures that are shown, so that the counts agree. */
export function lostQuery(
	answer: MeasuresAnswer,
	definition: LostDefinition,
	part: string | null
): string {
	const { from, to } = stepOf(answer, part) ?? answer;
	const slot = slotOf(part);
	return new URLSearchParams({
		city: answer.city,
		from,
		to,
		now: answer.as_of,
		outcome: 'lost',
		definition,
		...(slot && { slot: slot.id })
	}).toString();
}

/** `2026-11-01 00:00 – 2026-12-01 00:00 · 上午`: the window as it is asked, and the slot. */
export function partLabel(answer: MeasuresAnswer, part: string | null, lang: Lang): string {
	const { from, to } = stepOf(answer, part) ?? answer;
	const window = [from, to].map((end) => end.slice(0, 16).replace('T', ' ')).join(' – ');
	const slot = slotOf(part);
	return slot ? `${window} · ${slot[lang]}` : window;
}
