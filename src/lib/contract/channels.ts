/** Channels that carry alerts to people: what a person sets, and what the API shows of it. */
import { z } from 'zod';

export const CHANNEL_KINDS = ['webhook', 'dingtalk', 'wecom', 'feishu', 'email', 'wall'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** What is written once and never shown again. `address` is a robot's address with its token. */
export const SECRET_NAMES = ['address', 'signing_key', 'password'] as const;
export type SecretName = (typeof SECRET_NAMES)[number];
export type Secrets = Partial<Record<SecretName, string>>;

export const SEVERITIES = ['warning', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

const words = (most: number) =>
	z
		.string()
		.trim()
		.min(1, { error: `want 1 to ${most} characters` })
		.max(most, { error: `want 1 to ${most} characters` });
const clock = z
	.string()
	.regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'want a clock time such as 22:00' });
const mail = z.email({ error: 'want a mail address' });

/** What every channel has, whatever carries it. */
const common = {
	name: words(40),
	enabled: z.boolean().default(true),
	language: z.enum(['zh', 'en']).default('zh'),
	/** Whose alerts. */
	cities: z
		.union([z.literal('all'), z.array(z.string().regex(/^\d{6}$/)).min(1)], {
			error: 'want "all" or a list of city codes'
		})
		.default('all'),
	/** Kinds of alerts; `all`, or a list of ids. */
	alert_kinds: z
		.union([z.literal('all'), z.array(z.string().regex(/^[a-z][a-z0-9_]{0,63}$/)).min(1)], {
			error: 'want "all" or a list of kinds of alerts'
		})
		.default('all'),
	/** The least severe alert that goes here. */
	from_severity: z.enum(SEVERITIES).default('warning'),
	/** Whether the end of an alert is told too. */
	resolved: z.boolean().default(true),
	/** Null: at once. Else only what nobody has acknowledged after so many minutes (escalation). */
	after_minutes: z.number().int().min(1).max(1440).nullable().default(null),
	/** Beijing clock; may pass midnight. Held until its end, but for critical alerts. */
	quiet: z
		.object({ from: clock, to: clock })
		.refine(({ from, to }) => from !== to, { error: 'want two different times' })
		.nullable()
		.default(null)
};
const mentionAll = z.enum(['never', 'critical', 'always']).default('critical');
/** A robot that demands a word in each message takes none without it. */
const keyword = z.string().trim().max(20).default('');

const kinds = [
	z.object({ ...common, kind: z.literal('webhook') }),
	z.object({ ...common, kind: z.literal('dingtalk'), keyword, mention_all: mentionAll }),
	z.object({ ...common, kind: z.literal('wecom'), mention_all: mentionAll }),
	z.object({ ...common, kind: z.literal('feishu'), keyword, mention_all: mentionAll }),
	z.object({
		...common,
		kind: z.literal('email'),
		host: z.string().regex(/^[\w.:-]{1,253}$/, { error: 'want the name of a mail server' }),
		port: z.number().int().min(1).max(65535).default(465),
		/** `tls` from the first byte (465), `starttls` (587), or `none` on a trusted network. */
		security: z.enum(['tls', 'starttls', 'none']).default('tls'),
		user: z.string().max(200).default(''),
		from: mail,
		to: z.array(mail).min(1, { error: 'want at least one mail address' }).max(50)
	}),
	z.object({ ...common, kind: z.literal('wall'), sound: z.boolean().default(true) })
] as const;

const KIND_ERROR = { error: `want a kind: ${CHANNEL_KINDS.join(', ')}` };

/** A channel without its secrets. */
export const channelSchema = z.discriminatedUnion('kind', kinds, KIND_ERROR);
export type Channel = z.output<typeof channelSchema>;
export type ChannelOf<K extends ChannelKind> = Extract<Channel, { kind: K }>;

/** Which secrets a kind needs and may have. */
export const SECRETS_OF: Record<ChannelKind, { needs: SecretName[]; may: SecretName[] }> = {
	webhook: { needs: ['address'], may: ['signing_key'] },
	dingtalk: { needs: ['address'], may: ['signing_key'] },
	wecom: { needs: ['address'], may: [] },
	feishu: { needs: ['address'], may: ['signing_key'] },
	email: { needs: [], may: ['password'] },
	wall: { needs: [], may: [] }
};

/** Why a message did not arrive; pages and messages say it in words. */
export const FAILURE_REASONS = [
	'unreachable',
	'timeout',
	'certificate',
	'wrong_address',
	'wrong_secret',
	'clock_skew',
	'keyword',
	'ip_forbidden',
	'rate_limited',
	'too_large',
	'redirected',
	'refused',
	'not_understood',
	'busy',
	'login_refused',
	'recipient_refused',
	'secrets_unreadable'
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

export interface Failure {
	reason: FailureReason;
	/** Status or code of the other side, such as `HTTP 502` or `errcode 310000`. */
	code: string;
}

/** How a channel does, by its log. */
export interface ChannelHealth {
	/** `untried` until the first attempt. */
	state: 'ok' | 'failing' | 'untried';
	/** Since when it has failed without a success in between. */
	failing_since: string | null;
	last_success_at: string | null;
	failure: Failure | null;
	/** Seconds that this server's clock is ahead of the other side's; null where it does not say. */
	clock_ahead_seconds: number | null;
	/** Messages that still wait for it. */
	waiting: number;
}

/** `GET /v1/channels`: what is set, never a secret. */
export type ChannelView = Channel & {
	id: string;
	version: number;
	changed_at: string;
	changed_by: string;
	/** Which secrets are set. */
	secrets: Partial<Record<SecretName, true>>;
	/** Where its address leads, without path, query and token; null without one. */
	address_origin: string | null;
	health: ChannelHealth;
};

/** What a test message came to; `screens` is of walls alone: pages open on a city of theirs, which show it now. */
export type TestResult =
	| { ok: true; clock_ahead_seconds: number | null; screens?: number }
	| { ok: false; failure: Failure; clock_ahead_seconds: number | null };

/** `GET /v1/channels`. */
export interface ChannelsAnswer {
	channels: ChannelView[];
}

/** What saving a channel answers; `test` is null where no message was asked for. */
export interface SavedChannel {
	channel: ChannelView;
	/** What the test message came to; null where none was sent. */
	test: TestResult | null;
}

/** Steps of a delivery, in the order of its life. The last four end it. */
export const DELIVERY_STEPS = [
	'queued',
	'attempt',
	'retry',
	'digested',
	'sent',
	'gave_up',
	'cancelled'
] as const;
export type DeliveryStep = (typeof DELIVERY_STEPS)[number];

/** One message to one channel, as the delivery log shows it. */
export interface DeliveryView {
	id: string;
	channel: string;
	channel_name: string;
	channel_kind: ChannelKind;
	city: string;
	alert: string;
	notice: string;
	title: string;
	step: DeliveryStep;
	queued_at: string;
	/** When it reached its present step. */
	at: string;
	attempts: number;
	/** Seconds from being queued to having been accepted; null where it was not. */
	took_seconds: number | null;
	failure: Failure | null;
	/** The digest that carries it. */
	digest: string | null;
}

/** `GET /v1/deliveries`: the latest first. */
export interface DeliveriesAnswer {
	as_of: string;
	deliveries: DeliveryView[];
}
