import type { IDataObject } from 'n8n-workflow';

import type { Switches } from '../../../simulator/api/yeastarP/switches.cts';
import { startSimulator, type YeastarPSimulator } from '../../../simulator/simulator.cts';
import { eventNamesOf } from '../../pbx/drivers/eventNames.cts';
import { CredentialStore } from '../credentialStore.cts';
import { TriggerHarness, TriggerWorkflow } from './triggerHarness.cts';

// The simulator pushes its events to the trigger, in each form in which they were seen.

const customer = '0151234567';

jest.setTimeout(30_000);

let simulator: YeastarPSimulator;
let harness: TriggerHarness;
let credential: CredentialStore;
let secrets: string[];

async function open(switches: Partial<Switches> = {}): Promise<void> {
	simulator = await startSimulator({ family: 'yeastarP', switches });
	secrets = [];
	harness = new TriggerHarness();
	await harness.open();
	const { url, account } = simulator;
	simulator.pbx.dropEverything();
	credential = new CredentialStore({
		data: {
			pbx: 'yeastarP',
			baseUrl: url,
			clientId: account.username,
			clientSecret: account.password,
			webhookSecrets: '',
			sessionToken: '',
		},
	});
}

afterEach(async () => {
	await harness.close();
	await simulator.close();
});

/** An administrator enters the address, and the secret into the credential. */
async function pasted(): Promise<{ trigger: TriggerWorkflow; id: number }> {
	const trigger = new TriggerWorkflow(harness, {
		name: 'VIP calls',
		credential,
		parameters: { family: 'yeastarP', events: eventNamesOf('yeastarP') },
	});
	await harness.activate(trigger);
	const added = simulator.webhooks.add(`http://${harness.address}/webhook/${trigger.webhookId}`);
	if (typeof added === 'string') throw new Error(added);
	secrets.push(added.secret);
	credential.save({ webhookSecrets: secrets.join(', ') });
	return { trigger, id: added.id };
}

async function oneCall(): Promise<void> {
	const { pbx } = simulator;
	const call = pbx.startCall({
		direction: 'inbound',
		from: customer,
		to: '106',
		answered: 'ringing',
	});
	if (typeof call === 'string') throw new Error(call);
	pbx.pickUp('106');
	pbx.endCall(call.callId);
	await simulator.allReported();
}

const line = ({ event, from, extensions }: IDataObject) =>
	[event, from, extensions].map((value) => JSON.stringify(value)).join(' ');

const isOfCall = ({ event }: IDataObject) => typeof event === 'string' && event.startsWith('call');

const forms: Array<Partial<Switches>> = [
	{},
	{ membersPerEvent: 'one' },
	{ webhookMessage: 'object', webhookSignature: 'prefixed' },
	{ webhookEnvelope: 'flat', emptyText: 'space' },
	{ memberNumber: 'number' },
	{ memberNumber: 'address', membersPerEvent: 'one', webhookEnvelope: 'flat' },
];

test.each(forms)('a call in the form %j', async (switches) => {
	await open(switches);
	const { trigger } = await pasted();
	await oneCall();
	await new Promise((done) => setTimeout(done, 1_200));
	expect(simulator.deliveries.every(({ outcomes }) => outcomes.join() === '200')).toBe(true);
	const ofTheCall = trigger.executions.filter(isOfCall);
	expect(ofTheCall.map(line).sort()).toEqual([
		`"callAnswered" "${customer}" ["106"]`,
		`"callEnded" "${customer}" ["106"]`,
		`"callRecord" "${customer}" ["106"]`,
		`"callRinging" "${customer}" ["106"]`,
	]);
	expect(
		trigger.executions
			.filter(({ event }) => event === 'extensionStateChanged')
			.map(({ state }) => state),
	).toEqual(['ringing', 'inCall', 'idle']);
});

test.each(['listed', 'null'] as const)(
	'a failed call whose members are %s',
	async (failedMembers) => {
		await open({ failedMembers, failedCallId: 'sixDigits' });
		const { trigger } = await pasted();
		simulator.pbx.startCall({ direction: 'internal', from: '106', to: '107', answered: 'ringing' });
		await simulator.pbx.hangUp('107');
		await simulator.allReported();
		expect(trigger.executions).toContainEqual(
			expect.objectContaining({ event: 'callFailed', reason: '486 Busy here' }),
		);
	},
);

const pauses: Array<Partial<Switches>> = [
	{},
	{ resumedWord: 'Idle', reportedQueue: '6402' },
	{ resumedWord: 'Available', webhookMessage: 'object' },
	{ webhookEnvelope: 'flat', webhookSignature: 'prefixed' },
];

test.each(pauses)('an agent who pauses and resumes, in the form %j', async (switches) => {
	await open(switches);
	const { trigger } = await pasted();
	await simulator.pbx.pauseAgent('106', { queue: '9998', reason: 'Lunch' });
	await simulator.allReported();
	await simulator.pbx.resumeAgent('106');
	await simulator.allReported();
	const agent = { queue: '9998', extensions: ['106'] };
	expect(trigger.executions).toEqual([
		expect.objectContaining({ event: 'agentPaused', reason: 'Lunch', ...agent }),
		expect.objectContaining({ event: 'agentResumed', ...agent }),
	]);
	expect(trigger.executions[1]).not.toHaveProperty('reason');
});

test.each(['typed', 'empty'] as const)(
	'the test button of the PBX (%s) is answered and starts nothing',
	async (webhookTest) => {
		await open({ webhookTest });
		const { trigger, id } = await pasted();
		expect(simulator.webhooks.sendTest(id)).toBe('done');
		await simulator.allReported();
		expect(simulator.deliveries.map(({ outcomes }) => outcomes)).toEqual([[200]]);
		expect(trigger.executions).toEqual([]);
	},
);

test('five workflows share one PBX, each with a secret of its own', async () => {
	await open();
	const all = [];
	for (let count = 0; count < 5; count += 1) all.push(await pasted());
	await oneCall();
	for (const { trigger } of all) expect(trigger.events).toContain('callAnswered');
	expect(simulator.deliveries.every(({ outcomes }) => outcomes.join() === '200')).toBe(true);
});

test('a secret that was renewed on the PBX is refused until the credential has it', async () => {
	await open();
	const { trigger, id } = await pasted();
	const renewed = simulator.webhooks.renewSecret(id);
	await oneCall();
	expect(trigger.executions).toEqual([]);
	credential.save({ webhookSecrets: String(renewed) });
	await oneCall();
	expect(trigger.events).toContain('callAnswered');
});
