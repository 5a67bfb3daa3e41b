import { createHmac } from 'node:crypto';

import { NodeHelpers, type IDataObject, type INodeParameters } from 'n8n-workflow';

import { PbxTrigger } from '../../../nodes/PbxTrigger/PbxTrigger.node';
import { CredentialStore } from '../credentialStore.cts';
import { eventNamesOf } from '../../pbx/drivers/eventNames.cts';
import { extension, printed, trunk } from '../../pbx/drivers/yeastarP/printed.cts';
import { TriggerHarness, TriggerWorkflow } from './triggerHarness.cts';

const secret = 'mvM5JZeCqxDCMUdpgGzCTPGGbOcOouDr';
const other = 'qnIdTBxyGgn2LckZrFw7IVeTRMJf3XfM';

jest.setTimeout(30_000);

let harness: TriggerHarness;
let credential: CredentialStore;

beforeEach(async () => {
	harness = new TriggerHarness();
	await harness.open();
	credential = credentialWith(`${other}\n${secret}`);
});

afterEach(async () => {
	await harness.close();
});

function credentialWith(webhookSecrets: string): CredentialStore {
	const data = {
		pbx: 'yeastarP',
		// Nothing is listening there: an activation must not need the PBX.
		baseUrl: 'http://127.0.0.1:9',
		clientId: 'id',
		clientSecret: 'secret',
		webhookSecrets,
		sessionToken: '',
	};
	return new CredentialStore({ data });
}

let credentials = 0;

function workflow(parameters: INodeParameters = {}, name = 'VIP calls'): TriggerWorkflow {
	credentials += 1;
	return new TriggerWorkflow(harness, {
		name,
		credential,
		credentialId: `credential-${credentials}`,
		parameters: { family: 'yeastarP', events: eventNamesOf('yeastarP'), ...parameters },
	});
}

async function active(parameters: INodeParameters = {}): Promise<TriggerWorkflow> {
	const trigger = workflow(parameters);
	await harness.activate(trigger);
	return trigger;
}

const signatureOf = (body: string, key = secret) =>
	createHmac('sha256', key).update(body, 'utf8').digest('base64');

interface Post {
	signature?: string;
	path?: string;
}

async function post(
	trigger: TriggerWorkflow,
	body: string,
	{ signature, path = 'webhook' }: Post = {},
) {
	const { status } = await fetch(`http://${harness.address}/${path}/${trigger.webhookId}`, {
		method: 'POST',
		body,
		headers: {
			'Content-Type': 'application/json',
			...(signature !== undefined && { 'X-Signature': signature }),
		},
	});
	return status;
}

const signed = (trigger: TriggerWorkflow, body: string, post_: Post = {}) =>
	post(trigger, body, { signature: signatureOf(body), ...post_ });

function callReport(members: object[], id = '1725446451.243'): string {
	const msg = JSON.stringify({ call_id: id, members });
	return JSON.stringify({ type: 30011, sn: '3631A2124XXX', msg });
}

const stateReport = printed('reports/30008.json');

const webhook = new PbxTrigger().description.webhooks![0]!;

describe('the address', () => {
	/** What n8n makes of the node's description. */
	function webhookOf(parameters: INodeParameters) {
		const trigger = workflow(parameters);
		const built = trigger.workflow({});
		const node = built.getNode('PBX Trigger');
		if (!node) throw new Error('no node');
		const { isFullPath, ndvHideUrl, path } = webhook;
		const value = (text: unknown) =>
			built.expression.getSimpleParameterValue(node, text as string, 'internal', {});
		const url = NodeHelpers.getNodeWebhookUrl(
			'http://n8n.example/webhook',
			built.id,
			node,
			String(value(path)),
			isFullPath as boolean,
		);
		return {
			trigger,
			path: url.replace('http://n8n.example/webhook/', ''),
			hidden: value(ndvHideUrl),
		};
	}

	test('is the id of the webhook alone, and n8n shows it', () => {
		const { trigger, path, hidden } = webhookOf({});
		expect(path).toBe(trigger.webhookId);
		expect(hidden).toBe(false);
	});

	test('has a key and is hidden where the PBX is told it', () => {
		const { trigger, path, hidden } = webhookOf({ family: 'openVoxUc' });
		expect(path).toBe(`${trigger.webhookId}/${trigger.webhookId.slice(0, 8)}/:key`);
		expect(hidden).toBe(true);
	});

	test('stays the same when the workflow is published again', async () => {
		const trigger = await active();
		expect(await signed(trigger, stateReport)).toBe(200);
		await harness.deactivate(trigger);
		await harness.activate(trigger);
		expect(await signed(trigger, callReport([extension('1005', 'RING')]))).toBe(200);
		expect(trigger.events).toEqual(['extensionStateChanged', 'callRinging']);
	});
});

