import type { INodeParameters } from 'n8n-workflow';

import type { Switches } from '../../simulator/api/yeastarP/switches.cts';
import { startSimulator, type YeastarPSimulator } from '../../simulator/simulator.cts';
import { CredentialStore } from './credentialStore.cts';
import { byNumber, customer, monitor } from './office.cts';
import { runNode, type NodeRun } from './runNode.cts';

// What the conformance suite leaves open on a P-Series: counts, and the other readings of what its guide does not say.

const minutes = 60_000;

jest.setTimeout(30_000);

let simulator: YeastarPSimulator;
let credential: CredentialStore;

async function open(switches: Partial<Switches> = {}): Promise<void> {
	simulator = await startSimulator({ family: 'yeastarP', switches });
	simulator.pbx.dropEverything();
	simulator.pbx.startCall({ direction: 'inbound', from: customer, to: '106' });
	credential = new CredentialStore({ data: credentialData(simulator) });
}

function credentialData({ url, account }: YeastarPSimulator) {
	return {
		pbx: 'yeastarP',
		baseUrl: url,
		clientId: account.username,
		clientSecret: account.password,
		sessionToken: '',
	};
}

afterEach(async () => {
	await simulator.close();
});

const run = (parameters: INodeParameters, items = 1) =>
	runNode({ credential, parameters, items: Array.from({ length: items }, () => ({})) });

const first = ({ outputs, error }: NodeRun) => {
	if (error) throw error;
	return outputs[0]?.[0]?.json;
};

const whisper = (options: Record<string, number> = {}) => monitor('whisper', '101', '106', options);

const stop: INodeParameters = {
	resource: 'monitoring',
	operation: 'stop',
	supervisorExtension: byNumber('101'),
	monitoredExtension: byNumber('106'),
	options: {},
};

function requests(): Record<string, number> {
	return simulator.counters.requests;
}

function heardBy(listener: string): string[] {
	const found = simulator.pbx.whoHearsWhom().find((one) => one.listener === listener);
	return [...(found?.hears ?? [])].sort();
}

describe('a whisper', () => {
	test('is two requests, and one sign-in for all; the customer does not hear it', async () => {
		await open();
		expect(first(await run(whisper()))).toMatchObject({
			result: 'accepted',
			call: { direction: 'inbound', otherParty: customer },
		});
		expect(requests()).toEqual({ get_token: 1, 'call/query': 1, 'call/listen': 1 });
		expect(heardBy('106')).toEqual([customer, '101'].sort());
		expect(heardBy(customer)).toEqual(['106']);
		await simulator.pbx.hangUp('101');
		await run(whisper());
		expect(requests()).toEqual({ get_token: 1, 'call/query': 2, 'call/listen': 2 });
	});

	test.each([
		{ refreshedToken: 'killsOld', usedRefreshToken: 'invalid' },
		{ refreshedToken: 'keepsOld', usedRefreshToken: 'valid' },
		{ secondSignIn: 'killsFirst' },
	] as const)(
		'renews its session by refreshing, which takes no further place (%j)',
		async (switches) => {
			await open(switches);
			await run(whisper());
			simulator.restart('apiService');
			await simulator.pbx.hangUp('101');
			expect(first(await run(whisper()))).toMatchObject({ result: 'accepted' });
			// A restarted PBX knows no refresh token either: one refresh in vain, one sign-in.
			expect(requests()).toMatchObject({ get_token: 2, refresh_token: 1, 'call/listen': 2 });
			expect(simulator.takenSlots()).toBe(1);
		},
	);

	test('refreshes a token that has expired, once for many items', async () => {
		await open();
		await run(whisper());
		simulator.clock.advance(31 * minutes);
		await simulator.pbx.hangUp('101');
		simulator.resetCounters();
		await run(
			{ resource: 'extension', operation: 'get', extension: byNumber('106'), options: {} },
			20,
		);
		expect(requests()).toMatchObject({ refresh_token: 1 });
		expect(requests()).not.toHaveProperty('get_token');
	});

	test('on a call whose channel the PBX does not show is refused, and nobody is called', async () => {
		await open({ extensionMember: 'absent' });
		const { error } = await run(whisper());
		expect(error?.message).toBe(
			'Extension 106 is in a call, but the PBX does not show its channel',
		);
		expect(requests()).not.toHaveProperty('call/listen');
		expect(simulator.pbx.monitoringLegs()).toEqual([]);
	});
});

