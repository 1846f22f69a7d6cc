/** Mail by SMTP. The Message-ID is the delivery's, so that a mailbox can drop a repeat. */
import { createTransport } from 'nodemailer';
import type { ChannelOf, FailureReason } from '#contract/channels';
import { failed, SENT, type Carrier, type Reply } from './carrier.ts';

const TIMEOUT_MS = 5_000;

export const email: Carrier<ChannelOf<'email'>> = {
	limits: [{ messages: 60, windowMs: 60_000 }],
	parts: (message, { language }, link) => [
		{
			subject: message.title[language],
			text: [message.text[language], ...(link ? ['', link] : [])].join('\n')
		}
	],
	async send(part, channel, secrets, { delivery }) {
		const transport = createTransport({
			host: channel.host,
			port: channel.port,
			secure: channel.security === 'tls',
			requireTLS: channel.security === 'starttls',
			ignoreTLS: channel.security === 'none',
			connectionTimeout: TIMEOUT_MS,
			greetingTimeout: TIMEOUT_MS,
			socketTimeout: TIMEOUT_MS,
			disableFileAccess: true,
			disableUrlAccess: true,
			...(channel.user && { auth: { user: channel.user, pass: secrets.password ?? '' } })
		});
		try {
			const sent = await transport.sendMail({
				from: channel.from,
				to: channel.to,
				messageId: `<${delivery}@rexian>`,
				subject: part.subject as string,
				text: part.text as string
			});
			const refused = sent.rejected.length;
			return refused > 0
				? failed('recipient_refused', `${refused} of ${channel.to.length}`)
				: { ...SENT, clockAheadMs: null };
		} catch (error) {
			return troubleOf(error);
		} finally {
			transport.close();
		}
	}
};

const REASONS: Record<string, FailureReason> = {
	EAUTH: 'login_refused',
	ENOAUTH: 'login_refused',
	EENVELOPE: 'recipient_refused',
	ETLS: 'certificate',
	ETIMEDOUT: 'timeout',
	EMESSAGE: 'refused'
};

/** Codes only: an error's message may hold addresses. */
function troubleOf(error: unknown): Reply {
	const { code = 'network', responseCode } = error as { code?: string; responseCode?: number };
	const shown = responseCode === undefined ? code : `SMTP ${responseCode}`;
	if (/CERT|SIGNED|VERIFY/.test(code)) return failed('certificate', shown);
	// 4xx passes by itself (RFC 5321, 4.2.1).
	if (responseCode !== undefined && responseCode >= 400 && responseCode < 500)
		return failed('busy', shown);
	return failed(REASONS[code] ?? 'unreachable', shown);
}
