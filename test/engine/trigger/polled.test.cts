import { CredentialStore } from '../credentialStore.cts';
import { TriggerHarness, TriggerWorkflow } from './triggerHarness.cts';

// What the panel shows where n8n asks a PBX for its events and nothing answers. With a PBX: asterisk.bench.cts.

let harness: TriggerHarness;

beforeEach(async () => {
	harness = new TriggerHarness();
	await harness.open();
});
afterEach(async () => {
	await harness.close();
});

function workflow(events = ['callAnswered']): TriggerWorkflow {
	const data = {
		pbx: 'asterisk',
		baseUrl: 'http://127.0.0.1:1',
		username: 'n8n',
		password: 'secret',
		sessionToken: '',
	};
	return new TriggerWorkflow(harness, {
		name: 'Calls',
		credential: new CredentialStore({ data }),
		parameters: { family: 'asterisk', events },
	});
}

const shown = async (trigger: TriggerWorkflow) => {
	const [entry] = await trigger.eventDelivery();
	return `${entry?.name}. ${entry?.description}`;
};

test('no workflow is published', async () => {
	expect(await shown(workflow())).toMatch(/^No workflow asks for the events yet\. Once /);
});

test('a workflow could not be published', async () => {
	const trigger = workflow();
	await expect(harness.activate(trigger)).rejects.toThrow(/Nothing answers at http:/);
	expect(await shown(trigger)).toMatch(
		/^Not published: Nothing answers at .* Refused \d+ s ago: "PBX Trigger" of the workflow "Calls"$/,
	);
});

test('a workflow that begins with n8n keeps asking', async () => {
	const trigger = workflow();
	await harness.activate(trigger, 'init');
	expect(await shown(trigger)).toMatch(
		/^No events for now: Nothing answers at .* n8n keeps trying, for Workflow "Calls"$/,
	);
	await harness.deactivate(trigger);
	expect(await shown(trigger)).toMatch(/^No workflow asks for the events yet/);
});
