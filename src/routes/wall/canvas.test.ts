import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canvasFor, HEIGHT } from './canvas.ts';

it.each([
	[1920, 1080, 1920, 1],
	[3840, 2160, 1920, 2],
	[3840, 1080, 3840, 1],
	[6720, 2160, 3360, 2],
	[1280, 1024, 1920, 1280 / 1920]
])('%i × %i shows the canvas of %i at %f', (width, height, canvas, scale) => {
	expect(canvasFor(width, height)).toMatchObject({ width: canvas, scale });
});

it('fits every screen, centred', () => {
	const side = fc.integer({ min: 200, max: 20_000 });
	fc.assert(
		fc.property(side, side, (width, height) => {
			const { left, top, scale, width: canvas } = canvasFor(width, height);
			expect(canvas * scale + 2 * left).toBeCloseTo(width, 3);
			expect(HEIGHT * scale + 2 * top).toBeCloseTo(height, 3);
			expect(Math.min(left, top)).toBeGreaterThan(-0.001);
		})
	);
});
