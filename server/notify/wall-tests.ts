/** Walls tried out: their banner, and their sound where they have one, for a moment. */
import type { ChannelOf } from '#contract/channels';
import { formatInstant } from '#contract/instant';
import type { WallTest } from '#contract/live-alerts';
import { touches } from './route.ts';

/** Long enough to look up, and for the sound to come twice. */
const SHOWN_MS = 15_000;

type Wall = ChannelOf<'wall'>;

export function createWallTests(clock: () => number) {
	/** By channel: the latest. */
	const tests = new Map<string, { wall: Wall; at: number }>();
	return {
		start(id: string, wall: Wall): void {
			// The latest stands last, also where it was tried before.
			tests.delete(id);
			tests.set(id, { wall, at: clock() });
		},
		/** What walls of a city show of it now. */
		of(city: string, now: number): { shown: WallTest | null; sounds: boolean } {
			for (const [id, { at }] of tests) if (now - at >= SHOWN_MS) tests.delete(id);
			const here = [...tests.values()].filter(({ wall }) => touches(wall, city));
			const latest = here.at(-1);
			return {
				shown: latest ? { channel: latest.wall.name, at: formatInstant(latest.at) } : null,
				sounds: here.some(({ wall }) => wall.sound)
			};
		}
	};
}
export type WallTests = ReturnType<typeof createWallTests>;
