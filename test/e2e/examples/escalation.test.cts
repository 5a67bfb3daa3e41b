import { newestExecution } from '../../../tools/n8n/api/executions.cts';
import { poll } from '../../../tools/poll.cts';
import { openReceiver, type Receiver } from '../../simulator/reports/receiver.cts';
import '../setup/environment.cts';
import {
	importExample,
	type ImportedExample,
	readExample,
	removeExamples,
} from './importedExample.cts';
import { credentialFor, customer, heardBy, onlyCallIsWith } from '../simulatedPbx.cts';

const file = 'escalation.json';
const whisperNode = 'Whisper by first free lead';
const alert = { agent: '106', keyword: 'lawyer' };

let crm: Receiver;
let example: ImportedExample;

beforeAll(async () => {
	const { pbx } = environment.simulator;
	await pbx.configure('103', { monitorMode: 'whisper' });
	crm = await openReceiver();
	const url = `http://${crm.address}/notes`;
	example = await importExample(file, await credentialFor('Escalation'), {
		[whisperNode]: { waitForCall: 6, options: { ...optionsInFile(), ringTimeout: 2 } },
		'Note in CRM': { url },
	});
});
beforeEach(() => {
	onlyCallIsWith('106');
	crm.requests.length = 0;
	environment.simulator.journal.length = 0;
});
afterAll(async () => {
	await removeExamples();
	await crm.close();
	await environment.simulator.pbx.configure('103', { monitorMode: 'listen' });
	environment.simulator.pbx.changePhone('101', { autoAnswer: 'supported' });
});

function optionsInFile(): Record<string, unknown> {
	const node = readExample(file).nodes.find(({ name }) => name === whisperNode);
	return { ...(node?.parameters['options'] as object | undefined) };
}

/** The one note that the CRM gets. */
async function note(): Promise<unknown> {
	await poll(30_000, () => crm.requests[0]);
	await newestExecution(environment.session, example.workflow);
	expect(crm.requests).toHaveLength(1);
	return JSON.parse(crm.bodies()[0] ?? '');
}

function talksTo(lead: string, other: string): void {
	environment.simulator.pbx.startCall({ direction: 'internal', from: lead, to: other });
}

function whispersAsked(): (string | undefined)[] {
	return environment.simulator.journal
		.filter(({ endpoint }) => endpoint === 'extension/whisper')
		.map(({ fields }) => fields['whisperer']);
}

test('the first lead is free: the CRM reads who whispers', async () => {
	await example.post(alert);

	expect(await note()).toEqual({
		...alert,
		text: '101 whispers to 106',
		attempts: [{ supervisorExtension: '101', status: 'answered' }],
	});
	expect(heardBy('101')).toEqual([customer, '106']);
	expect(heardBy('106')).toEqual([customer, '101']);
	expect(heardBy(customer)).toEqual(['106']);
});

test('the alert comes before the call: the whisper waits for it', async () => {
	const { pbx } = environment.simulator;
	pbx.dropEverything();

	await example.post(alert);
	await poll(10_000, () =>
		environment.simulator.journal.some(({ endpoint }) => endpoint === 'extensionlist/query')
			? true
			: undefined,
	);
	expect(whispersAsked()).toEqual([]);
	pbx.startCall({ direction: 'inbound', from: customer, to: '106' });

	expect(await note()).toMatchObject({ text: '101 whispers to 106' });
	expect(heardBy('106')).toEqual([customer, '101']);
});

test('the first lead is in a call: the second whispers, and the note says why not the first', async () => {
	talksTo('101', '107');

	await example.post(alert);

	expect(await note()).toEqual({
		...alert,
		text: '102 whispers to 106',
		attempts: [
			{
				supervisorExtension: '101',
				status: 'failed',
				reason: 'Extension 101 is not idle: it is in a call',
			},
			{ supervisorExtension: '102', status: 'answered' },
		],
	});
	expect(whispersAsked()).toEqual(['102']);
	expect(heardBy('102')).toEqual([customer, '106']);
	expect(heardBy('101')).toEqual(['107']);
});

test('the first lead does not pick up: its phone stops ringing before the second is called', async () => {
	environment.simulator.pbx.changePhone('101', { autoAnswer: 'unsupported' });

	await example.post(alert);

	expect(await note()).toMatchObject({
		text: '102 whispers to 106',
		attempts: [
			{ supervisorExtension: '101', reason: expect.stringContaining('did not answer') as string },
			{ supervisorExtension: '102', status: 'answered' },
		],
	});
	expect(heardBy('106')).toEqual([customer, '102']);
	expect(environment.simulator.pbx.monitoringLegs()).toHaveLength(1);
	environment.simulator.pbx.changePhone('101', { autoAnswer: 'supported' });
});

test('all three leads are in calls: nothing rings, and the note says why for each', async () => {
	talksTo('101', '107');
	talksTo('102', '108');
	talksTo('103', '104');

	await example.post(alert);

	const { text, ...rest } = (await note()) as { text: string };
	expect(rest).toEqual({ ...alert, attempts: [] });
	expect(text).toMatch(/^No lead could join\. /);
	for (const lead of ['101', '102', '103'])
		expect(text).toContain(`Extension ${lead} is not idle: it is in a call`);
	expect(whispersAsked()).toEqual([]);
	expect(heardBy('106')).toEqual([customer]);
});

test('no call until the deadline: the note says so, and nothing rang', async () => {
	environment.simulator.pbx.dropEverything();

	await example.post(alert);

	expect(await note()).toEqual({
		...alert,
		text: expect.stringMatching(
			/^No lead could join\. Extension 106 was in no call within 6 s of the start of the execution/,
		) as string,
		attempts: [],
	});
	expect(whispersAsked()).toEqual([]);
});
