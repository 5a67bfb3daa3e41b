import { runManually } from '../../../tools/n8n/api/executions.cts';
import type { WorkflowRef } from '../../../tools/n8n/api/workflows.cts';
import { openReceiver, type Receiver } from '../../simulator/reports/receiver.cts';
import '../setup/environment.cts';
import { importWorkflow, removeExamples } from './importedExample.cts';
import { credentialFor } from '../simulatedPbx.cts';

let chat: Receiver;
let workflow: WorkflowRef;

beforeAll(async () => {
	chat = await openReceiver();
	workflow = await importWorkflow('thresholds.json', [await credentialFor('Thresholds')], {
		Alert: { url: `http://${chat.address}/hook` },
	});
});
afterAll(async () => {
	await removeExamples();
	await chat.close();
});

function callSince(seconds: number, from: string, to: string): void {
	const id = `${Math.floor(Date.now() / 1000) - seconds}.${to}`;
	environment.simulator.pbx.startCall({ direction: 'inbound', from, to, id });
}

async function alerts(): Promise<unknown[]> {
	chat.requests.length = 0;
	const { status } = await runManually(environment.session, workflow, 'Every 30 seconds');
	expect(status).toBe('success');
	return chat.bodies().map((body) => (JSON.parse(body) as { text: unknown }).text);
}

test('a long wait and a long call are reported, each once; short ones and those of unknown age are not', async () => {
	const { pbx } = environment.simulator;
	pbx.dropEverything();
	callSince(70, '0151111111', '9998');
	callSince(20, '0152222222', '9998');
	callSince(16 * 60, '0153333333', '106');
	callSince(5 * 60, '0154444444', '107');
	pbx.startCall({ direction: 'internal', from: '101', to: '102' });

	expect(await alerts()).toEqual([
		expect.stringMatching(/^0151111111 has waited in 9998 for \d\d s$/),
		'106 and 0153333333 have talked for 16 minutes',
	]);
	expect(await alerts()).toEqual([]);

	callSince(20 * 60, '0155555555', '109');
	expect(await alerts()).toEqual(['109 and 0155555555 have talked for 20 minutes']);
});
