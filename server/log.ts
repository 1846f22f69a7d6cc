/** One JSON line an entry on standard error. Nothing that a sender wrote goes in. */
export type Level = 'info' | 'warn' | 'error';

export function log(level: Level, message: string, details: Record<string, unknown> = {}): void {
	const { error, ...rest } = details;
	const entry = {
		at: new Date().toISOString(),
		level,
		message,
		...rest,
		...(error !== undefined && { error: chain(error) })
	};
	console.error(JSON.stringify(entry));
}

/** Messages of an error and its causes, outermost first. */
function chain(error: unknown): string[] {
	const messages: string[] = [];
	for (let at = error; at !== undefined && messages.length < 5; at = (at as Error).cause)
		messages.push(at instanceof Error ? at.message.slice(0, 500) : 'unknown error');
	return messages;
}
