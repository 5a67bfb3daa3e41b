import type { INodeParameters } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';

import type { AmiUser } from '../../../tools/asterisk/ami/overHttp.cts';
import { Bench } from '../../../tools/asterisk/bench.cts';
import { queue } from '../../../tools/asterisk/phones.cts';
import { until } from '../../../tools/poll.cts';
import { eventNamesOf } from '../../pbx/drivers/eventNames.cts';
import { credentialOf } from '../../pbx/drivers/asterisk/realLine.cts';
import { CredentialStore } from '../credentialStore.cts';
import { TriggerHarness, TriggerWorkflow } from './triggerHarness.cts';

const minute = 60_000;
const patience = 15_000;
let bench: Bench;
let harness: TriggerHarness;
let credentials = 0;

jest.setTimeout(minute);
beforeAll(async () => {
	bench = await Bench.open({ audioCapture: 'recordings' });
}, 5 * minute);
beforeEach(async () => {
	harness = new TriggerHarness();
	await harness.open();
});
afterEach(async () => {
	await harness.close();
	await bench.hangUpAll();
	await bench.setAnswering('C', 'auto');
});
afterAll(() => bench.close());

interface Order {
	user?: AmiUser;
	parameters?: INodeParameters;
	credential?: CredentialStore;
	credentialId?: string;
}

const calls = eventNamesOf('asterisk').filter((name) => name !== 'extensionStateChanged');

function workflow({ user = Bench.users.n8n, parameters = {}, ...order }: Order = {}) {
	credentials += 1;
	const { credential = new CredentialStore({ data: credentialOf(bench, user) }) } = order;
	return new TriggerWorkflow(harness, {
		name: 'Calls',
		credential,
		credentialId: order.credentialId ?? `asterisk-${credentials}`,
		parameters: { family: 'asterisk', events: [...calls], ...parameters },
	});
}

async function active(order?: Order): Promise<TriggerWorkflow> {
	const trigger = workflow(order);
	await harness.activate(trigger);
	return trigger;
}

/** A value of an item; each that is asked for is a text. */
function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

async function got(trigger: TriggerWorkflow, ...events: string[]): Promise<void> {
	await until(`the events ${events.join()}; so far ${trigger.events.join()}`, patience, () =>
		events.every((event) => trigger.events.includes(event)) ? true : undefined,
	);
}

test('a call is ringing, answered, ended and recorded, each once', async () => {
	const trigger = await active();
	await bench.phone('D').dialFromOutside('1002');
	await got(trigger, 'callAnswered');
	await bench.phone('B').hangup();
	await got(trigger, 'callRecord');
	expect(trigger.events).toEqual(['callRinging', 'callAnswered', 'callEnded', 'callRecord']);
	expect(trigger.executions[1]).toMatchObject({
		event: 'callAnswered',
		direction: 'inbound',
		from: '0151234567',
		to: '1002',
		otherParty: '0151234567',
		extensions: ['1002'],
		trunk: 'provider',
	});
	const [, , , record] = trigger.executions;
	expect(record).toMatchObject({ outcome: 'answered', sourceTrunk: 'provider' });
	expect(record).not.toHaveProperty('madeFrom');
	const ageMs = Date.now() - Date.parse(text(record?.startTime));
	expect(Math.abs(ageMs)).toBeLessThan(minute);
	expect(JSON.stringify(trigger.executions)).not.toContain('PJSIP/');
});

test('several triggers of a credential share one session, which ends with the last', async () => {
	const credential = new CredentialStore({ data: credentialOf(bench, Bench.users.n8n) });
	const shared = { credential, credentialId: 'shared' };
	const since = bench.amiObserver.now();
	const first = await active(shared);
	expect(await first.eventDelivery()).toMatchObject([
		{ name: 'Workflow "Calls" gets the events', value: '' },
	]);
	const second = await active({ ...shared, parameters: { events: ['callEnded'] } });
	const signIns = { event: 'SuccessfulAuth', accountid: Bench.users.n8n.name };
	expect(bench.amiObserver.events(signIns, since)).toHaveLength(1);
	await bench.call('B', 'C');
	await got(first, 'callAnswered');
	await harness.deactivate(first);
	await bench.phone('B').hangup();
	await got(second, 'callEnded');
	expect(second.events).toEqual(['callEnded']);
	expect(first.events).not.toContain('callEnded');
	const sinceMs = performance.now();
	await harness.deactivate(second);
	expect(performance.now() - sinceMs).toBeLessThan(1_000);
	expect(JSON.stringify(credential.data)).not.toContain('"session"');
});

