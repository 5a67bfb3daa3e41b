import type { OwnedN8n } from '../n8n/ownedN8n.cts';
import type { MonitorMode } from '../../pbx/model/monitoring';
import { Bench } from '../asterisk/bench.cts';
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
import type { Dialect, OpenDialect } from './dialects/dialect.cts';
import { crmWorkflow, webhookPath } from './workflows.cts';
import { AsteriskPbx, type AsteriskOffice } from '../../simulator/model/asterisk/asteriskPbx.cts';
import { AsteriskManager } from '../../simulator/model/asterisk/manager.cts';
import { extensionSetup } from '../../simulator/model/office.cts';
import { dialplanContext } from '../asterisk/pbx/dialplan.cts';
import { extensionOf } from '../asterisk/phones.cts';

/** What the node says when it worked. */
type Result = Dialect['result'];

/** A CRM's event → a workflow in a real n8n → the PBX node → … → the phones of the bench. */
export interface Chain extends MonitoringSubject {
	readonly result: Result;
	/** The API of another PBX, when it lies between the node and the phones. */
	readonly through?: Dialect;
	/** The CRM posts to the production webhook of the workflow. */
	post(mode: MonitorMode, supervisor: string, agent: string): Promise<WebhookAnswer>;
	/** The workflow's answers to the CRM, the newest last. */
	readonly answers: WebhookAnswer[];
	close: () => Promise<void>;
}

const modes: readonly MonitorMode[] = ['listen', 'whisper', 'bargeIn'];

/** Through the API of another PBX, which stands in front of the bench's Asterisk. */
export async function chainThroughApi(
	bench: Bench,
	owned: OwnedN8n,
	openDialect: OpenDialect,
): Promise<Chain> {
	const manager = new AsteriskManager(bench.url, Bench.users.harness);
	const dialect = await openDialect(new AsteriskPbx(manager, office));
	const name = `n8n, ${dialect.name} on Asterisk`;
	try {
		const credential = await createPbxCredential(owned.session, name, dialect.credential);
		const workflows = await activeWorkflows(owned, credential);
		return {
			...chain(name, owned, dialect.result),
			through: dialect,
			async close() {
				await remove(owned, workflows);
				await dialect.close();
			},
		};
	} catch (error) {
		await dialect.close();
		throw error;
	}
}

export async function chainToAsterisk(bench: Bench, owned: OwnedN8n): Promise<Chain> {
	const name = 'n8n, credential Asterisk / FreePBX';
	const credential = await createAsteriskCredential(owned.session, name, bench);
	const workflows = await activeWorkflows(owned, credential);
	return { ...chain(name, owned, 'monitoring'), close: () => remove(owned, workflows) };
}

function chain(name: string, { n8n }: OwnedN8n, result: Result): Omit<Chain, 'close'> {
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
	{ session }: OwnedN8n,
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
async function remove({ session }: OwnedN8n, workflows: WorkflowRef[]): Promise<void> {
	for (const workflow of workflows) await deleteWorkflow(session, workflow);
}

/** What an administrator would have set for the phones of the bench on a PBX that has such settings. */
const office: AsteriskOffice = {
	context: dialplanContext,
	extensions: [
		extensionSetup({ number: extensionOf.A, name: 'Supervisor', monitorMode: 'all' }),
		extensionSetup({ number: extensionOf.B, name: 'Agent', allowBeingMonitored: true }),
		extensionSetup({ number: extensionOf.C, name: 'Customer' }),
		extensionSetup({ number: extensionOf.D, name: 'Second agent', allowBeingMonitored: true }),
	].map(({ settings }) => settings),
};
