/** The report in a few sentences, each said from the figures of its tables. */
import { isKnown } from '../assessment/known.ts';
import { DAY_MS } from '../contract/instant.ts';
import { PHONE_SLOTS } from '../contract/slots.ts';
import { isBeyondError, rateDifference } from '../statistics/difference.ts';
import type { Rate } from '../statistics/wilson.ts';
import { figure } from './cells.ts';
import type { ReportData, ReportLang } from './types.ts';
import type { ReportWords } from './words.ts';

const percent = (value: number | null) => figure(value, 'ratio').text;
const score = (value: number) => figure(value, 'score').text;

function changeSentence(now: Rate, before: Rate, label: string, words: ReportWords): string[] {
	const difference = rateDifference(now, before);
	if (!difference) return [];
	const points = Math.abs(difference.value * 100).toFixed(2);
	if (Number(points) === 0) return [words.same(label)];
	const word = difference.value > 0 ? words.up : words.down;
	return [words.change(label, word, points, isBeyondError(difference))];
}

function slotSentence({ slots }: ReportData, lang: ReportLang, words: ReportWords): string[] {
	const known = PHONE_SLOTS.filter(({ probed }) => probed)
		.map((slot) => ({ name: slot[lang], rate: slots.phone[slot.id].connection_rate.value }))
		.filter((slot): slot is { name: string; rate: number } => slot.rate !== null)
		.sort((a, b) => a.rate - b.rate);
	const [worst, best] = [known[0], known.at(-1)];
	if (!worst || !best || worst.rate === best.rate) return [];
	return [words.worstSlot(worst.name, percent(worst.rate), best.name, percent(best.rate))];
}

/** A period that begins on days without a call says so: its figures are of the others. */
function partial({ from, first_call_at }: ReportData, words: ReportWords): string[] {
	if (first_call_at === null || Date.parse(first_call_at) - Date.parse(from) < DAY_MS) return [];
	return [words.partial(first_call_at.slice(0, 10))];
}

export function summaryParagraphs(
	data: ReportData,
	lang: ReportLang,
	words: ReportWords
): string[] {
	const { measures, previous, year, assessment, peers } = data;
	const { index, grade, rank } = assessment;
	const connection = measures.connection_rate;
	const tier = peers.rows
		.filter(({ id }) => ['index', 'first_contact_resolution', 'complaint_rate'].includes(id))
		.flatMap((row) => row.peers.filter(({ group }) => group.kind === 'tier'))
		.flatMap(({ sentence }) => (sentence ? [sentence[lang] + words.fullStop] : []));
	return [
		...(data.complete ? [] : [words.incomplete]),
		...partial(data, words),
		...(data.settled ? [] : [words.unsettled]),
		[
			connection.value === null
				? words.noCalls
				: words.connection(
						percent(connection.value),
						percent(connection.low),
						percent(connection.high),
						figure(connection.denominator, 'count').text
					),
			...changeSentence(
				connection,
				previous.measures.connection_rate,
				words.versus.previous,
				words
			),
			...changeSentence(connection, year.measures.connection_rate, words.versus.year, words),
			...slotSentence(data, lang, words)
		].join(lang === 'zh' ? '' : ' '),
		[
			isKnown(index)
				? words.indexSentence(
						score(index.point),
						score(index.likely.low),
						score(index.likely.high),
						grade.value,
						rank.low,
						rank.high
					)
				: words.indexUnknown,
			words.coverage(percent(index.coverage), score(index.bounds.low), score(index.bounds.high))
		].join(lang === 'zh' ? '' : ' '),
		...(tier.length > 0 ? [tier.join(lang === 'zh' ? '' : ' ')] : [])
	];
}
