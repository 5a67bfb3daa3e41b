import { stopOwnProcesses } from '../n8n/ownProcess.cts';
import './house.cts';

export default async function closeHouse(): Promise<void> {
	await house.n8n.close();
	await house.simulator.close();
	await stopOwnProcesses();
}
