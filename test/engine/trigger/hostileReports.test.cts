import type { IDataObject } from 'n8n-workflow';

import { startSimulator, type Simulator } from '../../../simulator/simulator.cts';
import { CredentialStore } from '../credentialStore.cts';
import { credentialFor } from '../office.cts';
import {
	printedReport,
	printedReports,
	yeastarReport,
} from '../../pbx/drivers/openvox/wire/printedReports.cts';
import { TriggerHarness, TriggerWorkflow } from './triggerHarness.cts';

const canary = 'canary4711';

let simulator: Simulator;
let harness: TriggerHarness;
let credential: CredentialStore;

beforeEach(async () => {
	simulator = await startSimulator();
	credential = new CredentialStore({ data: credentialFor(simulator) });
	harness = new TriggerHarness();
	await harness.open();
});

afterEach(async () => {
	await harness.close();
	await simulator.close();
});

const siblings = ['answered', 'call-failed', 'new-cdr', 'tranfer'];
const printed: [string, string][] = [
	...printedReports().map(({ name, body }): [string, string] => [name, body]),
	...siblings.map((name): [string, string] => [`sibling ${name}`, yeastarReport(name)]),
];

/** The report with fields that no manual allows into an item, in each of its objects. */
function withCanaries(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withCanaries);
	if (typeof value !== 'object' || value === null) return value;
	const fields = Object.entries(value).map(([name, field]) => [name, withCanaries(field)] as const);
	return {
		...Object.fromEntries(fields),
		pincode: `${canary}1`,
		password: `${canary}2`,
		secret: `${canary}3`,
		PinCode: `${canary}4`,
		unknown: { pincode: `${canary}5`, extid: [`${canary}6`] },
	};
}

async function activeTrigger(family: string): Promise<TriggerWorkflow> {
	credential.save({ pbx: family });
	const trigger = new TriggerWorkflow(harness, {
		name: 'Events',
		credential,
		parameters: { family },
	});
	await harness.activate(trigger);
	return trigger;
}

async function post(trigger: TriggerWorkflow, body: string): Promise<string> {
	const { reportKey: key } = trigger;
	const response = await fetch(`http://${harness.address}/webhook/${trigger.path}/${key}`, {
		method: 'POST',
		body,
		headers: { 'Content-Type': 'application/json' },
	});
	return `${response.status} ${await response.text()}`;
}

describe.each(['openVoxUc', 'yeastarV1'])('a report of %s', (family) => {
	test.each(printed)('%s: no PIN, password or secret leaves', async (_name, body) => {
		const trigger = await activeTrigger(family);
		const replies = [
			await post(trigger, JSON.stringify(withCanaries(JSON.parse(body)))),
			// Another PBX: refused with a log line.
			await post(
				trigger,
				JSON.stringify({ ...(withCanaries(JSON.parse(body)) as IDataObject), sn: 'b1' }),
			),
		];
		await harness.executed(trigger, 1);
		expect(trigger.executions.length).toBeGreaterThan(0);
		const left = JSON.stringify([trigger.executions, trigger.stored, replies, harness.log]);
		expect(left).not.toContain(canary);
		expect(JSON.stringify(trigger.executions)).not.toMatch(/pincode|password|secret/i);
	});
});

test('what is no report, and what n8n refuses, do not reach the log either', async () => {
	const trigger = await activeTrigger('openVoxUc');
	for (const body of [
		`{"action":"DTMF","pincode":"${canary}"}`,
		`{"action":"RING","pincode":"${canary}"}`,
		`{"action":"NewCdr","pincode":"${canary}"`,
	]) {
		await post(trigger, body);
	}
	expect(trigger.executions).toEqual([]);
	expect(harness.log.join('\n')).not.toContain(canary);
	expect(harness.log.join('\n')).toContain('dropped a request that is no known report');
});

test('the serial number of another PBX cannot forge a line of the log', async () => {
	const trigger = await activeTrigger('openVoxUc');
	const { log } = harness;
	const first = JSON.parse(printedReport('answer-inbound')) as IDataObject;
	await post(trigger, JSON.stringify(first));
	const before = log.length;
	await post(trigger, JSON.stringify({ ...first, sn: `other\n\u202eforged ${'x'.repeat(5_000)}` }));
	const [line = '', ...more] = log.slice(before);
	expect(more).toEqual([]);
	expect(line).toContain('a report of the PBX other forged x');
	expect(line).not.toMatch(/\p{C}/u);
	expect(line.length).toBeLessThan(1_000);
});

test('64 KiB of hostile text are read once, and the next report starts its execution', async () => {
	const trigger = await activeTrigger('openVoxUc');
	const fill = (part: string, size = 65_000) => part.repeat(Math.floor(size / part.length));
	for (const body of [
		`{"action":"RING","x":"${fill('\\"')}"}`,
		`[1,"${fill('\\"')}"]`,
		`"<xml>${fill('<![CDATA[')}"`,
		fill('['),
		`{"action":"RING","ext":{"extid":[${fill('"1",')}"1"]}}`,
		`{"action":"RING","call":[${fill('{"ext":{"extid":"1"}},')}{}]}`,
	]) {
		expect(Buffer.byteLength(body)).toBeLessThan(65_536);
		await post(trigger, body);
	}
	const before = trigger.executions.length;
	expect(await post(trigger, printedReport('answer-inbound'))).toMatch(/^200/);
	expect(trigger.executions).toHaveLength(before + 1);
});
