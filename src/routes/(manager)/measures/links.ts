/** Links from one view of the page to another. */
import { withParameters } from '../search.ts';

/** The page with some of its parameters changed. What hangs on the old view is let go. */
export function changed(url: URL, changes: Record<string, string | null>) {
	const gone = { lost: null, part: null, after: null, page: null };
	return `/measures${withParameters(url, { ...gone, ...changes })}` as const;
}
