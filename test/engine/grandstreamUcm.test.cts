import type { Switches } from '../../simulator/api/grandstreamUcm/switches.cts';
import { runningClock } from '../../simulator/clock.cts';
import { serveGrandstreamUcmApi } from '../../simulator/grandstreamUcmApi.cts';
import { defaultOffice } from '../../simulator/model/office.cts';
import { InstantPbx } from '../../tools/benchmarks/pbx/pbxs.cts';
import { whisperRequests } from '../../tools/benchmarks/pbx/whisperRequests.cts';
import { customerCalls, startUcm, type Ucm } from '../simulator/grandstreamUcm/ucm.cts';
import { CredentialStore } from './credentialStore.cts';
import { byNumber, monitor } from './office.cts';
import { runNode, type NodeRun } from './runNode.cts';

// The node in n8n's engine, on the simulated API of a Grandstream UCM.

let ucm: Ucm | undefined;

afterEach(async () => {
	await ucm?.close();
	ucm = undefined;
});

async function open(switches: Partial<Switches> = {}) {
	ucm = await startUcm({ switches });
	customerCalls(ucm);
	return { ucm, credential: credentialOf(ucm) };
}

function credentialOf({ url, account }: Pick<Ucm, 'url' | 'account'>): CredentialStore {
	const fields = { pbx: 'grandstreamUcm', baseUrl: url, ...account, timeZone: 'UTC' };
	return new CredentialStore({ data: { ...fields, sessionToken: '' } });
}

const stop = {
	resource: 'monitoring',
	operation: 'stop',
	supervisorExtension: byNumber('101'),
	monitoredExtension: byNumber('106'),
	options: {},
};

function messageOf({ error }: NodeRun): string {
	return `${error?.message ?? ''}. ${error?.description ?? ''}`;
}

describe('a thousand whispers', () => {
	test('cost two thousand requests and one sign-in', async () => {
		const clock = runningClock();
		const phones = new InstantPbx({ ...defaultOffice(), calls: [] }, clock);
		phones.startCall({ direction: 'inbound', from: '0151234567', to: '106' });
		const api = await serveGrandstreamUcmApi(phones, { clock });
		const credential = credentialOf(api);
		const { outputs, error } = await runNode({
			parameters: monitor('whisper', '={{ $json.supervisor }}'),
			credential,
			items: whisperRequests(1_000).map(({ supervisor }) => ({ supervisor })),
		});
		await api.close();
		expect(error).toBeUndefined();
		expect(outputs[0]?.filter(({ json }) => json.result === 'accepted')).toHaveLength(1_000);
		expect(api.counters.signIns).toEqual({ accepted: 1, refused: 0 });
		expect(api.counters.requests).toEqual({
			challenge: 1,
			login: 1,
			listBridgedChannels: 1_000,
			callbarge: 1_000,
		});
	}, 120_000);
});

test('a cookie that ends in the middle costs one sign-in more', async () => {
	const { ucm, credential } = await open();
	await runNode({ parameters: monitor('whisper'), credential });
	ucm.restart('apiService');
	const { outputs } = await runNode({ parameters: monitor('listen', '102'), credential });
	expect(outputs[0]?.[0]?.json).toMatchObject({ result: 'accepted' });
	expect(ucm.counters.signIns).toEqual({ accepted: 2, refused: 0 });
});

test.each(['listen', 'whisper', 'bargeIn'] as const)('%s is what is heard', async (mode) => {
	const { ucm, credential } = await open();
	await runNode({ parameters: monitor(mode), credential });
	const hears = (listener: string) =>
		ucm.pbx.whoHearsWhom().find((each) => each.listener === listener)?.hears ?? [];
	expect(hears('106').includes('101')).toBe(mode !== 'listen');
	expect(hears('0151234567').includes('101')).toBe(mode === 'bargeIn');
});

describe('where the PBX hides the legs of a monitoring', () => {
	test('stop says that it sees none, and hangs nothing up', async () => {
		const { ucm, credential } = await open({ monitoringLeg: 'hidden' });
		await runNode({ parameters: monitor('whisper'), credential });
		const run = await runNode({ parameters: stop, credential });
		expect(messageOf(run)).toContain('Extension 101 does not monitor extension 106');
		expect(ucm.pbx.monitoringLegs()).toHaveLength(1);
	});
});

