import { readFileSync } from 'node:fs';
import { startSimulator } from '../../simulator/simulator.cts';
import type { Log } from '../../tools/log.cts';
import { createPbxCredential } from '../../tools/n8n/api/pbxCredential.cts';
import { withOwnedN8n, type OwnedN8n } from '../../tools/n8n/ownedN8n.cts';
import { versionOfNode } from '../../tools/n8n/install/nodeRuntime.cts';
import { installedN8n } from '../../tools/n8n/process/program.cts';
import { compareVersions } from '../../tools/n8n/install/version.cts';
import { steps } from './steps.cts';
import { oldestVersion } from './versions.cts';

export type Outcome = { ok: true } | { ok: false; problem: string };

export interface VersionResult {
	n8n: string;
	node: string;
	/** By the name of the step. */
	outcomes: ReadonlyMap<string, Outcome>;
}

export const refusalStep = 'below the minimum: says so';

/** Installs this n8n, starts it with our package, and runs every step that it is made for. */
export async function smoke(version: string, log: Log): Promise<VersionResult> {
	const program = await installedN8n(version, log);
	const outcomes = new Map<string, Outcome>();
	const run = async (name: string, work: () => Promise<void> | void) => {
		const outcome = await outcomeOf(work);
		log(`  ${outcome.ok ? 'ok    ' : 'FAILED'} ${name}${outcome.ok ? '' : `: ${outcome.problem}`}`);
		outcomes.set(name, outcome);
	};
	const tooOld = compareVersions(version, oldestVersion) < 0;
	const started = await outcomeOf(() =>
		withOwnedN8n(
			log,
			async (owned) => {
				if (tooOld) await run(refusalStep, () => findRefusal(owned));
				else await runSteps(owned, run);
			},
			{ program },
		),
	);
	if (!started.ok) await run('n8n runs', () => Promise.reject(new Error(started.problem)));
	return { n8n: version, node: await versionOfNode(program.node), outcomes };
}

type Run = (name: string, work: () => Promise<void>) => Promise<void>;

async function runSteps({ n8n, session }: OwnedN8n, run: Run): Promise<void> {
	const simulator = await startSimulator();
	try {
		const { url, account } = simulator;
		const credential = await createPbxCredential(session, 'PBX', { baseUrl: url, ...account });
		const office = { n8nUrl: n8n.url, session, simulator, credential };
		for (const { name, run: work } of steps) await run(name, () => work(office));
	} finally {
		await simulator.close();
	}
}

function findRefusal({ n8n }: OwnedN8n): void {
	const log = readFileSync(n8n.logFile, 'utf8');
	if (/n8n-nodes-pbx needs n8n 1\.85 or newer/.test(log)) return;
	throw new Error('the log of n8n does not say which version is needed');
}

async function outcomeOf(work: () => Promise<void> | void): Promise<Outcome> {
	try {
		await work();
		return { ok: true };
	} catch (error) {
		return { ok: false, problem: error instanceof Error ? error.message : String(error) };
	}
}
