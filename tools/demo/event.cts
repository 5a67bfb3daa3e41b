import { testCredential } from '../n8n/api/credentials.cts';
import type { N8n } from '../n8n/n8n.cts';
import { type Owner, RestSession } from '../n8n/api/rest.cts';
import type { Log } from '../log.cts';
import { callWebhook } from '../n8n/api/webhook.cts';
import type { DemoPbx } from './demoPbx.cts';
import { crmPath } from './scenarios.cts';
import { importExamples } from './workflows.cts';

export const owner: Owner = {
	email: 'demo@pbx.example',
	firstName: 'Demo',
	lastName: 'Owner',
	password: 'Whisper-demo-1',
};

/** Does what a user does: a credential, and the workflows of examples/. */
export async function prepare(n8n: N8n, pbx: DemoPbx, log: Log): Promise<void> {
	const session = await RestSession.setUpOwner(n8n.url, owner);
	const credential = await pbx.createCredential(session);
	const verdict = await testCredential(session, credential);
	if (verdict.status === 'Error')
		throw new Error(`n8n's test of the credential: ${verdict.message}`);
	log(`The credential "${credential.name}" is in n8n; its test says: ${verdict.message}`);
	for (const { name } of await importExamples(session, credential, pbx.numbers)) {
		log(`Imported: ${name}`);
	}
}

export async function fireEvent(n8n: N8n, pbx: DemoPbx, log: Log): Promise<void> {
	const { supervisor, agent } = pbx;
	const event = { supervisor, agent };
	log('');
	log(`The CRM posts ${JSON.stringify(event)} to ${n8n.url}/webhook/${crmPath}`);
	const answer = await callWebhook(n8n.url, crmPath, event);
	log(`The workflow answers ${answer.status}: ${JSON.stringify(answer.body)}`);
	const { whisper, lines } = await pbx.afterTheEvent();
	log('On the phones of the PBX:');
	for (const line of lines) log(line === '' ? '' : `  ${line}`);
	if (whisper === 'notHeard') {
		throw new Error(`${supervisor} does not whisper to ${agent}. The log of n8n: ${n8n.logFile}`);
	}
	log('');
	log(`It worked: ${supervisor} now whispers to ${agent}; the customer hears only ${agent}.`);
}
