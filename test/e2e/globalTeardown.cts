import { stopOwnProcesses } from '../../tools/n8n/process/ownProcess.cts';
import './environment.cts';

export default async function closeHouse(): Promise<void> {
	await house.n8n.close();
	await house.simulator.close();
	await stopOwnProcesses();
}
