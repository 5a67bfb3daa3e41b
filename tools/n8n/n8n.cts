import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandResult, tryCommand } from './process/command.cts';
import {
	loopbackEnvironment,
	postgresEnvironment,
	queueEnvironment,
} from './process/environment.cts';
import { freePort, freePorts } from './process/freePorts.cts';
import { collectGarbageOf, collectsOnSignal } from './process/garbage.cts';
import { startN8nProcess } from './process/n8nProcess.cts';
import { disabledModules } from './install/modules.cts';
import { installNodePackage, type NodePackage } from './install/nodePackage.cts';
import type { OwnProcess } from './process/ownProcess.cts';
import type { N8nProgram } from './process/program.cts';
import type { Postgres } from './process/postgres.cts';
import type { Redis } from './process/redis.cts';
import { startWebhookProcess, type WebhookProcess } from './process/webhookProcess.cts';
import { startWorker, type Worker } from './process/worker.cts';

export interface N8nSettings {
	program: N8nProgram;
	nodePackages: readonly NodePackage[];
	/** Kept when the n8n is closed. Without it n8n gets a folder that goes with it. */
	userFolder?: string;
	logLevel?: 'info' | 'debug';
	/** Where n8n's log goes; by default into the user folder. */
	logFile?: string;
	/** Executions go through this Redis to the workers of this n8n; without it n8n runs them itself. */
	queue?: Pick<Redis, 'port'>;
	/** Its database; SQLite in the user folder when absent. */
	database?: Pick<Postgres, 'port'>;
	/** Where others reach its webhooks, without a slash at the end; its own address when absent. */
	webhookUrl?: string;
	/** How long it may finish its executions when it is asked to end; 5 s when absent. */
	shutdownSeconds?: number;
	/** How many MB of JavaScript objects it may keep; as Node decides when absent. */
	heapLimitMb?: number;
	/** Whether `collectGarbage` can be called. */
	collectsGarbage?: boolean;
	/** Where it resolves expressions: in isolates, or as n8n 1 did; as n8n decides when absent. */
	expressionEngine?: 'vm' | 'legacy';
}

type UserFolder = { path: string; lasts: 'asLongAsN8n' | 'longer' };

/** A running n8n on the loopback address. */
export class N8n {
	private running: OwnProcess | undefined;
	private readonly workers: Promise<Worker>[] = [];
	private readonly webhookProcesses: Promise<WebhookProcess>[] = [];

	private constructor(
		private readonly program: N8nProgram,
		private readonly env: NodeJS.ProcessEnv,
		private readonly folder: UserFolder,
		readonly url: string,
		readonly logFile: string,
		private readonly shutdownSeconds: number,
		private readonly nodeOptions: readonly string[],
	) {}

	static async start(settings: N8nSettings): Promise<N8n> {
		const folder = chooseFolder(settings.userFolder);
		for (const one of settings.nodePackages) await installNodePackage(one, folder.path);
		const [port = 0, brokerPort = 0] = await freePorts(2);
		const { queue, database, webhookUrl, shutdownSeconds = 5, expressionEngine } = settings;
		const env = {
			...loopbackEnvironment(settings.program.env, {
				userFolder: folder.path,
				port,
				brokerPort,
				logLevel: settings.logLevel ?? 'info',
				shutdownSeconds,
				disabledModules: disabledModules(settings.program),
				...(webhookUrl === undefined ? {} : { webhookUrl }),
			}),
			...(queue === undefined ? {} : queueEnvironment(queue.port)),
			...(database === undefined ? {} : postgresEnvironment(database.port)),
			...(expressionEngine === undefined ? {} : { N8N_EXPRESSION_ENGINE: expressionEngine }),
		};
		const log = settings.logFile ?? join(folder.path, 'n8n.log');
		const url = `http://127.0.0.1:${port}`;
		const { program, heapLimitMb, collectsGarbage = false } = settings;
		const nodeOptions = [
			...(heapLimitMb === undefined ? [] : [`--max-old-space-size=${heapLimitMb}`]),
			...(collectsGarbage ? collectsOnSignal : []),
		];
		const n8n = new N8n(program, env, folder, url, log, shutdownSeconds, nodeOptions);
		await n8n.launch();
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
		await this.launch();
	}

	/** Ends n8n; its workers go on. */
	async stop(): Promise<void> {
		const { running } = this;
		this.running = undefined;
		await running?.stop();
	}

	/** Has its process collect all garbage; only for an n8n with `collectsGarbage`. */
	async collectGarbage(): Promise<void> {
		if (this.running === undefined) throw new Error('n8n is not running.');
		await collectGarbageOf(this.running.pid, this.url);
	}

	/** Starts one more process that runs executions; only for an n8n with a `queue`. */
	startWorker(): Promise<Worker> {
		const { program, env, folder } = this;
		const logFile = join(folder.path, `worker-${this.workers.length + 1}.log`);
		const worker = startWorker({ program, env, folder: folder.path, logFile });
		this.workers.push(worker);
		return worker;
	}

	/** Starts one more process that answers production webhooks; only for an n8n with a `queue`. */
	startWebhookProcess(): Promise<WebhookProcess> {
		const { program, env, folder } = this;
		const logFile = join(folder.path, `webhooks-${this.webhookProcesses.length + 1}.log`);
		const started = startWebhookProcess({ program, env, folder: folder.path, logFile });
		this.webhookProcesses.push(started);
		return started;
	}

	/** Stops n8n and its other processes; a folder that was made for it goes too. */
	async close(): Promise<void> {
		const others = await Promise.allSettled([...this.webhookProcesses, ...this.workers]);
		for (const other of others) if (other.status === 'fulfilled') await other.value.stop();
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

	private async launch(): Promise<void> {
		const { program, folder, env, logFile, url } = this;
		const command = ['start'];
		this.running = await startN8nProcess({
			program,
			command,
			folder: folder.path,
			env,
			logFile,
			url,
			endLimitMs: (this.shutdownSeconds + 5) * 1000,
			nodeOptions: this.nodeOptions,
		});
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
