/** Which wall comes next: `?rotate=today,evening&every=60`. */
import { WALLS, type WallId } from './walls.ts';

const SHORTEST_S = 5;
const DEFAULT_S = 60;

const isWall = (id: string): id is WallId => Object.hasOwn(WALLS, id);

export interface Rotation {
	/** Where to go: the next wall's path with everything that the URL says. */
	path: (typeof WALLS)[WallId]['path'];
	seconds: number;
}

/** The next step of the rotation that a URL asks for; null where it names fewer than two walls. */
export function rotationOf(url: URL): Rotation | null {
	const ids = (url.searchParams.get('rotate') ?? '').split(',').filter(isWall);
	if (ids.length < 2) return null;
	const asked = Number(url.searchParams.get('every') ?? DEFAULT_S);
	const current = ids.findIndex((id) => WALLS[id].path === url.pathname);
	const next = ids[(current + 1) % ids.length] ?? 'today';
	return {
		path: WALLS[next].path,
		seconds: Math.max(SHORTEST_S, Number.isFinite(asked) ? asked : DEFAULT_S)
	};
}
