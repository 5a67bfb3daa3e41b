import { createPbxCredential } from '../../n8n/api/pbxCredential.cts';
import type { OwnedN8n } from '../../n8n/ownedN8n.cts';
import { measuredWorkflow, pathOf } from '../workflows/measuredWorkflow.cts';
import {
	manyItems,
	pbxNode,
	whisperByHttp,
	type Measured,
	type RequestSource,
} from '../workflows/workflows.cts';
import { whisperRequests, whisperPath } from '../pbx/whisperRequests.cts';
import type { Pbxs } from '../pbx/pbxs.cts';
import { signIn } from '../pbx/connection.cts';
import type { WatchedPbx } from '../pbx/traffic.cts';
import { bareLoop } from './bareLoop.cts';

/** The name of the rival that the others of a protocol are compared with. */
export const baseline = 'HTTP Request node, same credential';

/** The rival whom nothing signs. */
export const tokenInUrl = 'HTTP Request node, token in the URL';

const fixedNumbers = ', fixed numbers';

/** Whom a rival is compared with: without expressions, with one that has none either. */
export function baselineOf(name: string): string {
	return name.endsWith(fixedNumbers) ? baseline + fixedNumbers : baseline;
}

/** What the PBX node is measured with; in the order in which they run. */
const pbxNodes = [
	{ inFlight: 1, dataFormat: 'json' },
	{ inFlight: 5, dataFormat: 'json' },
	{ inFlight: 10, dataFormat: 'json' },
	{ inFlight: 5, dataFormat: 'xml' },
] as const;

/** A request that is written into the node: n8n has no expression to resolve. */
const fixed = { supervisor: '101', agent: '106' };

/** All that are measured side by side. */
export async function rivals(measured: OwnedN8n, pbxs: Pbxs): Promise<Rival[]> {
	return [
		...(await rivalsOver('http', measured, pbxs)),
		...(await rivalsOver('https', measured, pbxs)),
	];
}

async function rivalsOver(protocol: Protocol, measured: OwnedN8n, pbxs: Pbxs): Promise<Rival[]> {
	const pbx = pbxs[protocol];
	const { url, account } = pbx;
	const credentialFor = (dataFormat: 'json' | 'xml') =>
		createPbxCredential(measured.session, `${protocol} ${dataFormat}`, {
			baseUrl: url,
			...account,
			dataFormat,
			ignoreSslIssues: true,
		});
	const credentials = { json: await credentialFor('json'), xml: await credentialFor('xml') };
	const token = await signIn(pbx);
	const inN8n = async (name: string, node: Measured): Promise<Rival> => {
		const path = pathOf(`${name} ${protocol}`);
		const workflow = await measuredWorkflow(measured, path, manyItems(path, node));
		return {
			name,
			protocol,
			pbx,
			async whisper(count) {
				const run = await workflow.run({ requests: whisperRequests(count) });
				return run.milliseconds(count);
			},
		};
	};

	const all: Rival[] = [];
	for (const { inFlight, dataFormat } of pbxNodes) {
		const node = pbxNode({ credential: credentials[dataFormat], inFlight, request: '$json' });
		all.push(await inN8n(`PBX node, ${dataFormat.toUpperCase()}, ${inFlight} in flight`, node));
	}
	const signed = (request: RequestSource) =>
		whisperByHttp(
			`${url}/api/v0.0.1/extension/whisper?type=json`,
			{ by: 'credential', credential: credentials.json },
			request,
		);
	const five = { credential: credentials.json, inFlight: 5 };
	const trimmingNode = pbxNode({ ...five, request: '$json', trimming: true });
	const fixedNode = pbxNode({ ...five, request: fixed });
	const unsigned = whisperByHttp(url + whisperPath(token), { by: 'tokenInUrl' }, '$json');
	all.push(
		await inN8n('PBX node, JSON, 5 in flight, with trim()', trimmingNode),
		await inN8n(`PBX node, JSON${fixedNumbers}`, fixedNode),
		await inN8n(baseline, signed('$json')),
		await inN8n(baselineOf(fixedNumbers), signed(fixed)),
		await inN8n(tokenInUrl, unsigned),
		bareRival(protocol, pbxs, token, 5),
	);
	return all;
}

export type Protocol = 'http' | 'https';

/** One way to give a PBX many whispers. */
export interface Rival {
	name: string;
	protocol: Protocol;
	pbx: WatchedPbx;
	/** Gives so many, and gives the milliseconds that it took. */
	whisper(count: number): Promise<number>;
}

/** The limit: no n8n, nothing but the posts. */
export function bareRival(protocol: Protocol, pbxs: Pbxs, token: string, inFlight: number): Rival {
	const pbx = pbxs[protocol];
	return {
		name: `Plain Node, kept connections, ${inFlight} in flight`,
		protocol,
		pbx,
		whisper: (count) =>
			bareLoop({ url: pbx.url, token, whispers: whisperRequests(count), inFlight }),
	};
}
