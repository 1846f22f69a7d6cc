/**
 * Which identities may have been seen: a Bloom filter in blocks of a cache line's half, as Parquet has
 * it. It never denies what was added; of what was not it takes one in a hundred
 * for known, and one in 25 when it is full. Identities are hashes already, so that their own bits choose.
 */

/** As the engine hands them over: 128 bits, little end first. */
export const IDENTITY_BYTES = 16;

const WORDS_A_BLOCK = 8;
/** Of each identity when the filter holds as many as it was made for. */
const BITS_AN_IDENTITY = 8;
/** Its last four bytes choose the block: identities in order fall into blocks in order. */
const BLOCK_BYTE = 12;

export class IdentityFilter {
	readonly capacity: number;
	readonly #blocks: number;
	readonly #words: Uint32Array;
	#added = 0;

	/** `capacity`: so many may be added before it mistakes more than 1 in 25. */
	constructor(capacity: number) {
		this.capacity = capacity;
		this.#blocks = Math.ceil((capacity * BITS_AN_IDENTITY) / (32 * WORDS_A_BLOCK));
		this.#words = new Uint32Array(this.#blocks * WORDS_A_BLOCK);
	}

	/** How often anything was added, the same again included. */
	get added(): number {
		return this.#added;
	}

	/** Adds all identities that stand in the bytes, one after the other. Throws where the last is cut. */
	add(identities: Buffer): void {
		if (identities.length % IDENTITY_BYTES !== 0)
			throw new RangeError(`identities: got ${identities.length} bytes; want 16 each`);
		for (let at = 0; at < identities.length; at += IDENTITY_BYTES) {
			const block = this.#blockOf(identities, at);
			for (let word = 0; word < WORDS_A_BLOCK; word++)
				this.#words[block + word]! |= 1 << (identities[at + word]! & 31);
		}
		this.#added += identities.length / IDENTITY_BYTES;
	}

	/** Whether the identity that stands at this byte may have been added. */
	mayHold(identities: Buffer, at: number): boolean {
		const block = this.#blockOf(identities, at);
		for (let word = 0; word < WORDS_A_BLOCK; word++)
			if (((this.#words[block + word]! >>> (identities[at + word]! & 31)) & 1) === 0) return false;
		return true;
	}

	#blockOf(identities: Buffer, at: number): number {
		// By hand: `readUInt32LE` takes several times as long.
		const low = identities[at + BLOCK_BYTE]! | (identities[at + BLOCK_BYTE + 1]! << 8);
		const high = identities[at + BLOCK_BYTE + 2]! | (identities[at + BLOCK_BYTE + 3]! << 8);
		return Math.floor(((high * 2 ** 16 + low) / 2 ** 32) * this.#blocks) * WORDS_A_BLOCK;
	}
}
