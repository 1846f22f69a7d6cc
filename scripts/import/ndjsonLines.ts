/** Reads one line after the other, for NDJSON. */
import type { Lines } from './decode.ts';
import type { Pace, ReadEnd } from './rows.ts';

export interface LineSink {
	line: (text: string, line: number, damaged: boolean) => void;
	blank: (count: number) => void;
}

export async function readLines(
	lines: AsyncIterable<Lines>,
	isGrowing: () => boolean,
	sink: LineSink,
	pace: Pace
): Promise<ReadEnd> {
	let line = 1;
	for await (const { bytes, damaged, isTail } of lines) {
		if (isTail && isGrowing()) return { nextLine: line, unfinishedBytes: bytes.length };
		const texts = bytes.toString('utf8').split('\n');
		if (!isTail) texts.pop();
		for (const text of texts) {
			if (text.trim() === '') sink.blank(1);
			else sink.line(text, line, damaged && text.includes('\uFFFD'));
			line++;
		}
		await pace();
	}
	return { nextLine: line, unfinishedBytes: 0 };
}
