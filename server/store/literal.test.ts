import { describe, expect, it, test } from 'vitest';
import { catalogueId, cityCode, int, runId, settingId } from './literal.ts';

describe('a literal', () => {
	it('is an integer, a city code or a catalogue id, as SQL writes them', () => {
		expect([int(-7), int(2 ** 53 - 1), cityCode('420100'), catalogueId('connection_rate')]).toEqual(
			['-7', '9007199254740991', '420100', "'connection_rate'"]
		);
	});
	test.each([
		() => int(1.5),
		() => int(Number.NaN),
		() => int(2 ** 53),
		() => int('1; DROP TABLE calls' as unknown as number),
		() => cityCode('42010'),
		() => cityCode("420100'"),
		() => cityCode('４２０１００'),
		() => catalogueId("x'"),
		() => catalogueId('x; y'),
		() => catalogueId(''),
		() => runId("x'"),
		() => runId('x\\'),
		() => runId(''),
		() => settingId("x'"),
		() => settingId('')
	])('is nothing else: case %#', (render) => expect(render).toThrow(TypeError));
});
