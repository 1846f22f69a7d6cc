/**
 * Tells repeated ids within a file, with fixed memory: 2^20 places, of which a newer id takes an
 * older one's. So far-apart repeats of very large files may be missed; the server finds them all.
 */
import { crc32 } from 'node:zlib';

const PLACES = 2 ** 20;

export type Repeat = 'new' | 'same' | 'other values';

export class Repeats {
	readonly #keys = new Int32Array(PLACES);
	readonly #contents = new Int32Array(PLACES);

	/** `type`, `id` and `revision` name what is said; `content` is all of it. */
	see(type: string, id: string, revision: number, content: string): Repeat {
		// Two hashes in one pass: one for the place, one to know the id there.
		let hash = type.charCodeAt(0) ^ revision;
		let check = (type.length << 16) ^ revision ^ 0x9747b28c;
		for (let i = 0; i < id.length; i++) {
			const unit = id.charCodeAt(i);
			hash = Math.imul(hash ^ unit, 0x01000193);
			check = Math.imul(check ^ unit, 0x5bd1e995);
			check ^= check >>> 15;
		}
		const place = (hash ^ (hash >>> 15)) & (PLACES - 1);
		check |= 1;
		const values = crc32(content) | 0;
		const isKnown = this.#keys[place] === check;
		const isSame = this.#contents[place] === values;
		this.#keys[place] = check;
		this.#contents[place] = values;
		return isKnown ? (isSame ? 'same' : 'other values') : 'new';
	}
}
