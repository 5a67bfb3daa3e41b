import { readFileSync } from 'node:fs';
import { workerEnvironment } from './environment.cts';
import { freePorts } from './freePorts.cts';
import { startN8nProcess } from './n8nProcess.cts';
import type { N8nProgram } from './program.cts';

export interface WorkerSettings {
	program: N8nProgram;
	/** The environment of the n8n that gives it work; that n8n is in queue mode. */
	env: NodeJS.ProcessEnv;
	folder: string;
	logFile: string;
}

/** A process that runs the executions which an n8n in queue mode hands out. */
export interface Worker {
	readonly pid: number;
	readonly logFile: string;
	/** The executions that it has begun so far. */
	executions(): string[];
	stop(): Promise<void>;
	/** Ends it as a loss of power does. */
	kill(): Promise<void>;
}

export async function startWorker({
	program,
	env,
	folder,
	logFile,
}: WorkerSettings): Promise<Worker> {
	const [healthPort = 0, brokerPort = 0] = await freePorts(2);
	const running = await startN8nProcess({
		program,
		command: ['worker', '--concurrency=5'],
		folder,
		env: { ...env, ...workerEnvironment({ healthPort, brokerPort }) },
		logFile,
		url: `http://127.0.0.1:${healthPort}`,
	});
	return {
		pid: running.pid,
		logFile,
		executions: () =>
			[...readFileSync(logFile, 'utf8').matchAll(/Worker started execution (\S+)/g)].map(
				([, id]) => id ?? '',
			),
		async stop() {
			await running.stop();
		},
		async kill() {
			await running.kill();
		},
	};
}
