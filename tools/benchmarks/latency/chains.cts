import { createPbxCredential } from '../../n8n/api/pbxCredential.cts';
import { activateWorkflow, createWorkflow } from '../../n8n/api/workflows.cts';
import { callWebhook } from '../../n8n/api/webhook.cts';
import type { Chain } from './stopwatch.cts';
import type { OwnedN8n } from '../../n8n/ownedN8n.cts';
import type { Pbxs } from '../pbx/pbxs.cts';
import { signIn } from '../pbx/connection.cts';
import { whisperPath } from '../pbx/whisperRequests.cts';
import { pathOf } from '../workflows/measuredWorkflow.cts';
import {
	whisperByHttp,
	inARow,
	pbxNode,
	signingInNode,
	type Measured,
} from '../workflows/workflows.cts';

/** The chain that the others are compared with. */
export const baseline = 'HTTP Request, same credential';

/** What a user could build behind a webhook, and the webhook alone. */
export async function chains(measured: OwnedN8n, { http }: Pbxs): Promise<Chain[]> {
	const { url, account } = http;
	const credential = await createPbxCredential(measured.session, 'latency', {
		baseUrl: url,
		...account,
	});
	const token = await signIn(http);
	const signedByHand = whisperByHttp(
		`=${url}${whisperPath('{{ $json.token }}')}`,
		{ by: 'tokenInUrl' },
		"$('Webhook').item.json.body",
	);
	const tokenInUrl = whisperByHttp(url + whisperPath(token), { by: 'tokenInUrl' }, '$json.body');
	const signed = whisperByHttp(
		`${url}/api/v0.0.1/extension/whisper?type=json`,
		{ by: 'credential', credential },
		'$json.body',
	);
	return [
		await open(measured, 'PBX node', 'seenByPbx', [
			pbxNode({ credential, inFlight: 5, request: '$json.body' }),
		]),
		await open(measured, baseline, 'seenByPbx', [signed]),
		await open(measured, 'HTTP Request sign-in + HTTP Request whisper', 'seenByPbx', [
			signingInNode(url, account),
			signedByHand,
		]),
		await open(measured, 'HTTP Request, token in the URL', 'seenByPbx', [tokenInUrl]),
		await open(measured, 'nothing but the webhook, until its answer', 'answered', []),
	];
}

async function open(
	{ n8n, session }: OwnedN8n,
	name: string,
	until: Chain['until'],
	nodes: Measured[],
): Promise<Chain> {
	const path = pathOf(`latency ${name}`);
	await activateWorkflow(session, await createWorkflow(session, inARow(path, nodes)));
	// The first call waits until n8n knows the path, and signs in.
	await callWebhook(n8n.url, path, { supervisor: '300000', agent: '106' });
	return { name, path, until };
}
