/** How the commands of this folder take their options, and how they say what is wrong. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** An option that cannot be meant; told together with the usage. */
export class OptionError extends Error {}

/** As `parseArgs`; throws OptionError. */
export function readArgs<T extends ParseArgsConfig>(config: T) {
	try {
		return parseArgs(config);
	} catch (error) {
		throw new OptionError(error instanceof Error ? error.message : String(error));
	}
}

/**
 * Runs a command. `--help` shows the usage; a wrong option ends with code 2, a plain error with 1. What
 * is no plain error is a fault of ours and keeps its trace; `plain` names further kinds that are.
 */
export async function runCommand(
	name: string,
	usage: string,
	main: (args: string[]) => Promise<void>,
	plain: readonly (new (...args: never[]) => Error)[] = []
): Promise<void> {
	const args = process.argv.slice(2);
	if (args.includes('--help')) return console.log(usage);
	try {
		await main(args);
	} catch (error) {
		const isWrongOption = error instanceof OptionError;
		const isPlain =
			isWrongOption ||
			(error as Error).constructor === Error ||
			plain.some((kind) => error instanceof kind);
		const more = isWrongOption ? `\n\n${usage}` : '';
		console.error(isPlain ? `${name}: ${(error as Error).message}${more}` : error);
		process.exitCode = isWrongOption ? 2 : 1;
	}
}
