/** Tells the line of a byte offset while a stream is read: quoted newlines make rows span lines. */
const NEWLINE = 10;

export class LineNumbers {
	#offsets: number[] = [];
	#next = 0;
	#read = 0;
	#line = 1;

	/** Notes the line ends of the bytes that come next. */
	add(bytes: Buffer): void {
		this.#offsets = this.#offsets.slice(this.#next);
		this.#next = 0;
		for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1))
			this.#offsets.push(this.#read + at);
		this.#read += bytes.length;
	}

	/** The line, from 1, that begins at or holds this offset; offsets must not go back. */
	at(offset: number): number {
		for (; (this.#offsets[this.#next] ?? Infinity) < offset; this.#next++) this.#line++;
		return this.#line;
	}
}
