/** Words about channels: kinds, what a test came to, why a message did not arrive. */
import { REASON_WORDS } from '$lib/alerts/reasons.ts';
import type { ChannelKind, ChannelView, Failure, TestResult } from '$lib/contract/channels.ts';
import { lang } from '$lib/ui/language.svelte.ts';
import { m } from '$lib/words/m.ts';

const KINDS: Record<ChannelKind, () => string> = {
	webhook: m.notify_kind_webhook,
	dingtalk: m.notify_kind_dingtalk,
	wecom: m.notify_kind_wecom,
	feishu: m.notify_kind_feishu,
	email: m.notify_kind_email,
	wall: m.notify_kind_wall
};

export const kindName = (kind: ChannelKind) => KINDS[kind]();

/** Why, and what to do. */
export const reasonWords = ({ reason }: Failure) => REASON_WORDS[reason][lang()];

/** With the other side's code. */
const failureWords = (failure: Failure) =>
	m.notify_failure({ reason: reasonWords(failure), code: failure.code });

/** Minutes, from which a wrong clock is worth a word: robots refuse at 60. */
const CLOCK_MINUTES = 5;

export function clockWords(seconds: number | null): string {
	const minutes = Math.round(Math.abs(seconds ?? 0) / 60);
	if (seconds === null || minutes < CLOCK_MINUTES) return '';
	return seconds > 0 ? m.notify_clock_ahead({ minutes }) : m.notify_clock_behind({ minutes });
}

/** After saving. */
export function resultWords(test: TestResult | null): { tone: 'good' | 'bad'; text: string } {
	if (test === null) return { tone: 'good', text: m.notify_saved() };
	const clock = clockWords(test.clock_ahead_seconds);
	return test.ok
		? { tone: 'good', text: [m.notify_saved_tested(), clock].filter(Boolean).join(' ') }
		: { tone: 'bad', text: m.notify_saved_failing({ why: failureWords(test.failure) }) };
}

/** After a test that went well; of walls, by how many screens show it. */
export function testedWords(screens: number | undefined): string {
	if (screens === undefined) return m.notify_tested();
	return screens > 0 ? m.notify_wall_tested({ n: screens }) : m.notify_wall_unseen();
}

/** Whom the channel tells of what, in one line. */
export function routeWords(channel: ChannelView, cityName: string): string {
	const parts = [
		channel.cities === 'all' ? m.notify_all_cities() : cityName,
		channel.from_severity === 'critical' ? m.notify_only_critical() : m.notify_every_severity(),
		channel.after_minutes === null
			? m.notify_at_once()
			: m.notify_after({ minutes: channel.after_minutes }),
		...(channel.quiet
			? [m.notify_quiet_line({ from: channel.quiet.from, to: channel.quiet.to })]
			: [])
	];
	return parts.join(' · ');
}
