/** A channel as its form holds it, and as it is sent. Pure. */
import type { AlertKind } from '$lib/contract/alerts.ts';
import type { ChannelKind, ChannelView, Severity } from '$lib/contract/channels.ts';

export interface Draft {
	kind: ChannelKind;
	name: string;
	enabled: boolean;
	language: 'zh' | 'en';
	cities: 'all' | string[];
	alert_kinds: 'all' | string[];
	from_severity: Severity;
	resolved: boolean;
	escalates: boolean;
	after_minutes: number;
	hasQuiet: boolean;
	quiet_from: string;
	quiet_to: string;
	mention_all: 'never' | 'critical' | 'always';
	keyword: string;
	host: string;
	port: number;
	security: 'tls' | 'starttls' | 'none';
	user: string;
	from: string;
	/** One address a line. */
	to: string;
	sound: boolean;
	/** Empty: as it is. */
	address: string;
	signing_key: string;
	password: string;
}

export const newDraft = (kind: ChannelKind): Draft => ({
	kind,
	name: '',
	enabled: true,
	language: 'zh',
	cities: 'all',
	alert_kinds: 'all',
	from_severity: 'warning',
	resolved: true,
	escalates: false,
	after_minutes: 10,
	hasQuiet: false,
	quiet_from: '22:00',
	quiet_to: '07:00',
	mention_all: 'critical',
	keyword: '',
	host: '',
	port: 465,
	security: 'tls',
	user: '',
	from: '',
	to: '',
	sound: true,
	address: '',
	signing_key: '',
	password: ''
});

/** The form of a channel that is set; its secrets stay where they are. */
export function draftOf(view: ChannelView): Draft {
	const draft = newDraft(view.kind);
	const own: Partial<Draft> = {
		name: view.name,
		enabled: view.enabled,
		language: view.language,
		cities: view.cities,
		alert_kinds: view.alert_kinds,
		from_severity: view.from_severity,
		resolved: view.resolved,
		escalates: view.after_minutes !== null,
		after_minutes: view.after_minutes ?? draft.after_minutes,
		hasQuiet: view.quiet !== null,
		quiet_from: view.quiet?.from ?? draft.quiet_from,
		quiet_to: view.quiet?.to ?? draft.quiet_to
	};
	if ('mention_all' in view) own.mention_all = view.mention_all;
	if ('keyword' in view) own.keyword = view.keyword;
	if (view.kind === 'wall') own.sound = view.sound;
	if (view.kind === 'email') {
		const { host, port, security, user, from } = view;
		Object.assign(own, { host, port, security, user, from, to: view.to.join('\n') });
	}
	return { ...draft, ...own };
}

/** What is sent: only what the kind has; secrets only where something was typed. */
export function valueOf(draft: Draft): Record<string, unknown> {
	const { kind, address, signing_key, password } = draft;
	const secrets = Object.fromEntries(
		Object.entries({ address, signing_key, password }).filter(([, secret]) => secret.trim() !== '')
	);
	const isRobot = kind === 'dingtalk' || kind === 'feishu' || kind === 'wecom';
	return {
		kind,
		name: draft.name,
		enabled: draft.enabled,
		language: draft.language,
		cities: draft.cities,
		alert_kinds: draft.alert_kinds,
		from_severity: draft.from_severity,
		resolved: draft.resolved,
		after_minutes: draft.escalates ? draft.after_minutes : null,
		quiet: draft.hasQuiet ? { from: draft.quiet_from, to: draft.quiet_to } : null,
		...(isRobot && { mention_all: draft.mention_all }),
		...(isRobot && kind !== 'wecom' && { keyword: draft.keyword }),
		...(kind === 'wall' && { sound: draft.sound }),
		...(kind === 'email' && {
			host: draft.host.trim(),
			port: draft.port,
			security: draft.security,
			user: draft.user.trim(),
			from: draft.from.trim(),
			to: draft.to.split(/[\s,;，；]+/).filter((one) => one !== '')
		}),
		...(Object.keys(secrets).length > 0 && { secrets })
	};
}

/** A kind switched on or off; all of them are `all`. */
export function withKind(
	chosen: 'all' | string[],
	kind: AlertKind,
	on: boolean,
	every: readonly AlertKind[]
): 'all' | string[] {
	const before: readonly string[] = chosen === 'all' ? every : chosen;
	const after = every.filter((one) => (one === kind ? on : before.includes(one)));
	return after.length === every.length ? 'all' : after;
}
