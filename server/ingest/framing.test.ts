import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createFramer, type Frame } from './framing.ts';

const LIMIT = 64;

/** Frames of a body that arrives in the given pieces, as text. */
function frames(pieces: (string | Buffer)[], broken = false, limit = LIMIT) {
	const framer = createFramer(limit);
	const all: Frame[] = pieces.flatMap((piece) => framer.push(Buffer.from(piece)));
	all.push(...framer.end(broken));
	return all.map((frame) =>
		'fault' in frame ? [frame.line, frame.fault] : [frame.line, frame.bytes.toString().trim()]
	);
}

describe('lines', () => {
	test.each<[string, string[], unknown[]]>([
		[
			'end at a newline or at the end',
			['{"a":1}\n{"b":2}'],
			[
				[1, '{"a":1}'],
				[2, '{"b":2}']
			]
		],
		[
			'may be blank, which counts as a line',
			['{}\n\r\n \n{}\n'],
			[
				[1, '{}'],
				[4, '{}']
			]
		],
		['may follow a byte order mark', ['\uFEFF{}\n'], [[1, '{}']]],
		[
			'may be cut anywhere',
			['{"a', '":', '1}\n', '{}'],
			[
				[1, '{"a":1}'],
				[2, '{}']
			]
		],
		['may be none', ['\n \n'], []]
	])('%s', (_, pieces, want) => expect(frames(pieces)).toEqual(want));

	it('that are too long are skipped without being held', () => {
		const long = 'x'.repeat(50);
		expect(frames([long, long, long, '\n{}\n'])).toEqual([
			[1, 'line_too_long'],
			[2, '{}']
		]);
	});

	it('of a broken body are kept but for the one under way', () => {
		expect(frames(['{"a":1}\n{"b":'], true)).toEqual([
			[1, '{"a":1}'],
			[2, 'body_truncated']
		]);
	});
});

describe('an array', () => {
	test.each<[string, string[], unknown[]]>([
		[
			'is cut at its commas',
			['[{"a":[1,2]},{"b":"],}"}]'],
			[
				[1, '{"a":[1,2]}'],
				[2, '{"b":"],}"}']
			]
		],
		['may hold escaped quotes', ['[{"a":"\\"},{"}]'], [[1, '{"a":"\\"},{"}']]],
		['may be empty', [' [ ] '], []],
		[
			'may hold other things',
			['[1,"x",null]'],
			[
				[1, '1'],
				[2, '"x"'],
				[3, 'null']
			]
		],
		[
			'says where nothing stands',
			['[{},]'],
			[
				[1, '{}'],
				[2, '']
			]
		],
		[
			'that never closes is truncated',
			['[{},{"a"'],
			[
				[1, '{}'],
				[2, 'body_truncated']
			]
		],
		[
			'is not followed by anything',
			['[{}] {}'],
			[
				[1, '{}'],
				[2, 'trailing_data']
			]
		]
	])('%s', (_, pieces, want) => expect(frames(pieces)).toEqual(want));

	it('skips an element that is too long', () => {
		expect(frames([`[{"a":"${'x'.repeat(100)}"},{}]`])).toEqual([
			[1, 'line_too_long'],
			[2, '{}']
		]);
	});
});

describe('any body', () => {
	const values = fc.array(fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify({ value })));
	const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });

	function cut(text: string, at: number[]): Buffer[] {
		const bytes = Buffer.from(text);
		const ends = [...at.map((share) => Math.floor(share * bytes.length)), bytes.length];
		ends.sort((a, b) => a - b);
		return ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
	}

	it('frames the same wherever it is cut, as lines and as an array', () => {
		fc.assert(
			fc.property(values, cuts, (texts, at) => {
				const want = texts.map((text, i) => [i + 1, text]);
				expect(frames(cut(texts.join('\n'), at), false, 1e6)).toEqual(want);
				expect(frames(cut(`[${texts.join(',')}]`, at), false, 1e6)).toEqual(want);
			})
		);
	});
});
