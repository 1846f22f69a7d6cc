/** Cuts a text into parts of at most so many bytes of UTF-8, on ends of lines wherever one fits. */

/** Parts in order; joined with `\n` between whole lines they say the same. Throws for a limit below 4. */
export function splitByBytes(text: string, maxBytes: number): string[] {
	if (maxBytes < 4) throw new RangeError('maxBytes: want at least 4, the longest character');
	const parts: string[] = [];
	let part: string | null = null;
	for (const line of text.split('\n')) {
		const joined: string = part === null ? line : `${part}\n${line}`;
		if (Buffer.byteLength(joined) <= maxBytes) {
			part = joined;
			continue;
		}
		if (part !== null) parts.push(part);
		const pieces = cutLine(line, maxBytes);
		parts.push(...pieces.slice(0, -1));
		part = pieces.at(-1) ?? '';
	}
	parts.push(part ?? '');
	return parts;
}

/** A line longer than the limit is cut between characters, never within one. */
function cutLine(line: string, maxBytes: number): string[] {
	if (Buffer.byteLength(line) <= maxBytes) return [line];
	const pieces: string[] = [];
	let piece = '';
	let bytes = 0;
	for (const character of line) {
		const size = Buffer.byteLength(character);
		if (bytes + size > maxBytes) {
			pieces.push(piece);
			[piece, bytes] = ['', 0];
		}
		piece += character;
		bytes += size;
	}
	return [...pieces, piece];
}
