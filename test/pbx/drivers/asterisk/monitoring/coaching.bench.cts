import type { INodeParameterResourceLocator, INodeParameters } from 'n8n-workflow';

import { prove, type Roles, type Situation } from '../../../../../tools/asterisk/audio/verdict.cts';
import { Bench } from '../../../../../tools/asterisk/bench.cts';
import {
	announcement,
	beepHertz,
	queue,
	toneDbfs,
	trunk,
	type PhoneName,
} from '../../../../../tools/asterisk/phones.cts';
import { until } from '../../../../../tools/poll.cts';
import { CredentialStore } from '../../../../engine/credentialStore.cts';
import { byNumber, startParameters } from '../../../../engine/office.cts';
import { runNode, type NodeOrder } from '../../../../engine/runNode.cts';
import { credentialOf } from '../realLine.cts';

// What only Asterisk does of a supervision, with the levels at the phones. D is the mobile phone outside.

const minute = 60_000;
const patience = 10_000;
let bench: Bench;
let credential: CredentialStore;

jest.setTimeout(minute);
beforeAll(async () => {
	bench = await Bench.open({ audioCapture: 'recordings' });
}, 5 * minute);
beforeEach(() => {
	credential = new CredentialStore({ data: credentialOf(bench, Bench.users.n8n) });
});
afterEach(async () => {
	await bench.hangUpAll();
	await bench.setAnswering('D', 'auto');
});
afterAll(() => bench.close());

const byPhone = (value: string): INodeParameterResourceLocator => ({
	__rl: true,
	mode: 'phoneNumber',
	value,
});

async function run(parameters: INodeParameters, order: Partial<NodeOrder> = {}) {
	const { outputs, error } = await runNode({
		credential,
		parameters: { resource: 'monitoring', monitoredExtension: byNumber('1002'), ...parameters },
		...order,
	});
	return { item: outputs[0]?.[0]?.json, error };
}

const phoneSupervisor = { supervisorExtension: byPhone(trunk.customer) };
const ownSupervisor = { supervisorExtension: byNumber('1001') };

const start = (operation: string, supervisor: INodeParameters, options: INodeParameters = {}) =>
	run({ operation, ...supervisor, ...startParameters(options) });

const usual: Roles = { supervisor: 'A', agent: 'B', customer: 'C' };
const outside: Roles = { ...usual, supervisor: 'D' };

async function expectHearing(situation: Situation, roles: Roles): Promise<void> {
	const { holds, verdict } = prove(await bench.measure(2_000), situation, roles);
	expect(verdict.wrong).toEqual([]);
	expect(holds).toBe(true);
}

/** Who heard a sound of the PBX as it was played, and who did not at all. */
function heardBy(levels: Record<PhoneName, number>): string[] {
	const names = (['A', 'B', 'C', 'D'] as const).filter((name) => levels[name] > toneDbfs - 3);
	const unclear = (['A', 'B', 'C', 'D'] as const).filter(
		(name) => !names.includes(name) && levels[name] > toneDbfs - 30,
	);
	expect(unclear).toEqual([]);
	return names;
}

async function quiet(name: PhoneName): Promise<void> {
	await until(`phone ${name} to be quiet`, patience, async () =>
		(await bench.channels(name)).length === 0 ? true : undefined,
	);
}

async function noNumberIsCalled(): Promise<void> {
	await until('no number to be called', patience, async () => {
		const channels = await bench.amiObserver.channels();
		const others = channels.filter(({ channel = '' }) => !/^PJSIP\/100[23]-/.test(channel));
		return others.length === 0 ? true : undefined;
	});
}

describe('Play Beep to Agent', () => {
	it('where the module that has it is not loaded, nothing rings', async () => {
		await bench.call('B', 'C');
		const since = bench.amiObserver.now();
		const { error } = await start('whisper', ownSupervisor, { beepToAgent: true });
		expect(error?.message).toBe('The PBX cannot play a beep to the agent');
		expect(bench.amiObserver.events({ event: 'Newchannel' }, since)).toEqual([]);
	});

	it('is heard by the agent alone', async () => {
		// A usual Asterisk has it; here it would keep ChanSpy from being unloaded.
		const Module = 'func_periodic_hook.so';
		await bench.amiObserver.action({ Action: 'ModuleLoad', LoadType: 'load', Module });
		await bench.call('B', 'C');
		const heard = bench.loudest(beepHertz, 4_000);
		const { item } = await start('whisper', ownSupervisor, { beepToAgent: true });
		expect(item).toMatchObject({ result: 'monitoring' });
		expect(heardBy(await heard)).toEqual(['B']);
		await expectHearing('whisper', usual);
	});
});

