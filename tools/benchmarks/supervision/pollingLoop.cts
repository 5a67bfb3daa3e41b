import type { CredentialRef } from '../../n8n/api/credentials.cts';
import type { WorkflowFile } from '../../n8n/api/workflows.cts';
import { signedWith, webhook, whisperByHttp } from '../workflows/workflows.cts';

/** Seconds between two queries of the workflow that a user would build; the PBX node ends at the same pause. */
export const pauseSeconds = 2;

const request = "$('Webhook').first().json.body";

/**
 * What a user builds without the PBX node: query the agent's extension, whisper if it is in a call,
 * otherwise wait and query again.
 */
export function pollingLoop(path: string, url: string, credential: CredentialRef): WorkflowFile {
	const nodes = [
		webhook(path, 'onReceived'),
		{
			name: 'Query extension',
			...signedWith(credential, {
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				parameters: {
					method: 'POST',
					url: `${url}/api/v0.0.1/extension/query?type=json`,
					sendBody: true,
					specifyBody: 'json',
					jsonBody: `={{ { extid: ${request}.agent } }}`,
					options: {},
				},
			}),
		},
		{ name: 'In a call?', ...isBusy },
		{
			name: 'Whisper',
			...whisperByHttp(
				`${url}/api/v0.0.1/extension/whisper?type=json`,
				{ by: 'credential', credential },
				request,
			),
		},
		{
			name: 'Wait',
			type: 'n8n-nodes-base.wait',
			typeVersion: 1.1,
			webhookId: `${path}-wait`,
			parameters: { resume: 'timeInterval', amount: pauseSeconds, unit: 'seconds' },
		},
	];
	const to = (node: string) => [{ node, type: 'main', index: 0 }];
	return {
		name: `polling ${path}`,
		nodes: nodes.map((node, n) => ({ ...node, id: node.name, position: [n * 240, 0] })),
		connections: {
			Webhook: { main: [to('Query extension')] },
			'Query extension': { main: [to('In a call?')] },
			'In a call?': { main: [to('Whisper'), to('Wait')] },
			Wait: { main: [to('Query extension')] },
		},
		settings: { executionOrder: 'v1' },
	};
}

const isBusy = {
	type: 'n8n-nodes-base.if',
	typeVersion: 2.2,
	parameters: {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			combinator: 'and',
			conditions: [
				{
					id: 'busy',
					leftValue: '={{ $json.extinfos[0].status }}',
					rightValue: 'Busy',
					operator: { type: 'string', operation: 'equals' },
				},
			],
		},
		options: {},
	},
};
