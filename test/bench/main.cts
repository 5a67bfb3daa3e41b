import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutFolder } from '../n8n/checkout.cts';
import { tryCommand } from '../n8n/command.cts';
import { startWithOurPackage } from '../n8n/ourPackage.cts';
import { stopOwnProcesses } from '../n8n/ownProcess.cts';
import { getN8n } from '../n8n/program.cts';
import { RestSession, testOwner } from '../n8n/rest.cts';
import { silent } from '../n8n/say.cts';
import { benchmarksDocument } from './document.cts';
import { openPbxs } from './pbxs.cts';
import { costRows, throughputRows } from './report.cts';
import { rivals } from './rivals.cts';
import { textTable } from './textTable.cts';
import { throughput } from './throughput.cts';

const say = (line: string) => console.log(line);
const settings = { whispers: 1_000, rounds: 5 };

async function main(): Promise<void> {
	const pbxs = await openPbxs();
	try {
		const n8n = await startWithOurPackage(say);
		const session = await RestSession.setUpOwner(n8n.url, testOwner);
		const measured = await throughput(await rivals({ n8n, session }, pbxs), settings, say);
		await n8n.close();
		const document = benchmarksDocument({ ...(await versions()), settings, throughput: measured });
		writeFileSync(join(checkoutFolder(), 'docs', 'benchmarks.md'), document);
		say(`\n${textTable(throughputRows(measured))}\n\n${textTable(costRows(measured))}\n`);
		say('Written: docs/benchmarks.md');
	} finally {
		await stopOwnProcesses();
		await pbxs.close();
	}
}

async function versions(): Promise<{ n8nVersion: string; nodeVersion: string }> {
	const { node, version } = await getN8n(silent);
	const { output } = await tryCommand(node, ['--version'], {
		cwd: checkoutFolder(),
		limitMinutes: 1,
	});
	return { n8nVersion: version, nodeVersion: output.trim().replace(/^v/, '') };
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => void stopOwnProcesses().finally(() => process.exit(130)));
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