describe.each(['ownCall', 'memberOfTheCall'] as const)(
	'a monitoring that shows as %s',
	(monitoringShownAs) => {
		test('is seen to be answered, and stopped', async () => {
			await open({ monitoringShownAs });
			expect(first(await run(whisper({ waitForAnswer: 5 })))).toMatchObject({ result: 'answered' });
			expect(first(await run(stop))).toMatchObject({ result: 'stopped' });
			expect(simulator.pbx.monitoringLegs()).toEqual([]);
			expect(simulator.pbx.currentCalls()).toHaveLength(1);
		});
	},
);

test('a monitoring that does not show is reported as accepted, and as unverified', async () => {
	await open({ monitoringShownAs: 'nothing' });
	expect(first(await run(whisper({ waitForAnswer: 1 })))).toMatchObject({
		result: 'accepted',
		unverified: [{ extension: '101', condition: 'answered' }],
	});
	expect(heardBy('106')).toContain('101');
});

test.each([
	['a supervisor in a call', 'busySupervisor', 'success'],
	['an agent who may not be monitored', 'monitoringNotAllowed', 'success'],
] as const)(
	'a PBX that says yes to %s: no more is claimed than accepted',
	async (_who, name, value) => {
		await open({ [name]: value });
		if (name === 'busySupervisor') {
			simulator.pbx.startCall({ direction: 'internal', from: '101', to: '107' });
		} else {
			await simulator.pbx.configure('106', { allowBeingMonitored: false });
		}
		expect(first(await run(whisper()))).toMatchObject({ result: 'accepted' });
	},
);

test.each(['10009', '10005'] as const)(
	'a refusal with %s names both settings',
	async (monitoringNotAllowed) => {
		await open({ monitoringNotAllowed });
		await simulator.pbx.configure('106', { allowBeingMonitored: false });
		const { error } = await run(whisper());
		expect(error?.message).toBe(
			'The PBX does not let extension 101 monitor extension 106 in this mode',
		);
		expect(error?.description).toContain('Turn on Allow Being Monitored for 106');
	},
);

test.each(['path', 'absolute'] as const)(
	'the records and the recording of a call, whose address is %s',
	async (downloadAddress) => {
		await open({ downloadAddress, recordings: 'on' });
		const [call] = simulator.pbx.currentCalls();
		simulator.pbx.endCall(call?.id ?? '');
		const now = Date.now();
		const record = first(
			await run({
				resource: 'callRecord',
				operation: 'getAll',
				startTime: new Date(now - 10 * minutes).toISOString(),
				endTime: new Date(now + minutes).toISOString(),
				options: {},
			}),
		);
		expect(record).toMatchObject({
			direction: 'inbound',
			from: customer,
			to: '106',
			outcome: 'answered',
		});
		const { outputs, error } = await run({
			resource: 'recording',
			operation: 'download',
			recording: record?.recording as string,
			options: {},
		});
		expect(error).toBeUndefined();
		const [file] = Object.values(outputs[0]?.[0]?.binary ?? {});
		expect(
			Buffer.from(file?.data ?? '', 'base64')
				.subarray(0, 4)
				.toString(),
		).toBe('RIFF');
	},
);

test.each([
	['hold', 'onHold'],
	['resume', 'talking'],
] as const)('%s leaves the call %s', async (operation, state) => {
	await open();
	const onOwnCall = (name: string) =>
		run({ resource: 'call', operation: name, extension: byNumber('106'), options: {} });
	expect(first(await onOwnCall('hold'))).toMatchObject({ result: 'done' });
	if (operation === 'resume')
		expect(first(await onOwnCall('resume'))).toMatchObject({ result: 'done' });
	const live = first(
		await run({ resource: 'call', operation: 'getAll', returnAll: true, options: {} }),
	);
	expect(live).toMatchObject({ state, direction: 'inbound', from: customer });
});

test('a blind transfer moves the customer', async () => {
	await open();
	const transfer = { resource: 'call', operation: 'transfer', extension: byNumber('106') };
	expect(first(await run({ ...transfer, transferTo: '107', options: {} }))).toMatchObject({
		result: 'done',
	});
	const live = first(
		await run({ resource: 'call', operation: 'getAll', returnAll: true, options: {} }),
	);
	expect(live).toMatchObject({ extensions: [expect.objectContaining({ number: '107' })] });
});

