/** Withdraws what a run brought. */
import { authorisation } from './run.ts';
import type { ImportOptions } from './options.ts';
import { postUntilTaken } from './post.ts';

const MOST_TRIES = 20;

export async function undoRun(
	options: ImportOptions,
	run: string,
	deps: { signal: AbortSignal; say: (text: string) => void; fetch?: typeof fetch }
): Promise<void> {
	const reply = (await postUntilTaken(
		`${options.url}/v1/imports/${encodeURIComponent(run)}/undo`,
		undefined,
		{
			signal: deps.signal,
			headers: authorisation(options),
			mostTries: MOST_TRIES,
			warn: deps.say,
			...(deps.fetch ? { fetch: deps.fetch } : {})
		}
	)) as { run: string; facts: number };
	deps.say(
		reply.facts > 0
			? `run ${reply.run} is withdrawn: ${reply.facts.toLocaleString('en')} facts`
			: `run ${reply.run}: nothing of it holds, so nothing was withdrawn`
	);
}