describe('a signed report', () => {
	test('starts the workflow, and nothing was asked of the PBX', async () => {
		const trigger = await active();
		expect(await signed(trigger, stateReport)).toBe(200);
		expect(trigger.executions).toEqual([
			expect.objectContaining({
				event: 'extensionStateChanged',
				extensions: ['2002'],
				state: 'ringing',
				pbxSerialNumber: '3631A2124XXX',
			}),
		]);
		expect(harness.log.filter((line) => !line.startsWith('debug'))).toEqual([]);
	});

	test.each([
		['of the other webhook', () => signatureOf(stateReport, other)],
		['with a prefix', () => `sha256=${signatureOf(stateReport)}`],
	])('is accepted with the signature %s', async (_which, signature) => {
		const trigger = await active();
		expect(await post(trigger, stateReport, { signature: signature() })).toBe(200);
		expect(trigger.events).toHaveLength(1);
	});

	test.each([
		['none', undefined],
		['one of another secret', signatureOf(stateReport, 'guessed')],
		['one of another report', signatureOf(`${stateReport} `)],
	])('is refused with %s', async (_what, signature) => {
		const trigger = await active();
		expect(await post(trigger, stateReport, { signature })).toBe(401);
		expect(trigger.executions).toEqual([]);
		expect(harness.log.join('\n')).toContain('refused an event that is not signed');
		expect(harness.log.join('\n')).not.toContain(secret);
	});

	test('is one of the bytes, however they are written', async () => {
		const trigger = await active();
		const body = stateReport.replace('3631A2124XXX', 'ÄÖ 3631').replace('{', '{ \n ');
		expect(await signed(trigger, body)).toBe(200);
		expect(trigger.events).toHaveLength(1);
	});

	test('that was refused leaves nothing behind in the call that it names', async () => {
		const trigger = await active({ events: ['callRinging'] });
		await post(trigger, callReport([trunk('inbound', '0666', '1', 'ALERT')]));
		await signed(trigger, callReport([extension('1005', 'RING')]));
		expect(trigger.executions).toHaveLength(1);
		expect(trigger.executions[0]).not.toHaveProperty('from');
	});

	test('is not needed where the credential has no secret', async () => {
		credential = credentialWith('');
		const trigger = await active();
		expect(await post(trigger, stateReport)).toBe(200);
		expect(trigger.events).toHaveLength(1);
		expect(harness.log.join('\n')).toContain("'Webhook Secrets' is empty");
	});

	test('is needed as soon as there is one', async () => {
		credential = credentialWith('');
		const trigger = await active();
		credential.save({ webhookSecrets: secret });
		expect(await post(trigger, stateReport)).toBe(401);
	});
});

test.each(['{"event":"test"}', '{"type":30000,"sn":"3631A2124XXX","msg":"{}"}', '{}', '"test"'])(
	"the PBX's own test of the address, %s, is answered and starts nothing",
	async (body) => {
		const trigger = await active();
		expect(await post(trigger, body)).toBe(200);
		expect(await signed(trigger, body)).toBe(200);
		expect(trigger.executions).toEqual([]);
	},
);

test('an endless report is refused', async () => {
	const trigger = await active();
	expect(await signed(trigger, JSON.stringify({ msg: 'x'.repeat(70_000) }))).toBe(413);
});

