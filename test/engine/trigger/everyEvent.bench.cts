import { setTimeout as sleep } from 'node:timers/promises';

import type { AmiMessage, Pattern } from '../../../tools/asterisk/ami/message.cts';
import { Bench } from '../../../tools/asterisk/bench.cts';
import { extensionOf, trunk, type PhoneName } from '../../../tools/asterisk/phones.cts';
import { until } from '../../../tools/poll.cts';
import { credentialOf } from '../../pbx/drivers/asterisk/realLine.cts';
import { CredentialStore } from '../credentialStore.cts';
import { TriggerHarness, TriggerWorkflow } from './triggerHarness.cts';

// Every event once and none missing, judged by the bench's own connection to the PBX. CALLS=1000 for
// the whole count.

const minute = 60_000;
const callCount = Number(process.env.CALLS ?? 200);
const patience = 20_000;
let bench: Bench;
let harness: TriggerHarness;

jest.setTimeout(10 * minute);
beforeAll(async () => {
	bench = await Bench.open({
		audioCapture: 'recordings',
		answering: { A: 'auto', B: 'auto', C: 'auto', D: 'manual' },
	});
	harness = new TriggerHarness();
	await harness.open();
}, 5 * minute);
afterAll(async () => {
	await harness.close();
	await bench.close();
});

/**
 * Who calls whom at the same time; the customer answers none. A phone takes four calls, one of which may
 * be ending while the next begins.
 */
const lanes: Array<[caller: PhoneName, dialled: string]> = [
	['A', extensionOf.B],
	['B', extensionOf.C],
	['C', extensionOf.A],
	['A', extensionOf.C],
	['B', trunk.customer],
];

/** One call, from the first ring to the end. */
async function call(id: string, [caller, dialled]: (typeof lanes)[number]): Promise<void> {
	const since = bench.amiObserver.now();
	await bench.amiObserver.action({
		Action: 'Originate',
		ChannelId: id,
		Channel: `PJSIP/${extensionOf[caller]}`,
		Context: 'internal',
		Exten: dialled,
		Priority: '1',
		Async: 'true',
	});
	const over: Pattern =
		dialled === trunk.customer
			? {
					event: 'Newstate',
					linkedid: id,
					channelstatedesc: 'Ringing',
					channel: /^PJSIP.provider-/,
				}
			: { event: 'BridgeEnter', uniqueid: id };
	await bench.amiObserver.event(over, since, patience);
	await bench.amiObserver.action({ Action: 'Hangup', Channel: id });
	await bench.amiObserver.event({ event: 'Hangup', uniqueid: id }, since, patience);
}

/** Calls one after the other, until so many were made on all lanes. */
async function callsOn(lane: (typeof lanes)[number], next: () => number): Promise<void> {
	for (let n = next(); n < callCount; n = next()) {
		await call(`count-${n}`, lane);
		if (n === 50) await bench.amiObserver.action({ Action: 'Reload', Module: 'manager' });
	}
}

/** n8n that has something else to do: nothing else runs meanwhile. */
async function beSlow(until: AbortSignal): Promise<void> {
	while (!until.aborted) {
		await sleep(1_000);
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
	}
}

/** A value of an item; each that is asked for is a text. */
function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
	return counts;
}

/** What the trigger must have reported of the calls, by the events of the witness. */
function expected(): Record<string, number> {
	const counts: Record<string, number> = {};
	const add = (event: string, id: string) => (counts[`${event} ${id}`] = 1);
	const isCounted = ({ linkedid = '' }: AmiMessage) => linkedid.startsWith('count-');
	const seen = (event: string) => bench.amiObserver.events({ event }).filter(isCounted);
	for (const { uniqueid = '', linkedid = '' } of seen('Newstate').filter(
		(one) => one.channelstatedesc === 'Ringing',
	)) {
		if (uniqueid !== linkedid) add('callRinging', linkedid);
	}
	const bridged = countBy(seen('BridgeEnter'), ({ linkedid = '' }) => linkedid);
	for (const [id, ends] of Object.entries(bridged)) if (ends === 2) add('callAnswered', id);
	for (const { uniqueid = '', linkedid } of seen('Hangup')) {
		if (uniqueid !== linkedid) continue;
		add(bridged[uniqueid] === 2 ? 'callEnded' : 'callFailed', uniqueid);
		add('callRecord', uniqueid);
	}
	return counts;
}

test(`${callCount} calls: every event once, none missing, while n8n is slow`, async () => {
	const trigger = new TriggerWorkflow(harness, {
		name: 'Count',
		credential: new CredentialStore({ data: credentialOf(bench, Bench.users.n8n) }),
		parameters: {
			family: 'asterisk',
			events: ['callRinging', 'callAnswered', 'callEnded', 'callFailed', 'callRecord'],
		},
	});
	await harness.activate(trigger);
	const done = new AbortController();
	const slowness = beSlow(done.signal);
	let made = 0;
	const next = () => made++;
	await Promise.all(lanes.map((lane) => callsOn(lane, next)));
	done.abort();
	await slowness;
	const wanted = expected();
	const records = () => trigger.events.filter((event) => event === 'callRecord').length;
	await until('all records', patience, () => (records() >= callCount ? true : undefined));
	await sleep(2_000);
	const got = countBy(trigger.executions, ({ event, callId }) =>
		[event, callId].map(text).join(' '),
	);
	expect(got).toEqual(wanted);
	const kinds = countBy(trigger.executions, ({ event }) => text(event));
	expect(kinds.callRecord).toBe(callCount);
	expect(kinds.callFailed).toBeGreaterThan(0);
	// The PBX's own records, not made of the events: cdr_manager is loaded.
	expect(trigger.executions.filter(({ madeFrom }) => madeFrom !== undefined)).toEqual([]);
});
