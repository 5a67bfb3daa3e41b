import { z } from 'zod';
import type { CredentialRef } from '../n8n/credentials.cts';
import { executionsOf, newestExecution } from '../n8n/executions.cts';
import { poll } from '../n8n/poll.cts';
import { activateWorkflow, deactivateWorkflow } from '../n8n/workflows.cts';
import { openReceiver } from '../simulator/receiver.cts';
import './house.cts';
import { credentialFor } from './pbxCredential.cts';
import { customer, heardBy } from './phones.cts';
import {
	activates,
	activationError,
	addressAnswers,
	bareTrigger,
	countExecutions,
	exampleWithTrigger,
	imports,
	nextHeartbeat,
	removeTriggers,
	triggerNode,
} from './triggerWorkflow.cts';

const answered = { events: ['callAnswered'], filters: {}, options: { heartbeatInterval: 1 } };
const halfAnHour = 30 * 60_000;

let credential: CredentialRef;

beforeAll(async () => {
	credential = await credentialFor('PBX of the trigger');
});

beforeEach(() => {
	const { simulator } = house;
	simulator.pbx.dropEverything();
	simulator.restart('apiService');
	simulator.resetCounters();
	simulator.journal.length = 0;
});

afterEach(async () => {
	house.simulator.setTokenLife(halfAnHour);
	Object.assign(house.simulator.switches, { recordings: 'off' });
	await removeTriggers();
});

/** A customer calls an agent, who picks up. */
async function callIsAnswered(agent: string, from = customer): Promise<string> {
	const { pbx } = house.simulator;
	const call = pbx.startCall({ direction: 'inbound', from, to: agent, answered: 'ringing' });
	if (typeof call === 'string') throw new Error(call);
	pbx.pickUp(agent);
	await house.simulator.allReported();
	return call.callId;
}

/** Waits until the reports go back to the default port. */
async function released(): Promise<void> {
	const last = await poll(15_000, () => {
		const { url } = house.simulator.journal.at(-1)?.fields ?? {};
		return url === undefined ? house.simulator.journal.at(-1)?.fields : undefined;
	});
	expect(last).toEqual({ ipaddr: '127.0.0.1', port: '8260' });
}

test('a VIP call is answered: the supervisor whispers, seen on the phones; other calls start nothing', async () => {
	const workflow = await activates(exampleWithTrigger('vip-call-whisper.json'), credential);

	await callIsAnswered('107', '0301234567');
	await callIsAnswered('106');
	await poll(15_000, () => (heardBy('101').length > 0 ? true : undefined));

	expect(heardBy('101')).toEqual([customer, '106']);
	expect(heardBy('106')).toEqual([customer, '101']);
	expect(heardBy(customer)).toEqual(['106']);
	expect(heardBy('107')).toEqual(['0301234567']);
	const { status } = await newestExecution(house.session, workflow);
	expect(status).toBe('success');
	expect(await countExecutions(workflow)).toBe(1);
	expect(house.simulator.counters.signIns.accepted).toBe(1);
});

test('a call ends: the CRM gets a note with the link to the recording', async () => {
	house.simulator.switches.recordings = 'on';
	const crm = await openReceiver();
	const example = exampleWithTrigger('call-ended-crm-note.json', `http://${crm.address}/notes`);
	await activates(example, credential);

	const id = await callIsAnswered('106');
	house.simulator.pbx.endCall(id);
	await poll(15_000, () => (crm.requests.length > 0 ? true : undefined));
	await crm.close();

	expect(crm.requests).toHaveLength(1);
	expect(JSON.parse(crm.requests[0]?.body ?? '')).toEqual({
		phone: customer,
		agent: '106',
		startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) as string,
		text: expect.stringMatching(/^inbound call, ANSWERED, \d+ s of talk$/) as string,
		recording: expect.stringMatching(
			/^https:\/\/recordings\.example\/exten-0151234567-106-.*\.wav$/,
		) as string,
	});
});