test('a trigger that ends signs off: the next sign-in of the user is no second one', async () => {
	const trigger = await active({ user: Bench.users.once });
	await harness.deactivate(trigger);
	await harness.activate(trigger);
});

test('after a lost session, what began and ended meanwhile is reported once', async () => {
	const trigger = await active();
	await bench.call('B', 'C');
	await got(trigger, 'callAnswered');
	await bench.restartPbx();
	await got(trigger, 'pbxStarted', 'callEnded', 'callRecord');
	expect(trigger.events.filter((event) => event === 'callEnded')).toHaveLength(1);
	await bench.call('B', 'C');
	await until('the second answer', patience, () =>
		trigger.events.filter((event) => event === 'callAnswered').length === 2 ? true : undefined,
	);
});

test('when n8n hangs until its session ends, what changed meanwhile is reported once', async () => {
	await bench.restartPbx({ httpTimeout: 11 });
	const trigger = await active();
	const { callerChannel } = await bench.call('B', 'C');
	await got(trigger, 'callAnswered');
	// The orders are written at once, and then n8n does not come to anything until its session is gone.
	const ami = bench.amiObserver;
	const orders = [
		ami.action({ Action: 'Hangup', Channel: callerChannel }),
		ami.action({
			Action: 'Originate',
			Channel: 'PJSIP/1003',
			Context: 'internal',
			Exten: '1004',
			Priority: '1',
			Async: 'true',
		}),
	];
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20_000);
	await Promise.allSettled(orders);
	await got(trigger, 'callEnded', 'callRecord');
	await sleep(3_000);
	const [, , ...since] = trigger.executions;
	const lines = since.map(({ event, from, to }) => [event, from, to].map(text).join(' '));
	expect(lines.sort()).toEqual([
		'callAnswered 1003 1004',
		'callEnded 1002 1003',
		'callRecord 1002 1003',
	]);
	await bench.restartPbx({ httpTimeout: 60 });
});

test('a PBX that is not there when n8n starts is asked until it is', async () => {
	await bench.stopPbx();
	const trigger = workflow();
	await harness.activate(trigger, 'init');
	await bench.startPbx();
	await sleep(3_000);
	await bench.call('B', 'C');
	await got(trigger, 'callAnswered');
});

test.each([
	[Bench.users.noEvents, 'may not see the events of calls'],
	[Bench.users.nothing, 'lacks the right `reporting`'],
])('missing rights are said at activation', async (user, message) => {
	await expect(harness.activate(workflow({ user }))).rejects.toThrow(message);
});

test('a monitoring is reported with who ordered it and how', async () => {
	const trigger = await active({
		parameters: { events: ['monitoringStarted', 'monitoringEnded'] },
	});
	const { callerChannel } = await bench.call('B', 'C');
	await bench.amiObserver.action({
		Action: 'Originate',
		Channel: 'PJSIP/1001',
		Application: 'ChanSpy',
		Data: `${callerChannel},uqESw`,
		Variable: 'PJSIP_HEADER(add,Call-Info)=<sip:127.0.0.1>\\;answer-after=0',
		Async: 'true',
	});
	await got(trigger, 'monitoringStarted');
	await bench.phone('A').hangup();
	await got(trigger, 'monitoringEnded');
	expect(trigger.executions).toHaveLength(2);
	for (const execution of trigger.executions) {
		expect(execution).toMatchObject({
			supervisorExtension: '1001',
			monitoredExtension: '1002',
			mode: 'whisper',
			orderedBy: 'otherProgram',
		});
	}
});

test('a caller of a queue waits, rings at the agents and is answered', async () => {
	const trigger = await active({ parameters: { events: ['callerWaiting', 'agentAnswered'] } });
	await bench.phone('D').dialFromOutside(queue);
	await got(trigger, 'callerWaiting', 'agentAnswered');
	expect(trigger.executions[0]).toMatchObject({ queue, from: '0151234567', position: 1 });
});
