/** What is wrong with a profile that someone edited, in messages that name the place and the figure. */
import type { FirstLevel, Item, Profile, SecondLevel } from './profile.ts';

/** Room for weights typed as decimals: 0.1 + 0.2 is not 0.3. */
const WEIGHT_TOLERANCE = 1e-9;

const isShare = (value: number) => value >= 0 && value <= 1;
const isScore = (value: number) => value >= 0 && value <= 100;

function checkWeights(place: string, nodes: readonly { id: string; weight: number }[]): string[] {
	if (nodes.length === 0) return [`${place}: has nothing beneath it`];
	const bad = nodes
		.filter(({ weight }) => !isShare(weight))
		.map(({ id, weight }) => `${id}: weight is ${weight}, must be from 0 to 1`);
	const sum = nodes.reduce((total, { weight }) => total + weight, 0);
	if (Math.abs(sum - 1) <= WEIGHT_TOLERANCE) return bad;
	return [...bad, `${place}: weights add up to ${Number(sum.toFixed(9))}, must be 1`];
}

function checkMean({ id, mean }: { id: string; mean: number }): string[] {
	return isScore(mean) ? [] : [`${id}: national mean score is ${mean}, must be from 0 to 100`];
}

function checkCurve({ id }: Item, curve: NonNullable<Item['curve']>): string[] {
	if (curve.length < 2) return [`${id}: curve has ${curve.length} points, must have at least 2`];
	if (!curve.flat().every(Number.isFinite) || !curve.every(([, score]) => isScore(score)))
		return [`${id}: curve points must be finite measures with scores from 0 to 100`];
	const steps = curve.slice(1).map(([measure, score], index) => ({
		measure: Math.sign(measure - curve[index]![0]),
		score: score - curve[index]![1]
	}));
	const direction = steps[0]!.measure;
	if (direction === 0 || steps.some(({ measure }) => measure !== direction))
		return [`${id}: curve measures must all rise or all fall`];
	if (steps.some(({ score }) => score < 0))
		return [`${id}: curve is not monotone: scores must not fall from point to point`];
	return curve.at(-1)![1] > curve[0]![1] ? [] : [`${id}: curve is flat, its scores must rise`];
}

function checkItem(item: Item): string[] {
	if (item.curve) return checkCurve(item, item.curve);
	return [...checkMeanScore(item), ...checkAnchors(item)];
}

const checkMeanScore = ({ id, mean_score }: Item) =>
	mean_score === undefined || isScore(mean_score)
		? []
		: [`${id}: score at the mean is ${mean_score}, must be from 0 to 100`];

function checkItemWeights({ id, items }: SecondLevel): string[] {
	const weighed = items.filter((item) => item.weight !== undefined);
	if (weighed.length === 0) return [];
	if (weighed.length < items.length) return [`${id}: all of its items must have a weight, or none`];
	return checkWeights(
		id,
		items.map((item) => ({ id: item.id, weight: item.weight ?? NaN }))
	);
}

function checkAnchors({ id, floor, mean, target }: Item): string[] {
	const rising = floor < mean && mean < target;
	const falling = floor > mean && mean > target;
	if ((rising || falling) && [floor, mean, target].every(Number.isFinite)) return [];
	return [
		`${id}: mean ${mean} must lie strictly between floor ${floor} and target ${target}, all finite`
	];
}

function checkSecondLevel(indicator: SecondLevel): string[] {
	const messages = checkMean(indicator);
	if (!(indicator.prior_sd >= 0 && Number.isFinite(indicator.prior_sd)))
		messages.push(`${indicator.id}: prior_sd is ${indicator.prior_sd}, must be 0 or more`);
	if (indicator.items.length === 0) messages.push(`${indicator.id}: has no items`);
	return [...messages, ...checkItemWeights(indicator), ...indicator.items.flatMap(checkItem)];
}

function checkFirstLevel(indicator: FirstLevel): string[] {
	return [
		...checkMean(indicator),
		...checkWeights(indicator.id, indicator.children),
		...indicator.children.flatMap(checkSecondLevel)
	];
}

function checkIds({ indicators }: Profile): string[] {
	const ids = indicators.flatMap((first) => [
		first.id,
		...first.children.flatMap((second) => [second.id, ...second.items.map(({ id }) => id)])
	]);
	const seen = new Set<string>();
	const twice = new Set(ids.filter((id) => seen.size === seen.add(id).size));
	const messages = [...twice].map((id) => `${id || '(empty)'}: id is used more than once`);
	if (seen.has('')) messages.push('an indicator or item has an empty id');
	return messages;
}

function checkTiers({ tiers, indicators }: Profile): string[] {
	const names = tiers.map(({ name }) => name);
	const repeated = names.filter((name, index) => names.indexOf(name) !== index);
	return [
		...new Set(repeated.map((name) => `tier ${name}: is listed more than once`)),
		...tiers.flatMap(({ name, index, scores }) => [
			...(isScore(index) ? [] : [`tier ${name}: index is ${index}, must be from 0 to 100`]),
			...indicators
				.filter(({ id }) => !isScore(scores[id] ?? NaN))
				.map(({ id }) => `tier ${name}: score of ${id} must be from 0 to 100, got ${scores[id]}`)
		])
	];
}

function checkPrior({ prior: { within, across, test_sd, unstated_sd } }: Profile): string[] {
	const messages: string[] = [];
	if (!(0 <= across && across <= within && within <= 1))
		messages.push(
			`prior: correlations must be 0 <= across <= within <= 1, got ${across} and ${within}`
		);
	for (const [key, sd] of Object.entries({ test_sd, unstated_sd }))
		if (!(sd >= 0 && Number.isFinite(sd)))
			messages.push(`prior: ${key} is ${sd}, must be 0 or more`);
	return messages;
}

/** Every fault of a profile; empty for one that can be assessed by. */
export function checkProfile(profile: Profile): string[] {
	const messages: string[] = [];
	if (profile.id === '') messages.push('profile: id is empty');
	if (!(Number.isSafeInteger(profile.version) && profile.version >= 1))
		messages.push(`profile: version is ${profile.version}, must be a whole number from 1`);
	return [
		...messages,
		...checkIds(profile),
		...checkWeights('index', profile.indicators),
		...profile.indicators.flatMap(checkFirstLevel),
		...checkPrior(profile),
		...checkTiers(profile)
	];
}
