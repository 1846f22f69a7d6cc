/** The keys in which JSON objects differ, sorted: absent from one, or with another value. */
export function differingKeys(contents: readonly string[]): string[] {
	const objects = contents.map((content) => JSON.parse(content) as Record<string, unknown>);
	const keys = new Set(objects.flatMap((object) => Object.keys(object)));
	return [...keys]
		.filter((key) => new Set(objects.map((object) => JSON.stringify(object[key]))).size > 1)
		.sort();
}