describe('a supervisor at a phone number', () => {
	it('whispers, barges in, and is stopped by the number alone', async () => {
		await bench.call('B', 'C');
		const { item } = await start('whisper', phoneSupervisor, { allowModeChange: true });
		expect(item).toMatchObject({ supervisorNumber: trunk.customer, result: 'monitoring' });
		await expectHearing('whisper', outside);
		const changed = await run({
			operation: 'changeMode',
			...phoneSupervisor,
			newMode: 'bargeIn',
			options: {},
		});
		expect(changed.item).toMatchObject({ result: 'monitoring', restarted: false });
		await expectHearing('bargeIn', outside);
		const calls = await run({
			resource: 'call',
			operation: 'getAll',
			returnAll: true,
			options: {},
		});
		expect(calls.item).toMatchObject({ from: '1002', to: '1003' });
		const stopped = await run({
			operation: 'stop',
			...phoneSupervisor,
			monitoredExtension: byNumber(''),
			options: {},
		});
		expect(stopped.item).toEqual({
			supervisorNumber: trunk.customer,
			monitoredExtension: '1002',
			result: 'stopped',
		});
		await noNumberIsCalled();
		await expectHearing('notMonitored', usual);
	});

	it('is called again for a mode that was not allowed', async () => {
		await bench.call('B', 'C');
		await start('listen', phoneSupervisor);
		const parameters = { operation: 'changeMode', ...phoneSupervisor, newMode: 'whisper' };
		const { item } = await run({ ...parameters, options: {} });
		expect(item).toMatchObject({ result: 'monitoring', restarted: true });
		await expectHearing('whisper', outside);
	});

	it('is called once, whoever asks', async () => {
		await bench.call('B', 'C');
		await start('whisper', phoneSupervisor);
		const since = bench.amiObserver.now();
		const { error } = await start('listen', phoneSupervisor);
		expect(error?.message).toBe(`Number ${trunk.customer} is not idle: it has a call`);
		const again = await start('listen', phoneSupervisor, { ifAlreadyMonitoring: 'succeed' });
		expect(again.item).toMatchObject({ existingMonitoring: 'kept' });
		expect(bench.amiObserver.events({ event: 'Newchannel' }, since)).toEqual([]);
	});

	it('does not answer: it stops ringing after the Ring Timeout', async () => {
		await bench.setAnswering('D', 'manual');
		await bench.call('B', 'C');
		const { error } = await start('whisper', phoneSupervisor, { ringTimeout: 2 });
		expect(error?.message).toBe(`Number ${trunk.customer} did not answer within 2 s`);
		await noNumberIsCalled();
	});

	it('is stopped while the phone rings', async () => {
		const phone = await bench.setAnswering('D', 'manual');
		await bench.call('B', 'C');
		const rang = phone.now();
		const started = start('whisper', phoneSupervisor);
		await phone.ringing(rang);
		const { item } = await run({ operation: 'stop', ...phoneSupervisor, options: {} });
		expect(item).toMatchObject({ result: 'stopped', monitoredExtension: '1002' });
		expect((await started).error?.message).toContain('did not take the call');
		await noNumberIsCalled();
	});

	it('does not ring on when the execution is cancelled', async () => {
		const phone = await bench.setAnswering('D', 'manual');
		await bench.call('B', 'C');
		const rang = phone.now();
		const parameters = { operation: 'whisper', ...phoneSupervisor, ...startParameters({}) };
		const started = run(parameters, { cancelAfter: 1_500 });
		await phone.ringing(rang);
		await started;
		await noNumberIsCalled();
	});

	it('that the dialplan does not have is not dialled', async () => {
		await bench.call('B', 'C');
		const { error } = await start('whisper', { supervisorExtension: byPhone('9') });
		expect(error?.message).toBe('The number 9 cannot be dialled on the PBX');
	});
});

