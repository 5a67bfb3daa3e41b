import { createPbxCredential } from '../n8n/pbxCredential.cts';
import { activateWorkflow, createWorkflow } from '../n8n/workflows.cts';
import { callWebhook } from '../n8n/webhook.cts';
import type { Chain } from './latency.cts';
import type { MeasuredN8n } from './n8nRival.cts';
import type { Pbxs } from './pbxs.cts';
import { signIn } from './signIn.cts';
import { whisperPath } from './wire.cts';
import { httpRequestNode, oneOrder, pbxNode, signingInNode, type Measured } from './workflows.cts';

/** What a user could build behind a webhook, and the webhook alone. */
export async function chains(measured: MeasuredN8n, { http }: Pbxs): Promise<Chain[]> {
	const { url, account } = http;
	const credential = await createPbxCredential(measured.session, 'latency', {
		baseUrl: url,
		...account,
	});
	const token = await signIn(http);
	const signedByHand = httpRequestNode(
		`=${url}${whisperPath('{{ $json.token }}')}`,
		{ by: 'tokenInUrl' },
		"$('Webhook').item.json.body",
	);
	const tokenInUrl = httpRequestNode(url + whisperPath(token), { by: 'tokenInUrl' }, '$json.body');
	return [
		await open(measured, 'PBX node', 'seenByPbx', [
			pbxNode({ credential, inFlight: 5, orderAt: '$json.body' }),
		]),
		await open(measured, 'HTTP Request sign-in + HTTP Request whisper', 'seenByPbx', [
			signingInNode(url, account),
			signedByHand,
		]),
		await open(measured, 'one HTTP Request, token in the URL', 'seenByPbx', [tokenInUrl]),
		await open(measured, 'nothing but the webhook, until its answer', 'answered', []),
	];
}

async function open(
	{ n8n, session }: MeasuredN8n,
	name: string,
	until: Chain['until'],
	nodes: Measured[],
): Promise<Chain> {
	const path = `one-${name.toLowerCase().replace(/[^a-z]+/g, '-')}`;
	await activateWorkflow(session, await createWorkflow(session, oneOrder(path, nodes)));
	// The first call waits until n8n knows the path, and signs in.
	await callWebhook(n8n.url, path, { supervisor: '300000', agent: '106' });
	return { name, path, until };
}
