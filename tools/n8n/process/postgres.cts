import { chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, lastLines, tryCommand } from './command.cts';
import { postgresUser } from './environment.cts';
import { freePort } from './freePorts.cts';
import { type OwnProcess, startProcess, type UserIds } from './ownProcess.cts';
import { poll } from '../../poll.cts';
import { unpackedEnvironment } from '../install/debianPackage.cts';
import { getPostgres, type PostgresProgram } from '../install/postgresProgram.cts';
import type { Log } from '../../log.cts';

/** A running PostgreSQL on the loopback address; what it holds goes with it. */
export interface Postgres {
	readonly port: number;
	/** Ends every connection, stops, and starts again on the same port and data. */
	restart(): Promise<void>;
	close(): Promise<void>;
}

/** PostgreSQL refuses root: this is Debian's "nobody". */
const nobody: UserIds = { uid: 65534, gid: 65534 };

export async function startPostgres(log: Log): Promise<Postgres> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-pbx-postgres-'));
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	const remove = () => rmSync(folder, { recursive: true, force: true });
	try {
		const server = new Server(folder, await getPostgres(log), await freePort());
		await server.initialize();
		await server.start();
		return {
			port: server.port,
			async restart() {
				await server.stop();
				await server.start();
			},
			async close() {
				await server.stop();
				remove();
			},
		};
	} catch (error) {
		remove();
		throw error;
	}
}

class Server {
	private readonly user = process.getuid?.() === 0 ? nobody : undefined;
	private readonly bin: string;
	private readonly env: NodeJS.ProcessEnv;
	private readonly logFile: string;
	private running: OwnProcess | undefined;

	constructor(
		private readonly folder: string,
		program: PostgresProgram,
		readonly port: number,
	) {
		this.logFile = join(folder, 'postgres.log');
		const root = this.readable(program.root);
		this.bin = join(root, program.bin);
		this.env = root === '/' ? process.env : unpackedEnvironment(root);
		mkdirSync(this.data);
		if (this.user === undefined) return;
		for (const each of [folder, this.data]) chownSync(each, this.user.uid, this.user.gid);
	}

	private get data(): string {
		return join(this.folder, 'data');
	}

	async initialize(): Promise<void> {
		const login = ['--username', postgresUser, '--auth', 'trust'];
		const text = ['--encoding', 'UTF8', '--locale', 'C'];
		await command(
			join(this.bin, 'initdb'),
			['--pgdata', this.data, ...login, ...text, '--no-sync'],
			this.settings,
		);
	}

	async start(): Promise<void> {
		const loopback = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
		const running = await startProcess(
			join(this.bin, 'postgres'),
			['-D', this.data, '-p', String(this.port), ...loopback, '-c', 'max_connections=200'],
			// SIGTERM would wait until the last client has left.
			{ ...this.settings, logFile: this.logFile, endSignal: 'SIGINT' },
		);
		this.running = running;
		let ended = false;
		void running.ended.then(() => (ended = true));
		const outcome = await poll(30_000, async () => {
			if (ended) return 'ended';
			return (await this.answers()) ? 'ready' : undefined;
		});
		if (outcome === 'ready') return;
		await this.stop();
		const what = outcome === 'ended' ? 'ended by itself' : 'does not answer';
		throw new Error(`PostgreSQL ${what}:\n${lastLines(readFileSync(this.logFile, 'utf8'))}`);
	}

	async stop(): Promise<void> {
		await this.running?.stop();
		this.running = undefined;
	}

	private get settings() {
		const user = this.user === undefined ? {} : { user: this.user };
		return { cwd: this.folder, env: this.env, limitMinutes: 2, ...user };
	}

	private async answers(): Promise<boolean> {
		const where = ['-h', '127.0.0.1', '-p', String(this.port), '-U', postgresUser];
		const { result } = await tryCommand(join(this.bin, 'pg_isready'), where, this.settings);
		return result === 'done';
	}

	/** Another user cannot read root's cache folder, so it gets a copy. */
	private readable(root: string): string {
		if (this.user === undefined || root === '/') return root;
		cpSync(join(root, 'usr'), join(this.folder, 'usr'), {
			recursive: true,
			verbatimSymlinks: true,
		});
		return this.folder;
	}
}
