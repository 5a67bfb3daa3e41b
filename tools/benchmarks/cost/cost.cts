import { z } from 'zod';
import { withOwnedN8n, type OwnedN8n } from '../../n8n/ownedN8n.cts';
import type { BenchmarkSettings } from '../options.cts';
import { trafficOf, trafficShape, type Traffic } from '../pbx/traffic.cts';
import { whisperRequests } from '../pbx/whisperRequests.cts';
import { circumstancesShape, type Values } from '../results/circumstances.cts';
import { measuredWorkflow, pathOf } from '../workflows/measuredWorkflow.cts';
import { manyItems, pbxNode } from '../workflows/workflows.cts';
import { openAsterisk, openGrandstreamUcm, openYeastarP, type OpenPbx } from './otherPbxs.cts';

export const costShape = circumstancesShape.extend({
	rows: z.array(z.object({ name: z.string(), traffic: trafficShape })),
});

export type Cost = z.infer<typeof costShape>;

interface Candidate {
	name: string;
	whispers: number;
	open: OpenPbx;
	/** Parameters of the PBX node that differ from those of *Throughput*. */
	parameters?: Record<string, unknown>;
}

const inFlight = 5;

const candidates: readonly Candidate[] = [
	{ name: 'Asterisk', whispers: 100, open: openAsterisk },
	{
		name: 'Asterisk, Wait for Answer 10 s',
		whispers: 100,
		open: openAsterisk,
		parameters: { waitForAnswer: 10 },
	},
	{ name: 'Asterisk', whispers: 200, open: openAsterisk },
	{
		name: 'Asterisk, Check Conditions before calling',
		whispers: 200,
		open: openAsterisk,
		parameters: { options: { concurrency: inFlight, checkConditions: 'beforeCalling' } },
	},
	{
		name: 'Asterisk, Wait for Call',
		whispers: 200,
		open: openAsterisk,
		parameters: { waitForCall: 60 },
	},
	{ name: 'Grandstream UCM', whispers: 100, open: openGrandstreamUcm },
	{ name: 'Yeastar P-Series', whispers: 100, open: openYeastarP },
];

/** What PBXs of other families get; the number does not depend on the machine, so one round is enough. */
export function measureCost({ log }: BenchmarkSettings): Promise<Values<Cost>> {
	return withOwnedN8n(log, async (owned) => {
		const rows: Cost['rows'] = [];
		for (const candidate of candidates) {
			log(`Cost, ${candidate.whispers} whispers: ${candidate.name} …`);
			rows.push({ name: candidate.name, traffic: await measure(owned, candidate) });
		}
		return { rows };
	});
}

async function measure(
	owned: OwnedN8n,
	{ name, whispers, open, parameters }: Candidate,
): Promise<Traffic> {
	const requests = whisperRequests(whispers);
	const pbx = await open(owned.session, requests);
	try {
		const node = pbxNode({ credential: pbx.credential, inFlight, request: '$json' });
		node.parameters = { ...node.parameters, ...parameters };
		const path = pathOf(`cost ${whispers} ${name}`);
		const workflow = await measuredWorkflow(owned, path, manyItems(path, node));
		return await trafficOf(pbx, whispers, async () => {
			const run = await workflow.run({ requests });
			await run.milliseconds(whispers);
		});
	} finally {
		await pbx.close();
	}
}