describe('the credential', () => {
	test('with a full PBX says so', async () => {
		await open();
		for (let place = 0; place < 8; place += 1) {
			await fetch(`${simulator.url}/openapi/v1.0/get_token`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json', 'User-Agent': 'OpenAPI' },
				body: JSON.stringify(simulator.account),
			});
		}
		expect(simulator.takenSlots()).toBe(8);
		const { error } = await run(whisper());
		expect(error?.message).toBe('The PBX gives no further session: it has at most eight at a time');
	});

	test('with a wrong secret is tried once, and then not again', async () => {
		await open();
		credential.save({ clientSecret: 'wrong' });
		const { error } = await run(whisper());
		expect(error?.message).toBe('Wrong Client ID or Client Secret');
		await run(whisper());
		expect(requests()).toEqual({ get_token: 1 });
	});

	test.each(['secondsLeft', 'epochSeconds', 'absent'] as const)(
		'of a blocked address says until when, if the PBX does (%s)',
		async (blockExpireTime) => {
			await open({ blockExpireTime });
			for (let tries = 0; tries < 5; tries += 1) {
				await fetch(`${simulator.url}/openapi/v1.0/get_token`, {
					method: 'POST',
					headers: { 'Content-Type': 'application/json', 'User-Agent': 'OpenAPI' },
					body: JSON.stringify({ username: 'x', password: 'y' }),
				});
			}
			const { error } = await run(whisper());
			expect(error?.message).toMatch(
				{
					secondsLeft: /after five wrong sign-ins, for \d+ s$/,
					epochSeconds: /after five wrong sign-ins, until \d{4}-/,
					absent: /after five wrong sign-ins$/,
				}[blockExpireTime],
			);
		},
	);
});

describe('calls', () => {
	const call = (operation: string, more: INodeParameters = {}): INodeParameters => ({
		resource: 'call',
		operation,
		extension: byNumber('106'),
		options: {},
		...more,
	});

	test('Park takes the caller out of the call and gives the slot', async () => {
		await open();
		expect(first(await run(call('park')))).toEqual({
			extension: '106',
			parkingSlot: '6000',
			result: 'done',
		});
		expect(await simulator.pbx.parkedCalls()).toMatchObject([{ parked: customer, parker: '106' }]);
		expect(requests()).toEqual({ get_token: 1, 'call/query': 1, 'call/park': 1 });
	});

	const step = (name: string) => call('attendedTransfer', { step: name, transferTo: '107' });

	test.each(['ownCall', 'memberOfTheCall'] as const)(
		'Attended Transfer asks the target, and hands the caller over: %s',
		async (consultationShownAs) => {
			await open({ consultationShownAs });
			expect(first(await run(step('start')))).toEqual({
				extension: '106',
				step: 'start',
				transferTo: '107',
				result: 'accepted',
			});
			simulator.pbx.pickUp('107');
			expect(heardBy('106')).toEqual(['107']);
			expect(heardBy(customer)).toEqual([]);
			expect(first(await run(step('complete')))).toEqual({
				extension: '106',
				step: 'complete',
				result: 'done',
			});
			expect(heardBy('107')).toEqual([customer]);
		},
	);

	test.each([
		['70132', 'The call of extension 106 does not allow this'],
		['success', undefined],
	] as const)('completing before the target answered: %s', async (earlyComplete, message) => {
		await open({ earlyComplete });
		await run(step('start'));
		expect((await run(step('complete'))).error?.message).toBe(message);
	});

	test('Recording: Pause and Resume', async () => {
		await open({ recordings: 'on' });
		const recording = (operation: string) => ({ ...call(operation), resource: 'recording' });
		expect(first(await run(recording('pause')))).toEqual({ extension: '106', result: 'done' });
		expect(simulator.pausedRecordings.size).toBe(1);
		expect(first(await run(recording('resume')))).toEqual({ extension: '106', result: 'done' });
		expect(simulator.pausedRecordings.size).toBe(0);
	});

	test.each([
		['10009', 'The PBX refused the request: OPERATION FAILED (10009)'],
		['success', undefined],
	] as const)('pausing a call that is not recorded: %s', async (notRecorded, message) => {
		await open({ notRecorded });
		const { error } = await run({ ...call('pause'), resource: 'recording' });
		expect(error?.message).toBe(message);
	});
});
