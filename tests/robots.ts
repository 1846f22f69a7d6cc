/** Local servers that enforce what each vendor's robot enforces, by their own reading of the rules. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
	path: string;
	headers: IncomingMessage['headers'];
	raw: string;
	body: Record<string, unknown>;
}

export interface RobotServer {
	url: string;
	/** What was accepted, in order. */
	accepted: Received[];
	/** Every request, accepted or not. */
	asked: number;
	/** Codes of refusals, in order. */
	refused: number[];
	/** Answers this instead, until it is taken away. */
	override: { status: number; body: string; headers?: Record<string, string> } | 'hang' | null;
	/** Added to its own clock. */
	clockOffsetMs: number;
	close(): Promise<void>;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const bytes = (text: string) => Buffer.byteLength(text);
const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64');

type Rule = (received: Received, robot: { now: number; sends: number[] }) => number;

async function serve(rule: Rule, codeKey: string, clock: () => number): Promise<RobotServer> {
	const sends: number[] = [];
	const robot: RobotServer = {
		url: '',
		accepted: [],
		asked: 0,
		refused: [],
		override: null,
		clockOffsetMs: 0,
		close: () => close(server)
	};
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			// A sender that gave up sent no whole message.
			if (!request.complete) return;
			robot.asked++;
			const { override } = robot;
			if (override === 'hang') return;
			const now = clock() + robot.clockOffsetMs;
			response.sendDate = false;
			response.setHeader('date', new Date(now).toUTCString());
			response.setHeader('content-type', 'application/json');
			if (override) {
				response.writeHead(override.status, override.headers).end(override.body);
				return;
			}
			const raw = Buffer.concat(chunks).toString();
			const body = JSON.parse(raw) as Record<string, unknown>;
			const received = { path: request.url ?? '', headers: request.headers, raw, body };
			const code = rule(received, { now, sends });
			if (code === 0) {
				sends.push(now);
				robot.accepted.push(received);
			} else robot.refused.push(code);
			// Success or not, a robot answers 200.
			const said = SAID[code] ?? 'ok';
			response.end(
				JSON.stringify({ [codeKey]: code, [codeKey === 'code' ? 'msg' : 'errmsg']: said })
			);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	robot.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return robot;
}

function close(server: Server): Promise<void> {
	server.closeAllConnections();
	return new Promise((resolve) => server.close(() => resolve()));
}

const SAID: Record<number, string> = {
	310000: 'sign not match, more: [https://ding-doc.dingtalk.com]',
	130101: 'send too fast',
	300005: 'token is not exist',
	93000: 'invalid webhook url',
	45009: 'api freq out of limit',
	45002: 'content size out of limit',
	19021: 'sign match fail or timestamp is not within one hour from current time',
	19001: 'param invalid: incoming webhook access token invalid',
	11232: 'frequency limited',
	9499: 'Bad Request'
};

const inWindow = (sends: number[], now: number, windowMs: number) =>
	sends.filter((at) => at > now - windowMs).length;

/** DingTalk: signature and milliseconds in the query, 20 a minute, 20 kB. */
export function dingtalkRobot(clock: () => number, token: string, secret: string) {
	return serve(
		({ path, raw, body }, { now, sends }) => {
			const query = new URL(path, 'http://robot').searchParams;
			if (query.get('access_token') !== token) return 300005;
			const timestamp = query.get('timestamp') ?? '';
			if (!/^\d{13}$/.test(timestamp) || Math.abs(Number(timestamp) - now) > HOUR_MS) return 310000;
			if (query.get('sign') !== hmac(secret, `${timestamp}\n${secret}`)) return 310000;
			if (inWindow(sends, now, MINUTE_MS) >= 20) return 130101;
			const markdown = body.markdown as { title?: string; text?: string } | undefined;
			const isMarkdown = body.msgtype === 'markdown' && markdown?.title && markdown.text;
			return isMarkdown && bytes(raw) <= 20_000 ? 0 : 40035;
		},
		'errcode',
		clock
	);
}

/** WeCom: a key in the query, no signature, 2048 bytes of text, 20 a minute. */
export function wecomRobot(clock: () => number, key: string) {
	return serve(
		({ path, body }, { now, sends }) => {
			if (new URL(path, 'http://robot').searchParams.get('key') !== key) return 93000;
			if (inWindow(sends, now, MINUTE_MS) >= 20) return 45009;
			const { content } = (body.text ?? {}) as { content?: string };
			if (body.msgtype !== 'text' || !content) return 40008;
			return bytes(content) <= 2048 ? 0 : 45002;
		},
		'errcode',
		clock
	);
}

/** Feishu: signature and seconds in the body, the secret within the key; 5 a second, 100 a minute. */
export function feishuRobot(clock: () => number, token: string, secret: string) {
	return serve(
		({ path, raw, body }, { now, sends }) => {
			if (path !== `/open-apis/bot/v2/hook/${token}`) return 19001;
			const timestamp = String(body.timestamp);
			if (!/^\d{10}$/.test(timestamp) || Math.abs(Number(timestamp) * 1000 - now) > HOUR_MS)
				return 19021;
			if (body.sign !== hmac(`${timestamp}\n${secret}`, '')) return 19021;
			if (inWindow(sends, now, 1_000) >= 5 || inWindow(sends, now, MINUTE_MS) >= 100) return 11232;
			const post = (body.content as { post?: { zh_cn?: { content?: unknown[][] } } })?.post?.zh_cn;
			const isPost = body.msg_type === 'post' && Array.isArray(post?.content?.[0]);
			return isPost && bytes(raw) <= 20_000 ? 0 : 9499;
		},
		'code',
		clock
	);
}

/** A receiver of webhooks that checks the signature as docs/alerts.md tells it to. */
export function webhookReceiver(clock: () => number, secret: string) {
	return serve(
		({ headers, raw }, { now }) => {
			const timestamp = String(headers['x-rexian-timestamp']);
			if (Math.abs(Number(timestamp) - now) > 5 * MINUTE_MS) return 1;
			const sign = createHmac('sha256', secret).update(`${timestamp}.${raw}`).digest('hex');
			return headers['x-rexian-signature'] === `sha256=${sign}` ? 0 : 2;
		},
		'code',
		clock
	);
}
