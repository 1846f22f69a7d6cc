import { describe, expect, it } from 'vitest';
import type { Feed, LiveSnapshot } from '$lib/contract/live.ts';
import { takeWhole } from '$lib/live/state.ts';
import type { DownCause, LiveStatus } from '$lib/live/status.ts';
import { stripOf } from './strip.ts';

const AS_OF = '2026-11-23T19:42:00.000+08:00';
const NOW = Date.parse(AS_OF) + 72_000;
const strip = (status: LiveStatus, feed: Partial<Feed> = {}, downCause: DownCause = 'server') => {
	const whole = { last_received_at: AS_OF, last_heartbeat_at: null, settled: true, ...feed };
	const state = takeWhole(null, { as_of: AS_OF, feed: whole } as LiveSnapshot);
	return stripOf({ status, state, serverNow: NOW, downSince: NOW - 70_000, downCause }, 'zh');
};

describe('the strip', () => {
	it('is calm while the data is live', () => {
		expect(strip('live').tone).toBe('calm');
	});

	it('says since when the line is down and which moment the screen shows', () => {
		expect(strip('disconnected')).toEqual({
			tone: 'bad',
			title: '服务端没有应答',
			detail: '自 19:42:02 起，已 1 分 10 秒；画面停在 19:42:00，正在重连'
		});
	});

	it('tells a network that is gone from a server that is', () => {
		expect(strip('disconnected', {}, 'network').title).toBe('网络中断');
	});

	it('says how long nothing has come', () => {
		expect(strip('stale').detail).toBe('已 1 分 12 秒没有新消息，画面停在 19:42:00');
	});

	it('tells a silent source from one that is alive with nothing to say', () => {
		const received = '2026-11-23T19:30:00.000+08:00';
		expect(strip('quiet', { last_received_at: received }).title).toBe('数据源静默');
		expect(strip('quiet', { last_received_at: received, last_heartbeat_at: AS_OF })).toEqual({
			tone: 'warn',
			title: '数据源在线，没有新事件',
			detail: '最近一条事件在 13 分 12 秒前；最近心跳 19:42:00'
		});
	});

	it('waits for the first snapshot', () => {
		const input = {
			status: 'connecting',
			state: null,
			serverNow: NOW,
			downSince: null,
			downCause: 'server'
		} as const;
		expect(stripOf(input, 'zh').detail).toBe('正在等待服务端的第一份数据');
	});
});
