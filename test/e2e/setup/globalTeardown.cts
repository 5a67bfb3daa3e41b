import { stopOwnProcesses } from '../../../tools/n8n/process/ownProcess.cts';
import './environment.cts';

export default async function globalTeardown(): Promise<void> {
	await environment.n8n.close();
	await environment.simulator.close();
	await stopOwnProcesses();
}