describe('a call', () => {
	const reports = [
		callReport([trunk('inbound', '0151222', '6402', 'ALERT')]),
		callReport([extension('1005', 'RING')]),
		callReport([extension('1005', 'ANSWER')]),
		callReport([trunk('inbound', '0151222', '6402', 'ANSWERED')]),
		callReport([trunk('inbound', '0151222', '6402', 'BYE')]),
		callReport([extension('1005', 'BYE')]),
	];

	const play = async (trigger: TriggerWorkflow) => {
		for (const report of reports) expect(await signed(trigger, report)).toBe(200);
		// What only the caller hears waits a second for the phone that rings.
		await new Promise((done) => setTimeout(done, 1_200));
	};

	const line = ({ event, direction, from, extensions }: IDataObject) => [
		event,
		direction,
		from,
		extensions,
	];

	test('starts one execution for each of its stages, with both parties', async () => {
		const trigger = await active();
		await play(trigger);
		expect(trigger.executions.map(line)).toEqual([
			['callRinging', 'inbound', '0151222', ['1005']],
			['callAnswered', 'inbound', '0151222', ['1005']],
			['callEnded', 'inbound', '0151222', ['1005']],
		]);
	});

	test('is filtered by what all its reports together say', async () => {
		const trigger = await active({
			events: ['callAnswered'],
			filters: { directions: ['inbound'], otherParty: '0151*', extensions: '1005' },
		});
		const [, ...withoutFirst] = reports;
		for (const report of withoutFirst.slice(0, 3)) await signed(trigger, report);
		expect(trigger.executions.map(line)).toEqual([
			['callAnswered', 'inbound', '0151222', ['1005']],
		]);
	});

	test('that is delivered again starts nothing again', async () => {
		const trigger = await active();
		await play(trigger);
		await play(trigger);
		await signed(trigger, printed('reports/30012.json'));
		await signed(trigger, printed('reports/30012.json'));
		await signed(trigger, printed('reports/30015.json'));
		await signed(trigger, printed('reports/30015.json'));
		expect(trigger.events).toEqual([
			'callRinging',
			'callAnswered',
			'callEnded',
			'callRecord',
			'callFailed',
		]);
	});
});

test('several workflows may get the events of one PBX', async () => {
	const one = await active();
	const two = await active();
	await signed(one, stateReport);
	await signed(two, stateReport);
	expect([one.events, two.events]).toEqual([['extensionStateChanged'], ['extensionStateChanged']]);
});

test('a test listen has an address of its own, and the published workflow keeps its events', async () => {
	const trigger = await active();
	await harness.listen(trigger);
	await signed(trigger, stateReport);
	expect(trigger.events).toHaveLength(1);
	await signed(trigger, callReport([extension('1005', 'RING')]), { path: 'webhook-test' });
	expect(trigger.events).toEqual(['extensionStateChanged', 'callRinging']);
});

describe('Event Delivery', () => {
	const shown = async (trigger: TriggerWorkflow) => {
		const [entry] = await trigger.eventDelivery();
		return `${entry?.name}. ${entry?.description}`;
	};

	test('says whether the last event was signed', async () => {
		const trigger = await active();
		expect(await shown(trigger)).toMatch(
			/^No event was received yet\. Unsigned events will be refused\./,
		);
		await signed(trigger, stateReport);
		expect(await shown(trigger)).toMatch(
			/^The last event was signed with one of the webhook secrets\. \d+ s ago, by "PBX Trigger" of the workflow "VIP calls"$/,
		);
		await post(trigger, stateReport);
		expect(await shown(trigger)).toMatch(
			/^The last request was not signed with any of the webhook secrets/,
		);
	});

	test('says that nothing is checked without a secret', async () => {
		credential = credentialWith('');
		const trigger = await active();
		expect(await shown(trigger)).toContain("'Webhook Secrets' of the credential is empty");
		await post(trigger, stateReport);
		expect(await shown(trigger)).toContain('The signature of the last event was not checked');
	});
});

test('a credential for another kind of PBX is refused at activation', async () => {
	credential = new CredentialStore({ data: { ...credential.data, pbx: 'openVoxUc' } });
	await expect(active()).rejects.toThrow(
		'The credential is for OpenVox UC Series, the trigger for Yeastar P-Series',
	);
});
