import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type CommandResult, lastLines, tryCommand } from './command.cts';
import { loopbackEnvironment } from './environment.cts';
import { freePort, freePorts } from './freePorts.cts';
import { installNodePackage, type NodePackage } from './nodePackage.cts';
import { type OwnProcess, startProcess } from './ownProcess.cts';
import { poll } from './poll.cts';
import type { N8nProgram } from './program.cts';

export interface N8nSettings {
	program: N8nProgram;
	nodePackages: readonly NodePackage[];
	/** Kept when the n8n is closed. Without it n8n gets a folder that goes with it. */
	userFolder?: string;
	logLevel?: 'info' | 'debug';
	/** Where n8n's log goes; by default into the user folder. */
	log?: string;
}

type UserFolder = { path: string; lasts: 'asLongAsN8n' | 'longer' };

const startLimitMs = 120_000;

/** A running n8n on the loopback address. */
export class N8n {
	private running: OwnProcess | undefined;

	private constructor(
		private readonly program: N8nProgram,
		private readonly env: NodeJS.ProcessEnv,
		private readonly folder: UserFolder,
		readonly url: string,
		readonly log: string,
	) {}

	static async start(settings: N8nSettings): Promise<N8n> {
		const folder = chooseFolder(settings.userFolder);
		for (const one of settings.nodePackages) await installNodePackage(one, folder.path);
		const [port = 0, brokerPort = 0] = await freePorts(2);
		const env = loopbackEnvironment(settings.program.env, {
			userFolder: folder.path,
			port,
			brokerPort,
			logLevel: settings.logLevel ?? 'info',
		});
		const log = settings.log ?? join(folder.path, 'n8n.log');
		const n8n = new N8n(settings.program, env, folder, `http://127.0.0.1:${port}`, log);
		await n8n.begin();
		return n8n;
	}

	get userFolder(): string {
		return this.folder.path;
	}

	get pid(): number | undefined {
		return this.running?.pid;
	}

	/** Ends n8n and starts it again on the same folder and address. */
	async restart(): Promise<void> {
		await this.stop();
		await this.begin();
	}

	async stop(): Promise<void> {
		const { running } = this;
		this.running = undefined;
		await running?.stop();
	}

	/** Stops n8n; a folder that was made for it goes too. */
	async close(): Promise<void> {
		await this.stop();
		if (this.folder.lasts === 'asLongAsN8n')
			rmSync(this.folder.path, { recursive: true, force: true });
	}

	/** Runs a workflow in a second n8n process on the same database. */
	async executeInSecondProcess(workflowId: string): Promise<CommandResult> {
		return this.runCli('execute', `--id=${workflowId}`);
	}

	/** Runs one of n8n's own commands beside the running server. */
	async runCli(...args: string[]): Promise<CommandResult> {
		const brokerPort = await freePort();
		return tryCommand(this.program.node, [this.program.script, ...args], {
			cwd: this.folder.path,
			env: { ...this.env, N8N_RUNNERS_BROKER_PORT: String(brokerPort) },
			limitMinutes: 2,
		});
	}

	private async begin(): Promise<void> {
		const { node, script, version } = this.program;
		const running = await startProcess(node, [script, 'start'], {
			cwd: this.folder.path,
			env: this.env,
			log: this.log,
		});
		this.running = running;
		let ending: string | undefined;
		void running.ended.then((how) => (ending = JSON.stringify(how)));
		const outcome = await poll(startLimitMs, async () => {
			if (ending !== undefined) return 'ended';
			return (await answersReady(this.url)) ? 'ready' : undefined;
		});
		if (outcome === 'ready') return;
		await this.stop();
		const what =
			outcome === 'ended'
				? `ended by itself (${ending})`
				: `was not ready after ${startLimitMs / 1000} s`;
		const log = this.lastLog();
		const damaged = log.includes('MODULE_NOT_FOUND')
			? ` Files of it are missing: delete ${dirname(dirname(dirname(dirname(script))))} to have it installed again.`
			: '';
		throw new Error(`n8n ${version} ${what}.${damaged} The end of its log:\n${log}`);
	}

	private lastLog(): string {
		return existsSync(this.log) ? lastLines(readFileSync(this.log, 'utf8')) : '(no log)';
	}
}

function chooseFolder(given: string | undefined): UserFolder {
	if (given === undefined) {
		const path = mkdtempSync(join(tmpdir(), 'n8n-nodes-pbx-user-'));
		process.on('exit', () => rmSync(path, { recursive: true, force: true }));
		return { path, lasts: 'asLongAsN8n' };
	}
	mkdirSync(given, { recursive: true });
	return { path: given, lasts: 'longer' };
}

async function answersReady(url: string): Promise<boolean> {
	try {
		const answer = await fetch(`${url}/healthz/readiness`, { signal: AbortSignal.timeout(2_000) });
		return answer.status === 200;
	} catch {
		return false;
	}
}
