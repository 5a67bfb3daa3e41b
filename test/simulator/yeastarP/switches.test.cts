import { openReceiver } from '../reports/receiver.cts';
import { Client, customerCalls, membersOf, signedIn } from './client.cts';
import {
	defaultSwitches,
	isSwitchChange,
	switchNames,
	switchValues,
	type SwitchName,
	type Switches,
} from '../../../simulator/api/yeastarP/switches.cts';
import type { YeastarPSimulator } from '../../../simulator/simulator.cts';
import { defaultOffice } from '../../../simulator/model/office.cts';

let simulator: YeastarPSimulator;
let client: Client;

beforeEach(async () => {
	({ simulator, client } = await signedIn({
		office: { ...defaultOffice(), calls: [] },
		clockStandsAt: new Date('2025-08-22T16:44:40Z'),
	}));
});

afterEach(() => simulator.close());

/** 106 is a static agent of the only queue, and the seventh extension. */
const of106 = (operation: string) => ({ ext_id: '16', queue_ids: '1', operation });

async function pauseAndResume(): Promise<void> {
	await simulator.pbx.pauseAgent('106', { queue: '9998', reason: 'Lunch' });
	await simulator.pbx.resumeAgent('106', '9998');
}

type Probe = () => Promise<unknown>;

async function errcode(reply: Promise<Record<string, unknown>>): Promise<unknown> {
	return (await reply).errcode;
}

async function listen(monitor: string, extension = '106', type = 'whisper') {
	const [channel_id] = await client.channelsOf(extension);
	const reply = await client.post('call/listen', { monitor, channel_id, type });
	return [reply.errcode, reply.call_id !== undefined];
}

/** What arrives at a webhook while something happens. */
async function pushed(act: () => unknown): Promise<string[]> {
	const receiver = await openReceiver((count) => ({
		status: simulator.switches.webhookRetry === 'yes' && count === 0 ? 500 : 200,
	}));
	const webhook = simulator.webhooks.add(`http://${receiver.address}/`);
	if (typeof webhook === 'string') throw new Error(webhook);
	await act();
	await simulator.allReported();
	simulator.webhooks.remove(webhook.id);
	await receiver.close();
	return receiver.requests.map(({ head, body }) => {
		const signature = /X-Signature: (.{7})/.exec(head)?.[1];
		return `${signature === 'sha256=' ? signature : ''}${body}`;
	});
}

/** 106 asks 107 before it transfers its call; 107 rings. */
async function asking(): Promise<{ channel_id?: string }> {
	customerCalls(simulator, '106');
	const [channel_id] = await client.channelsOf('106');
	const fields = { type: 'attended', channel_id, number: '107', dial_permission: '106' };
	await client.post('call/transfer', fields);
	return { channel_id };
}

function declined(): Promise<string[]> {
	return pushed(() => {
		simulator.pbx.startCall({
			direction: 'inbound',
			from: '0151',
			to: '106',
			id: '1650012665.266',
			answered: 'ringing',
		});
		simulator.pbx.decline('106');
	});
}

async function blocked(): Promise<unknown> {
	const wrong = { ...simulator.account, password: 'wrong' };
	for (let count = 0; count < 5; count += 1) await client.signIn(wrong);
	const { block_expire_time } = await client.signIn(simulator.account);
	simulator.unlock();
	return block_expire_time;
}

async function endedCall(): Promise<void> {
	simulator.pbx.endCall(customerCalls(simulator, '106'));
	simulator.clock.advance(1_000);
	simulator.pbx.endCall(customerCalls(simulator, '107'));
	await Promise.resolve();
}

async function refreshed(): Promise<string[]> {
	const { refresh_token, access_token } = await client.signIn(simulator.account);
	const pair = await client.post('refresh_token', { refresh_token });
	const again = await client.post('refresh_token', { refresh_token });
	client.token = String(access_token);
	const old = await client.get('system/information');
	client.token = String(pair.access_token);
	return [String(old.errcode), String(again.errcode)];
}

