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
import { chains } from './chains.cts';
import { openPbxs } from './pbxs.cts';
import { latencies, Stopwatch } from './latency.cts';
import { costRows, latencyRows, throughputRows } from './report.cts';
import { rivals } from './rivals.cts';
import { textTable } from './textTable.cts';
import { throughput } from './throughput.cts';

const say = (line: string) => console.log(line);
const settings = { whispers: 1_000, rounds: 5 };
const latencyCalls = 60;

async function main(): Promise<void> {
	const pbxs = await openPbxs();
	try {
		const n8n = await startWithOurPackage(say);
		const session = await RestSession.setUpOwner(n8n.url, testOwner);
		const house = { n8n, session };
		say('Latency …');
		const stopwatch = new Stopwatch(n8n.url, pbxs.phones.arrivals);
		const latency = await latencies(stopwatch, await chains(house, pbxs), latencyCalls);
		const measured = await throughput(await rivals(house, pbxs), settings, say);
		await n8n.close();
		const document = benchmarksDocument({
			...(await versions()),
			settings,
			throughput: measured,
			latency,
			latencyCalls,
		});
		writeFileSync(join(checkoutFolder(), 'docs', 'benchmarks.md'), document);
		for (const rows of [throughputRows(measured), costRows(measured), latencyRows(latency)]) {
			say(`\n${textTable(rows)}`);
		}
		say('\nWritten: docs/benchmarks.md');
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
