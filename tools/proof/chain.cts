import type { ManualApi } from '../../simulator/manualApi.cts';
import type { MonitorMode } from '../../pbx/model/monitoring';
import type { Bench } from '../asterisk/bench.cts';
import type { MonitoringSubject } from '../asterisk/monitoring/monitoringSubject.cts';
import { testCredential, type CredentialRef } from '../n8n/api/credentials.cts';
import { createPbxCredential } from '../n8n/api/pbxCredential.cts';
import { callWebhook, type WebhookAnswer } from '../n8n/api/webhook.cts';
import {
	activateWorkflow,
	createWorkflow,
	deleteWorkflow,
	withCredential,
	type WorkflowRef,
} from '../n8n/api/workflows.cts';
import { createAsteriskCredential } from './asteriskCredential.cts';
import { manualApiOn } from './manualApiOnAsterisk.cts';
import type { ProofEnvironment } from './environment.cts';
import { crmWorkflow, webhookPath } from './workflows.cts';

/** What the node says when it worked. */
export type Result = 'accepted' | 'monitoring';

/** A CRM's event → a workflow in a real n8n → the PBX node → … → the phones of the bench. */
export interface Chain extends MonitoringSubject {
	readonly result: Result;
	/** The manual's API, when it lies between the node and the phones, and the format it is asked in. */
	readonly through?: { api: ManualApi; format: 'json' | 'xml' };
	/** The CRM posts to the production webhook of the workflow. */
	post(mode: MonitorMode, supervisor: string, agent: string): Promise<WebhookAnswer>;
	/** What the CRM was answers, the newest last. */
	readonly answers: WebhookAnswer[];
	close: () => Promise<void>;
}

const modes: readonly MonitorMode[] = ['listen', 'whisper', 'bargeIn'];

export async function chainThroughManualApi(
	bench: Bench,
	environment: ProofEnvironment,
	format: 'json' | 'xml',
): Promise<Chain> {
	const api = await manualApiOn(bench);
	const name = `n8n, credential OpenVox UC (${format.toUpperCase()}), the manual's API on Asterisk`;
	try {
		const filled = { baseUrl: api.url, ...api.account, dataFormat: format };
		const credential = await createPbxCredential(environment.session, name, filled);
		const workflows = await activeWorkflows(environment, credential);
		return {
			...chain(name, environment, 'accepted'),
			through: { api, format },
			async close() {
				await remove(environment, workflows);
				await api.close();
			},
		};
	} catch (error) {
		await api.close();
		throw error;
	}
}

export async function chainToAsterisk(bench: Bench, environment: ProofEnvironment): Promise<Chain> {
	const name = 'n8n, credential Asterisk / FreePBX';
	const credential = await createAsteriskCredential(environment.session, name, bench);
	const workflows = await activeWorkflows(environment, credential);
	return { ...chain(name, environment, 'monitoring'), close: () => remove(environment, workflows) };
}

function chain(name: string, { n8n }: ProofEnvironment, result: Result): Omit<Chain, 'close'> {
	const answers: WebhookAnswer[] = [];
	const post = async (mode: MonitorMode, supervisor: string, agent: string) => {
		const answer = await callWebhook(n8n.url, webhookPath[mode], { supervisor, agent });
		answers.push(answer);
		return answer;
	};
	return {
		name,
		result,
		answers,
		post,
		async start(mode, supervisor, monitored) {
			const { status, body } = await post(mode, supervisor, monitored);
			if (status === 200) return;
			throw new Error(`The workflow answered ${status}: ${JSON.stringify(body)}`);
		},
	};
}

/** A field of the workflow's answer to the CRM. */
export function fieldOf(body: unknown, field: string): unknown {
	if (typeof body !== 'object' || body === null) return undefined;
	return Object.entries(body).find(([name]) => name === field)?.[1];
}

async function activeWorkflows(
	{ session }: ProofEnvironment,
	credential: CredentialRef,
): Promise<WorkflowRef[]> {
	const { status, message } = await testCredential(session, credential);
	if (status === 'Error') throw new Error(`n8n's test of "${credential.name}" says: ${message}`);
	const workflows: WorkflowRef[] = [];
	for (const mode of modes) {
		const workflow = await createWorkflow(session, withCredential(crmWorkflow(mode), credential));
		await activateWorkflow(session, workflow);
		workflows.push(workflow);
	}
	return workflows;
}

/** Frees the webhooks' addresses for the next chain. */
async function remove({ session }: ProofEnvironment, workflows: WorkflowRef[]): Promise<void> {
	for (const workflow of workflows) await deleteWorkflow(session, workflow);
}
