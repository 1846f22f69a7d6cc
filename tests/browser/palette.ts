/** Writes a picture of few colours as a PNG with a palette: a third of what true colour takes. */
import { crc32, deflateSync } from 'node:zlib';
import type { PNG } from 'pngjs';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLOURS = 256;

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const out = Buffer.alloc(body.length + 8);
	out.writeUInt32BE(data.length, 0);
	body.copy(out, 4);
	out.writeUInt32BE(crc32(body), out.length - 4);
	return out;
}

/** Opaque; null when there are more than 256 colours. */
export function encodePalette({ width, height, data }: PNG): Buffer | null {
	const places = new Map<number, number>();
	// Each line begins with its filter: none.
	const lines = Buffer.alloc((width + 1) * height);
	for (let pixel = 0; pixel < width * height; pixel++) {
		const colour = data.readUIntBE(4 * pixel, 3);
		let place = places.get(colour);
		if (place === undefined) places.set(colour, (place = places.size));
		if (place >= MOST_COLOURS) return null;
		lines[pixel + Math.floor(pixel / width) + 1] = place;
	}
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	// Eight bits, indexed.
	head.set([8, 3], 8);
	const palette = Buffer.from(
		[...places.keys()].flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255])
	);
	return Buffer.concat([
		SIGNATURE,
		chunk('IHDR', head),
		chunk('PLTE', palette),
		chunk('IDAT', deflateSync(lines, { level: 9 })),
		chunk('IEND', Buffer.alloc(0))
	]);
}
