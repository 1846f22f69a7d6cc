/** The assessment beyond its measures: pure arithmetic, as the server and the browser do it. */
import { assess } from '../../src/lib/assessment/assess.ts';
import { BUILT_IN_PROFILES } from '../../src/lib/assessment/profiles.ts';
import { Draw } from '../simulate/random.ts';
import { drawCity, type Sizes } from '../../src/lib/assessment/prior-city.ts';
import { range, type Section } from './report.ts';

const SIZES: Sizes = { events: [300, 2_000], readings: [30, 300] };
/** Cities a run. */
const CITIES = 500;

const CASES = [
	['everything known', () => false],
	['half of the items unknown', (draw: Draw) => draw.chance(0.5)],
	['everything unknown', () => true]
] as const;

/** Times an assessment whose measures are at hand, grade and rank included. */
export function benchAssess(runs: number): Section {
	const rows = BUILT_IN_PROFILES.flatMap((profile) =>
		CASES.map(([name, isUnknown]) => {
			const draw = new Draw('bench', profile.id, name);
			const inputs = Array.from({ length: CITIES }, () => ({
				...drawCity(() => isUnknown(draw), SIZES, draw).input,
				profile
			}));
			inputs.forEach(assess);
			const times = Array.from({ length: runs }, () => {
				const started = performance.now();
				inputs.forEach(assess);
				return (performance.now() - started) / CITIES;
			});
			return [profile.id, name, range(times, 2)];
		})
	);
	return {
		title: 'The assessment beyond its measures',
		text: `36 items to index, likely range, bounds, grade probabilities and rank; mean of ${CITIES} cities a run. The bound that is claimed is 5 ms.`,
		headings: ['profile', 'city', 'ms an assessment'],
		rows
	};
}