describe('Whisper Prompt', () => {
	const prompt = { operation: 'whisperPrompt', promptNumber: announcement.number };

	it('is heard by the agent alone, and ends by itself; the call goes on', async () => {
		await bench.call('B', 'C');
		const heard = bench.loudest(announcement.hertz, 3_000);
		const { item } = await run({ ...prompt, options: {} });
		expect(item).toMatchObject({ promptNumber: announcement.number, result: 'monitoring' });
		expect(heardBy(await heard)).toEqual(['B']);
		await noNumberIsCalled();
		await expectHearing('notMonitored', usual);
	});

	it.each([
		['Stop', {}],
		['Stop After', { stopAfter: 1 }],
	])('is ended by %s', async (by, options) => {
		await bench.call('B', 'C');
		await run({ ...prompt, promptNumber: '700', options });
		if (by === 'Stop') {
			const parameters = { operation: 'stop', supervisorExtension: byPhone('700'), options: {} };
			expect((await run(parameters)).item).toMatchObject({ result: 'stopped' });
		}
		await noNumberIsCalled();
		await expectHearing('notMonitored', usual);
	});
});

describe('Stop After', () => {
	it.each<[string, INodeParameters]>([
		['an extension', ownSupervisor],
		['a number', phoneSupervisor],
	])('takes %s out of the call, which goes on', async (_what, supervisor) => {
		await bench.call('B', 'C');
		const since = bench.amiObserver.now();
		const { item } = await start('whisper', supervisor, { stopAfter: 2 });
		expect(item).toMatchObject({ result: 'monitoring' });
		await bench.amiObserver.event({ event: 'ChanSpyStop' }, since);
		await noNumberIsCalled();
		await expectHearing('notMonitored', usual);
	});
});

describe('Take Over', () => {
	const takeOver = (supervisor: INodeParameters) =>
		run({ operation: 'takeOver', ...supervisor, options: {} });

	it.each<[string, INodeParameters, PhoneName, 'B' | 'C', 'B' | 'C']>([
		['called', ownSupervisor, 'A', 'B', 'C'],
		['called the agent', ownSupervisor, 'A', 'C', 'B'],
		['called, by a mobile phone', phoneSupervisor, 'D', 'B', 'C'],
		['called the agent, by a mobile phone', phoneSupervisor, 'D', 'C', 'B'],
	])('of a customer who was %s', async (_what, supervisor, phone, from, to) => {
		await bench.call(from, to);
		await start('bargeIn', supervisor, { stopAfter: 4 });
		expect((await takeOver(supervisor)).item).toMatchObject({
			monitoredExtension: '1002',
			result: 'takenOver',
			call: { otherParty: '1003' },
		});
		await quiet('B');
		// Supervisor and customer are alone, also after the time for which the monitoring was to last.
		await bench.measure(2_000);
		await expectHearing('notMonitored', { supervisor: 'B', agent: phone, customer: 'C' });
	});

	it('shows the supervisor by the own number, and not as a whisper', async () => {
		await bench.call('B', 'C');
		await start('whisper', ownSupervisor);
		await takeOver(ownSupervisor);
		const [customer] = await bench.channels('C');
		expect(customer).toMatchObject({ connectedlinenum: '1001' });
		expect(JSON.stringify(await bench.amiObserver.channels())).not.toContain('Whisper');
	});

	it('of a caller of a queue', async () => {
		await bench.setAnswering('C', 'busy');
		const since = bench.amiObserver.now();
		await bench.phone('D').dial(queue);
		await bench.bridged('B', since);
		await start('whisper', ownSupervisor);
		const { item } = await takeOver(ownSupervisor);
		await bench.setAnswering('C', 'auto');
		expect(item).toMatchObject({ result: 'takenOver' });
		await quiet('B');
		await expectHearing('notMonitored', { supervisor: 'B', agent: 'A', customer: 'D' });
	});

	it('by one who does not monitor is refused, and the call goes on', async () => {
		await bench.call('B', 'C');
		const { error } = await takeOver(ownSupervisor);
		expect(error?.message).toBe('Extension 1001 does not monitor extension 1002');
		await expectHearing('notMonitored', usual);
	});
});

it('Stop without a monitored extension ends what the supervisor monitors, and names it', async () => {
	await bench.call('B', 'C');
	await start('whisper', ownSupervisor);
	const parameters = { operation: 'stop', ...ownSupervisor, monitoredExtension: byNumber('') };
	const { item } = await run({ ...parameters, options: {} });
	expect(item).toEqual({
		supervisorExtension: '1001',
		monitoredExtension: '1002',
		result: 'stopped',
	});
	await quiet('A');
	expect((await run({ ...parameters, options: {} })).item).toEqual({
		supervisorExtension: '1001',
		result: 'notMonitoring',
	});
});