describe('where the PBX takes an order for a supervisor who cannot come', () => {
	test('checking before says why', async () => {
		const { ucm, credential } = await open({ busySupervisor: 'accepted' });
		ucm.pbx.changePhone('101', { line: 'unregistered' });
		const run = await runNode({
			parameters: {
				...monitor('whisper'),
				options: { checkConditions: 'beforeCalling' },
			},
			credential,
		});
		expect(messageOf(run)).toContain('Extension 101 is not idle: its phone is not registered');
		expect(ucm.counters.requests.callbarge).toBeUndefined();
	});
});

describe('sign-in', () => {
	test.each(['numbers', 'texts'] as const)(
		'a wrong password shows what is left (%s), and is not tried until the block',
		async (remaining) => {
			const { ucm, credential } = await open({ remaining, triesBeforeBlock: '3' });
			credential.save({ password: 'wrong' });
			const first = await runNode({ parameters: monitor('whisper'), credential });
			expect(messageOf(first)).toContain('Wrong user name or password');
			expect(messageOf(first)).toContain('The PBX allows 2 more before it blocks this n8n');
			await runNode({ parameters: monitor('whisper'), credential });
			expect(ucm.counters.signIns.refused).toBe(1);
		},
	);

	test.each(['-37AtChallenge', '-71AtChallenge'] as const)(
		'a user that does not exist: %s',
		async (unknownUser) => {
			const { credential } = await open({ unknownUser });
			credential.save({ username: 'nobody' });
			const run = await runNode({ parameters: monitor('whisper'), credential });
			expect(messageOf(run)).toContain('Wrong user name or password');
		},
	);

	test.each(['-68', '-70'] as const)('a blocked address: %s', async (blockedStatus) => {
		const { ucm, credential } = await open({ blockedStatus, triesBeforeBlock: '3' });
		for (const password of ['1', '2', '3']) {
			credential.save({ password });
			await runNode({ parameters: monitor('whisper'), credential });
		}
		credential.save({ password: ucm.account.password });
		const run = await runNode({ parameters: monitor('whisper'), credential });
		expect(messageOf(run)).toMatch(/blocked this n8n|forbids this n8n/);
	});
});

test('requests that come too often are told as such', async () => {
	const { credential } = await open({ requestRate: '20PerSecond' });
	const { outputs } = await runNode({
		parameters: { resource: 'extension', operation: 'getAll', returnAll: true, options: {} },
		credential,
		items: Array.from({ length: 60 }, () => ({})),
		onError: 'continueErrorOutput',
	});
	const failed = outputs.flat().filter(({ json }) => 'error' in json);
	expect(failed.length).toBeGreaterThan(0);
	for (const { json } of failed) {
		expect(json.error).toBe('The PBX takes no request for now: they came too often');
		expect(json.message).toContain("'Timeout");
	}
});

describe('records and recordings', () => {
	test('the record of a call, and its recording', async () => {
		const { ucm, credential } = await open({ recordings: 'on' });
		for (const { id } of ucm.pbx.currentCalls()) ucm.pbx.endCall(id);
		const run = await runNode({
			parameters: {
				resource: 'callRecord',
				operation: 'getAll',
				startTime: new Date(Date.now() - 3_600_000).toISOString(),
				endTime: new Date(Date.now() + 3_600_000).toISOString(),
				extensions: '106',
				returnAll: true,
			},
			credential,
		});
		expect(run.error).toBeUndefined();
		const record = run.outputs[0]?.[0]?.json;
		expect(record).toMatchObject({
			from: '0151234567',
			to: '106',
			direction: 'inbound',
			outcome: 'answered',
		});
		const download = await runNode({
			parameters: {
				resource: 'recording',
				operation: 'download',
				recording: record?.recording as string,
				binaryPropertyName: 'data',
				options: {},
			},
			credential,
		});
		expect(download.error).toBeUndefined();
		const file = download.outputs[0]?.[0]?.binary?.data;
		expect(
			Buffer.from(file?.data ?? '', 'base64')
				.subarray(0, 4)
				.toString(),
		).toBe('RIFF');
	});
});