/** Something in which each value of a switch shows in another way. */
const probes: Record<SwitchName, Probe> = {
	secondSignIn: async () => {
		const first = client.token;
		await client.signIn(simulator.account);
		client.token = first;
		const code = await errcode(client.get('system/information'));
		await client.signIn(simulator.account);
		return code;
	},
	refreshedToken: async () => (await refreshed())[0],
	usedRefreshToken: async () => (await refreshed())[1],
	blockExpireTime: blocked,
	missingUserAgent: async () => {
		const response = await fetch(`${simulator.url}/openapi/v1.0/nonsense`, {
			headers: { 'User-Agent': '' },
		});
		return response.json();
	},
	connection: async () => {
		const response = await fetch(`${simulator.url}/openapi/v1.0/nonsense`);
		return response.headers.get('connection');
	},
	noCalls: () => client.get('call/query'),
	extensionMember: async () => {
		customerCalls(simulator, '106');
		return membersOf((await client.get('call/query', { extension: '106' })).data).length;
	},
	internalMember: async () => {
		simulator.pbx.startCall({ direction: 'internal', from: '100', to: '106' });
		return membersOf((await client.get('call/query', { extension: '106' })).data)[0]?.[0];
	},
	memberNumber: async () => {
		customerCalls(simulator, '106');
		return membersOf((await client.get('call/query', { extension: '106' })).data)[1]?.[1].number;
	},
	monitoringShownAs: async () => {
		customerCalls(simulator, '106');
		await listen('101');
		const { data } = await client.get('call/query', { extension: '101' });
		return membersOf(data).length;
	},
	dialledCall: async () => {
		await client.post('call/dial', { caller: '105', callee: '107', dial_permission: '105' });
		const hidden = await client.channelsOf('105');
		simulator.clock.advance(3_000);
		return hidden.length === (await client.channelsOf('105')).length;
	},
	monitoringNotAllowed: () => {
		customerCalls(simulator, '100');
		return listen('101', '100');
	},
	modeNotAllowed: () => {
		customerCalls(simulator, '106');
		return listen('103');
	},
	busySupervisor: () => {
		customerCalls(simulator, '106');
		simulator.pbx.startCall({ direction: 'internal', from: '101', to: '100' });
		return listen('101');
	},
	unknownSupervisor: () => {
		customerCalls(simulator, '106');
		return listen('999');
	},
	unknownCaller: () => errcode(client.post('call/dial', { caller: '999', callee: '106' })),
	channelNotFoundText: () => client.post('call/hangup', { channel_id: 'PJSIP/106-0000ffff' }),
	holdReply: async () => {
		customerCalls(simulator, '106');
		const [channel_id] = await client.channelsOf('106');
		return Object.keys(await client.post('call/hold', { channel_id }));
	},
	notRecorded: async () => {
		customerCalls(simulator, '106');
		const [channel_id] = await client.channelsOf('106');
		return errcode(client.post('call/record_pause', { channel_id }));
	},
	earlyComplete: async () => {
		const { channel_id } = await asking();
		const fields = { type: 'attended', channel_id, attended_operate: 'complete' };
		return errcode(client.post('call/transfer', fields));
	},
	consultationShownAs: async () => {
		await asking();
		return ((await client.get('call/query')).data as unknown[]).length;
	},
	queueSearch: async () => (await client.get('queue/search', { number: '12' })).total_number,
	idleQueue: () => client.get('queue/call_status', { id: '1' }),
	dateFormats: async () => Object.keys((await client.get('system/information')).data as object),
	defaultOrder: async () => {
		await endedCall();
		const { data } = await client.get('cdr/list');
		return (data as { call_to_number: string }[])[0]?.call_to_number;
	},
	cdrNumberFields: async () => {
		await endedCall();
		return Object.keys(((await client.get('cdr/list')).data as object[])[0] ?? {});
	},
	agentRefused: () => errcode(client.get('agent/login', of106('login'))),
	pauseReasons: () => errcode(client.get('agent/pause', { ...of106('pause'), reason: '*01' })),
	resumedWord: () => pushed(pauseAndResume),
	reportedQueue: () => pushed(pauseAndResume),
	searchTimes: () => errcode(client.get('cdr/search', { start_time: '1755881085' })),
	downloadAddress: async () => {
		simulator.switches.recordings = 'on';
		await endedCall();
		const { download_resource_url } = await client.get('recording/download', { id: '1' });
		return String(download_resource_url).startsWith('http://127.0.0.1');
	},
	recordings: async () => {
		await endedCall();
		return (await client.get('recording/list')).total_number;
	},
	webhookMessage: () => pushed(() => simulator.webhooks.send({ type: 30008, msg: { a: 1 } })),
	webhookEnvelope: () => pushed(() => simulator.webhooks.send({ type: 30008, msg: { a: 1 } })),
	webhookSignature: () => pushed(() => simulator.webhooks.send({ type: 30008, msg: { a: 1 } })),
	membersPerEvent: async () => (await declined()).length,
	webhookRetry: async () =>
		(await pushed(() => simulator.webhooks.send({ type: 30008, msg: {} }))).length,
	webhookTest: () =>
		pushed(() => simulator.webhooks.sendTest(simulator.webhooks.list()[0]?.id ?? 0)),
	failedMembers: async () => (await declined()).find((body) => body.includes('30015')),
	failedCallId: async () =>
		(await declined()).find((body) => body.includes('30015'))?.includes('1650012665.000266'),
	emptyText: async () => (await pushed(endedCall)).find((body) => body.includes('30012')),
	inboundControl: async () => (await declined()).some((body) => body.includes('30016')),
};

it.each(switchNames)('each value of %s shows in another way', async (name) => {
	const shown: unknown[] = [];
	for (const value of switchValues[name]) {
		simulator.pbx.dropEverything();
		simulator.archive.calls.length = 0;
		const change = { [name]: value };
		if (!isSwitchChange(change)) throw new Error(value);
		Object.assign(simulator.switches, defaultSwitches, change);
		shown.push(JSON.stringify(await probes[name]()));
	}
	expect(new Set(shown).size).toBe(switchValues[name].length);
});

it('the first value of each is the default', () => {
	const first = Object.fromEntries(switchNames.map((name) => [name, switchValues[name][0]]));
	expect(first).toEqual(defaultSwitches satisfies Switches);
});

it('a switch is set over the control interface, if it has the value', async () => {
	const patch = async (change: object) =>
		(
			await fetch(`${simulator.controlUrl}/switches`, {
				method: 'PATCH',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify(change),
			})
		).status;
	expect(await patch({ noCalls: '60001' })).toBe(200);
	expect(simulator.switches.noCalls).toBe('60001');
	expect(await patch({ noCalls: 'other' })).toBe(400);
	expect(await patch({ freeWord: 'Idle' })).toBe(400);
});
