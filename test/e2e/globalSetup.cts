import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '../../simulator/simulator.cts';
import { cacheFolder } from '../../tools/n8n/install/cacheFolder.cts';
import { getChromium } from '../../tools/n8n/install/chromium.cts';
import { startWithOurPackage } from '../../tools/n8n/install/ourPackage.cts';
import { RestSession, testOwner } from '../../tools/n8n/api/rest.cts';
import './environment.cts';

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

export default async function openHouse(): Promise<void> {
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => process.exit(130));
	const chromium = await getChromium(say);
	const simulator = await startSimulator();
	const log = join(cacheFolder(), 'e2e.log');
	rmSync(log, { force: true });
	const n8n = await startWithOurPackage(say, { logLevel: 'debug', log });
	const session = await RestSession.setUpOwner(n8n.url, testOwner);
	globalThis.house = { simulator, n8n, session, chromium };
}
