/** A PostgreSQL of the bench's own, from Debian's package, driven by its own client. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VERSIONS = '/usr/lib/postgresql';
const DONE = '@@done@@';

export interface Postgres {
	/** Runs a statement in the one session and returns what it printed. */
	run(sql: string): Promise<string>;
	stop(): Promise<void>;
}

/** Starts one on a socket in a folder of its own; a text says why there is none. */
export async function startPostgres(): Promise<Postgres | string> {
	const version = existsSync(VERSIONS) ? readdirSync(VERSIONS).sort().at(-1) : undefined;
	if (!version) return 'not installed';
	const bin = join(VERSIONS, version, 'bin');
	const folder = mkdtempSync(join(tmpdir(), 'rexian-bench-pg-'));
	// It refuses to run as root: then as nobody.
	const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
	if (user.uid) chownSync(folder, user.uid, user.gid);
	const data = join(folder, 'data');
	await succeed(spawn(join(bin, 'initdb'), ['-D', data, '-U', 'bench', '-A', 'trust'], user));
	const settings = [
		'shared_buffers=1GB',
		'work_mem=256MB',
		'max_wal_size=4GB',
		'listen_addresses='
	];
	const server = spawn(
		join(bin, 'postgres'),
		['-D', data, '-k', folder, ...settings.flatMap((one) => ['-c', one])],
		{ ...user, stdio: ['ignore', 'ignore', 'pipe'] }
	);
	for await (const chunk of server.stderr)
		if (String(chunk).includes('ready to accept connections')) break;
	const client = spawn(
		join(bin, 'psql'),
		['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-h', folder, '-U', 'bench', 'postgres'],
		{ stdio: ['pipe', 'pipe', 'inherit'] }
	);
	let printed = '';
	let ended = false;
	client.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
	client.once('exit', () => {
		ended = true;
		client.stdout.emit('data', Buffer.alloc(0));
	});
	return {
		async run(sql) {
			printed = '';
			client.stdin.write(sql.startsWith('\\') ? `${sql}\n` : `${sql};\n`);
			client.stdin.write(`\\echo ${DONE}\n`);
			while (!printed.includes(DONE)) {
				if (ended) throw new Error(`PostgreSQL: the client ended at ${sql}`);
				await once(client.stdout, 'data');
			}
			return printed.replace(DONE, '').trim();
		},
		async stop() {
			client.stdin.end();
			const exit = once(server, 'exit');
			server.kill('SIGINT');
			await exit;
			await rm(folder, { recursive: true, force: true });
		}
	};
}

async function succeed(child: ReturnType<typeof spawn>): Promise<void> {
	const [code] = (await once(child, 'exit')) as [number];
	if (code !== 0) throw new Error(`${child.spawnfile} ended with ${code}`);
}