test('after a restart of the PBX, reports come again from the next beat on', async () => {
	const workflow = await activates(bareTrigger('PBX restarts', answered), credential);
	house.simulator.restart('pbx');
	await nextHeartbeat();

	await callIsAnswered('106');

	await newestExecution(house.session, workflow);
	expect(await countExecutions(workflow)).toBe(1);
	expect(house.simulator.counters.signIns.accepted).toBe(2);
});

test('after a restart of n8n, the workflow goes on', async () => {
	const workflow = await activates(bareTrigger('n8n restarts', answered), credential);
	await house.n8n.restart();
	await nextHeartbeat();
	await addressAnswers();

	await callIsAnswered('106');

	await newestExecution(house.session, workflow);
	expect(await countExecutions(workflow)).toBe(1);
	expect(house.simulator.counters.signIns.accepted).toBe(1);
});

test('a silence longer than a token lives does not end the reports', async () => {
	house.simulator.setTokenLife(4_000);
	const workflow = await activates(bareTrigger('Silence', answered), credential);
	for (let beat = 0; beat < 8; beat += 1) await nextHeartbeat();

	await callIsAnswered('106');

	await newestExecution(house.session, workflow);
	expect(house.simulator.counters.signIns.accepted).toBe(1);
});

test('a second active trigger on the same PBX is refused, with the name of the first', async () => {
	const first = await activates(bareTrigger('First', answered), credential);
	const second = await imports(bareTrigger('Second', answered), credential);

	expect(await activationError(second)).toMatch(
		/already reports to .*PBX Trigger.* of the workflow .*First/,
	);
	await callIsAnswered('106');
	await newestExecution(house.session, first);

	await deactivateWorkflow(house.session, first);
	await released();
	await activateWorkflow(house.session, second);
	await nextHeartbeat();
});

test('1,000 reports at once: each is executed once, none is lost', async () => {
	const burst = { events: ['callRecord'], filters: {}, options: {} };
	const workflow = await activates(bareTrigger('Burst', burst), credential);
	const { simulator } = house;
	const before = simulator.deliveries.length;
	const now = Date.now();
	for (let number = 0; number < 1000; number += 1) {
		simulator.tell({ what: 'record', call: call(number), startedAt: now, endedAt: now });
	}
	await simulator.allReported();
	const outcomes = simulator.deliveries.slice(before).map((each) => each.outcomes.join());
	expect({
		sent: outcomes.length,
		accepted: outcomes.filter((one) => one === '200').length,
	}).toEqual({
		sent: 1000,
		accepted: 1000,
	});

	const done = await poll(100_000, async () =>
		(await countExecutions(workflow, 'success')) >= 1000 ? true : undefined,
	);
	const counted = {
		all: await countExecutions(workflow),
		success: await countExecutions(workflow, 'success'),
	};
	process.stdout.write(`1,000 reports, executions counted by n8n: ${JSON.stringify(counted)}\n`);
	expect(done).toBe(true);
	expect(counted).toEqual({ all: 1000, success: 1000 });
}, 240_000);

function call(number: number) {
	const party = { kind: 'outside', stage: 'up', holding: false, muted: false } as const;
	const from = `0151${String(number).padStart(6, '0')}`;
	return {
		id: `${1_700_000_000 + number}.${number}`,
		direction: 'inbound',
		from,
		to: '106',
		trunk: 'to-18-16-2',
		caller: { ...party, number: from },
		callee: { ...party, kind: 'extension', number: '106' },
	} as const;
}

test('a manual run waits for one event and ends with it', async () => {
	const workflow = await imports(bareTrigger('Manual run', answered), credential);
	const run = await house.session.post(
		`/rest/workflows/${workflow.id}/run`,
		{ triggerToStartFrom: { name: triggerNode } },
		z.object({ waitingForWebhook: z.boolean() }),
	);
	expect(run.waitingForWebhook).toBe(true);
	await addressAnswers();

	await callIsAnswered('106');

	const { status, mode, outputs } = await newestExecution(house.session, workflow);
	expect({ status, mode }).toEqual({ status: 'success', mode: 'manual' });
	expect(outputs('Event')?.[0]?.[0]?.json).toMatchObject({
		event: 'callAnswered',
		otherParty: customer,
	});
	expect(await executionsOf(house.session, workflow)).toHaveLength(1);
	await released();
});
