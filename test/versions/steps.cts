import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { join } from 'node:path';
import { z } from 'zod';
import { checkoutFolder } from '../../tools/folders.cts';
import { changeCredential, testCredential } from '../../tools/n8n/api/credentials.cts';
import { listSearch } from '../../tools/n8n/api/listSearch.cts';
import { callWebhook } from '../../tools/n8n/api/webhook.cts';
import {
	activateWorkflow,
	createWorkflow,
	deactivateWorkflow,
	readWorkflow,
	withCredential,
} from '../../tools/n8n/api/workflows.cts';
import type { Office } from './office.cts';
import { triggerStep } from './triggerStep.cts';

export interface Step {
	name: string;
	/** Throws what was wrong. */
	run: (office: Office) => Promise<void>;
}

const [supervisor, agent, otherAgent] = ['101', '106', '107'];
const customer = '0151234567';

export const steps: readonly Step[] = [
	{
		name: 'both nodes, credential',
		async run({ session }) {
			const shape = z.array(z.object({ name: z.string() }));
			const nodes = await session.get('/types/nodes.json', shape);
			for (const name of ['n8n-nodes-pbx.pbx', 'n8n-nodes-pbx.pbxTrigger'])
				ok(
					nodes.some((one) => one.name === name),
					`n8n does not offer ${name}`,
				);
			const credentials = await session.get('/types/credentials.json', shape);
			ok(
				credentials.some((one) => one.name === 'pbxApi'),
				'n8n does not offer the credential',
			);
		},
	},
	{
		name: 'AI tool',
		async run({ session }) {
			const shape = z.array(z.object({ name: z.string() }));
			const nodes = await session.get('/types/nodes.json', shape);
			ok(
				nodes.some(({ name }) => name === 'n8n-nodes-pbx.pbxTool'),
				'no tool',
			);
		},
	},
	{
		name: 'credential test',
		async run({ session, simulator, credential }) {
			equal((await testCredential(session, credential)).status, 'OK');
			await changeCredential(session, credential, { password: 'wrong' });
			const wrong = await testCredential(session, credential);
			equal(wrong.status, 'Error');
			match(wrong.message, /Wrong user name or password/);
			await changeCredential(session, credential, { password: simulator.account.password });
			equal((await testCredential(session, credential)).status, 'OK');
		},
	},
	{
		name: 'pickers',
		async run({ session, credential }) {
			for (const method of ['searchSupervisors', 'searchMonitored', 'searchExtensions']) {
				const { results } = await listSearch(session, {
					node: { name: 'n8n-nodes-pbx.pbx', version: 1 },
					path: 'parameters.supervisorExtension',
					method,
					credential,
				});
				ok(results.length > 0, `${method} found nobody`);
			}
		},
	},
	{
		name: 'whisper, error output',
		async run({ n8nUrl, session, simulator, credential }) {
			const file = readWorkflow(join(checkoutFolder(), 'examples', 'crm-event-whisper.json'));
			const workflow = await createWorkflow(session, withCredential(file, credential));
			await activateWorkflow(session, workflow);
			const { pbx } = simulator;
			pbx.dropEverything();
			pbx.startCall({ direction: 'inbound', from: customer, to: agent });
			const accepted = await callWebhook(n8nUrl, 'crm-event', { supervisor, agent });
			equal(accepted.status, 200);
			const hearing = new Map(pbx.whoHearsWhom().map(({ listener, hears }) => [listener, hears]));
			deepEqual([...(hearing.get(supervisor) ?? [])].sort(), [customer, agent].sort());
			deepEqual(hearing.get(customer), [agent]);
			const refused = await callWebhook(n8nUrl, 'crm-event', { supervisor, agent: otherAgent });
			equal(refused.status, 409);
			match(JSON.stringify(refused.body), /Extension 107 is not in a call/);
			await deactivateWorkflow(session, workflow);
			pbx.dropEverything();
		},
	},
	{ name: 'trigger', run: triggerStep },
];
