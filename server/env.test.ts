import { describe, expect, it, test } from 'vitest';
import { EnvError, readEnv } from './env.ts';

describe('the environment', () => {
	it('may be empty', () => {
		expect(readEnv({})).toMatchObject({
			PORT: 12345,
			HOST: '127.0.0.1',
			DURABILITY: 'power',
			CALLER_KEY_FILE: 'data/store/caller.key'
		});
	});

	test.each([
		['PORT', 'abc', /PORT: got "abc"; want a whole number from 0 to 65535/],
		['PORT', '70000', /PORT: got "70000"/],
		['DURABILITY', 'maybe', /DURABILITY: got "maybe"; want one of power, process/],
		['SATISFIED_FROM', '6', /SATISFIED_FROM/],
		['SHORT_ABANDON_SECONDS', '-1', /SHORT_ABANDON_SECONDS/],
		['MAX_EVENT_BYTES', '1e9', /MAX_EVENT_BYTES/],
		['DATA_DIR', '', /DATA_DIR/],
		['HOST', '0.0.0.0', /HOST: got "0.0.0.0"; without AUTH_FILE/],
		['CLICKHOUSE_URL', 'tcp://user:secret@host', /CLICKHOUSE_URL: got "\(hidden\)"/]
	])('with %s=%s stops the start and says why', (name, value, message) => {
		expect(() => readEnv({ [name]: value })).toThrow(EnvError);
		expect(() => readEnv({ [name]: value })).toThrow(message);
	});

	it('names every bad variable at once', () => {
		expect(() => readEnv({ PORT: 'x', REPEAT_DAYS: 'y' })).toThrow(/PORT[^]*REPEAT_DAYS/);
	});

	it('listens elsewhere once somebody has to log in', () => {
		expect(readEnv({ HOST: '0.0.0.0', AUTH_FILE: 'auth.json' }).HOST).toBe('0.0.0.0');
	});
});
