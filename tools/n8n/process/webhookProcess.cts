import { webhookProcessEnvironment } from './environment.cts';
import { freePorts } from './freePorts.cts';
import { startN8nProcess } from './n8nProcess.cts';
import type { WorkerSettings } from './worker.cts';

/** A process that only answers the production webhooks of an n8n in queue mode. */
export interface WebhookProcess {
	readonly pid: number;
	readonly url: string;
	stop(): Promise<void>;
}

export async function startWebhookProcess({
	program,
	env,
	folder,
	logFile,
}: WorkerSettings): Promise<WebhookProcess> {
	const [port = 0, brokerPort = 0] = await freePorts(2);
	const url = `http://127.0.0.1:${port}`;
	const running = await startN8nProcess({
		program,
		command: ['webhook'],
		folder,
		env: { ...env, ...webhookProcessEnvironment({ port, brokerPort }) },
		logFile,
		url,
	});
	return {
		pid: running.pid,
		url,
		async stop() {
			await running.stop();
		},
	};
}
