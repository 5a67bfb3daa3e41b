import { createPbxCredential } from '../n8n/pbxCredential.cts';
import { bareRival } from './bareRival.cts';
import { n8nRival, type MeasuredN8n } from './n8nRival.cts';
import type { Pbxs } from './pbxs.cts';
import type { Rival } from './rival.cts';
import { signIn } from './signIn.cts';
import { whisperPath } from './wire.cts';
import { httpRequestNode, pbxNode } from './workflows.cts';

type Protocol = 'http' | 'https';

/** The name of the rival that the others of a protocol are compared with. */
export function yardstick(protocol: Protocol): string {
	return `HTTP Request node, credential, ${protocol}`;
}

export function protocolOf(rival: string): Protocol {
	return rival.endsWith(', https') ? 'https' : 'http';
}

/** What the PBX node is measured with; in the order in which they run. */
const pbxNodes = {
	http: [
		{ inFlight: 1, dataFormat: 'json' },
		{ inFlight: 5, dataFormat: 'json' },
		{ inFlight: 10, dataFormat: 'json' },
		{ inFlight: 5, dataFormat: 'xml' },
	],
	https: [{ inFlight: 5, dataFormat: 'json' }],
} as const;

/** All that are measured side by side. */
export async function rivals(measured: MeasuredN8n, pbxs: Pbxs): Promise<Rival[]> {
	return [
		...(await rivalsOver('http', measured, pbxs)),
		...(await rivalsOver('https', measured, pbxs)),
	];
}

async function rivalsOver(protocol: Protocol, measured: MeasuredN8n, pbxs: Pbxs): Promise<Rival[]> {
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

	const all: Rival[] = [];
	for (const { inFlight, dataFormat } of pbxNodes[protocol]) {
		const name = `PBX node, ${dataFormat.toUpperCase()}, ${inFlight} in flight, ${protocol}`;
		const node = pbxNode({ credential: credentials[dataFormat], inFlight, orderAt: '$json' });
		all.push(await n8nRival(measured, name, pbx, node));
	}
	const signed = httpRequestNode(
		`${url}/api/v0.0.1/extension/whisper?type=json`,
		{ by: 'credential', credential: credentials.json },
		'$json',
	);
	const unsigned = httpRequestNode(url + whisperPath(token), { by: 'tokenInUrl' }, '$json');
	all.push(
		await n8nRival(measured, yardstick(protocol), pbx, signed),
		await n8nRival(measured, `HTTP Request node, token in the URL, ${protocol}`, pbx, unsigned),
		bareRival(`Plain Node, kept connections, 5 in flight, ${protocol}`, pbx, token, 5),
	);
	return all;
}
