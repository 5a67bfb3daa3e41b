import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '../../../simulator/simulator.cts';
import { cacheFolder } from '../../../tools/folders.cts';
import { getChromium } from '../../../tools/n8n/install/chromium.cts';
import { startWithOurPackage } from '../../../tools/n8n/install/ourPackage.cts';
import { RestSession, testOwner } from '../../../tools/n8n/api/rest.cts';
import './environment.cts';

function log(line: string): void {
	process.stdout.write(`${line}\n`);
}

export default async function globalSetup(): Promise<void> {
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => process.exit(130));
	const chromium = await getChromium(log);
	const simulator = await startSimulator();
	const logFile = join(cacheFolder(), 'e2e.log');
	rmSync(logFile, { force: true });
	const n8n = await startWithOurPackage(log, { logLevel: 'debug', logFile });
	const session = await RestSession.setUpOwner(n8n.url, testOwner);
	globalThis.environment = { simulator, n8n, session, chromium };
}
