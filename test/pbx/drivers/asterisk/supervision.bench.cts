import type { INodeParameters } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';

import { Bench } from '../../../../tools/asterisk/bench.cts';
import { until } from '../../../../tools/poll.cts';
import { CredentialStore } from '../../../engine/credentialStore.cts';
import { byNumber, startParameters } from '../../../engine/office.cts';
import { runNode, type NodeOrder } from '../../../engine/runNode.cts';
import { credentialOf } from './realLine.cts';

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
	await bench.setAnswering('A', 'byHeader');
	await bench.setAnswering('D', 'byHeader');
});
afterAll(() => bench.close());

const anyNumber = expect.any(Number) as number;

async function run(
	operation: string,
	options: INodeParameters = {},
	more: INodeParameters = {},
	order: Partial<NodeOrder> = {},
) {
	const { outputs, error } = await runNode({
		credential,
		parameters: {
			resource: 'monitoring',
			operation,
			supervisorExtension: byNumber('1001'),
			monitoredExtension: byNumber('1002'),
			...startParameters(options),
			...more,
		},
		...order,
	});
	return { item: outputs[0]?.[0]?.json, error };
}

async function quiet(name: 'A' | 'D'): Promise<void> {
	await until('the phone to be quiet', patience, async () =>
		(await bench.channels(name)).length === 0 ? true : undefined,
	);
}

describe('the options of a monitoring', () => {
	it('before calling: nothing rings when a condition does not hold', async () => {
		const since = bench.amiObserver.now();
		const { error } = await run('whisper', { checkConditions: 'beforeCalling' });
		expect(error?.message).toBe('Extension 1002 is not in a call');
		expect(bench.amiObserver.events({ event: 'Newchannel' }, since)).toEqual([]);
	});

	it('wait for call: starts when the agent talks', async () => {
		const waiting = run('whisper', { waitForCall: 30 });
		await sleep(700);
		await bench.call('B', 'C');
		expect((await waiting).item).toMatchObject({ result: 'monitoring' });
	});

	it('wait for call: keeps waiting while the phone that the agent called rings', async () => {
		const phone = await bench.setAnswering('D', 'manual');
		const rang = phone.now();
		await bench.phone('B').dial('1004');
		await phone.ringing(rang);
		const waiting = run('whisper', { waitForCall: 30 });
		await sleep(1_500);
		expect(await bench.channels('A')).toEqual([]);
		await phone.answer();
		expect((await waiting).item).toMatchObject({ result: 'monitoring' });
	});

	it('fallback supervisors: a phone that rings in vain stops ringing before the next one rings', async () => {
		await bench.setAnswering('A', 'manual');
		await bench.call('B', 'C');
		const { item } = await run('whisper', { fallbackSupervisors: '1004', ringTimeout: 2 });
		expect(item).toMatchObject({
			supervisorExtension: '1004',
			result: 'monitoring',
			elapsedSeconds: anyNumber,
			attempts: [
				{
					supervisorExtension: '1001',
					status: 'failed',
					reason: 'Extension 1001 did not answer within 2 s',
				},
				{ supervisorExtension: '1004', status: 'monitoring' },
			],
		});
		await quiet('A');
	});

	it('fallback supervisors: the next one is called when the first is busy', async () => {
		await bench.call('B', 'C');
		await run('listen');
		const { item } = await run('whisper', {
			fallbackSupervisors: '1004',
			checkConditions: 'beforeCalling',
		});
		expect(item).toMatchObject({
			supervisorExtension: '1004',
			attempts: [{ reason: 'Extension 1001 is not idle: it monitors extension 1002' }, {}],
		});
	});

	it('wait for answer: the PBX shows the monitoring itself', async () => {
		await bench.call('B', 'C');
		const { item } = await run('whisper', { waitForAnswer: 5 });
		expect(item).toMatchObject({ result: 'monitoring', elapsedSeconds: anyNumber });
		expect(item).not.toHaveProperty('unverified');
	});
});

describe('a supervisor who monitors the call already', () => {
	it('is refused, unless the option says otherwise', async () => {
		await bench.call('B', 'C');
		await run('listen');
		const { error } = await run('whisper');
		expect(error?.message).toBe('Extension 1001 is not idle: it monitors extension 1002');
	});

	it('is kept, and its mode is not claimed', async () => {
		await bench.call('B', 'C');
		await run('listen');
		const since = bench.amiObserver.now();
		const { item } = await run('whisper', { ifAlreadyMonitoring: 'succeed' });
		expect(item).toEqual({
			supervisorExtension: '1001',
			monitoredExtension: '1002',
			result: 'monitoring',
			existingMonitoring: 'kept',
			unverified: [{ extension: '1001', condition: 'monitorMode' }],
		});
		expect(bench.amiObserver.events({ event: 'Newchannel' }, since)).toEqual([]);
	});

	it.each([
		[true, 'modeChanged', 0],
		[false, 'restarted', 1],
	])('changes its mode (change allowed: %p)', async (allowModeChange, how, channels) => {
		await bench.call('B', 'C');
		await run('listen', { allowModeChange });
		const since = bench.amiObserver.now();
		const { item } = await run('whisper', { ifAlreadyMonitoring: 'changeMode' });
		expect(item).toMatchObject({ mode: 'whisper', result: 'monitoring', existingMonitoring: how });
		expect(bench.amiObserver.events({ event: 'Newchannel' }, since)).toHaveLength(channels);
	});

	it('is called when no supervisor monitors yet', async () => {
		await bench.call('B', 'C');
		const { item } = await run('whisper', { ifAlreadyMonitoring: 'changeMode' });
		expect(item).toMatchObject({ result: 'monitoring', existingMonitoring: 'none' });
	});
});

describe('Stop', () => {
	it('takes the supervisor out; the call goes on', async () => {
		await bench.call('B', 'C');
		await run('whisper');
		expect((await run('stop')).item).toMatchObject({ result: 'stopped' });
		await quiet('A');
		expect(await bench.channels('B')).toHaveLength(1);
		expect((await run('stop')).item).toMatchObject({ result: 'notMonitoring' });
	});

	it('stops a whisper that still rings', async () => {
		const phone = await bench.setAnswering('A', 'manual');
		await bench.call('B', 'C');
		const rang = phone.now();
		const started = run('whisper');
		await phone.ringing(rang);
		expect((await run('stop')).item).toMatchObject({ result: 'stopped' });
		expect((await started).error?.message).toContain('Extension 1001 did not take the call');
		await quiet('A');
		expect(await bench.channels('B')).toHaveLength(1);
	});

	it('does not hang up a phone that rings for another call', async () => {
		const phone = await bench.setAnswering('A', 'manual');
		const rang = phone.now();
		await bench.phone('D').dial('1001');
		await phone.ringing(rang);
		const { error } = await run('stop');
		expect(error?.message).toBe(
			'Extension 1001 does not monitor extension 1002: its phone rings for another call',
		);
		expect(await bench.channels('A')).toHaveLength(1);
	});

	it('does not hang up a call of the supervisor, unless forced', async () => {
		await bench.call('A', 'C');
		const { error } = await run('stop');
		expect(error?.message).toBe(
			'Extension 1001 does not monitor extension 1002: it has a call with 1003',
		);
		expect(await bench.channels('A')).toHaveLength(1);
		expect((await run('stop', { force: true })).item).toMatchObject({ result: 'stopped' });
		await quiet('A');
	});

	it('does not end another monitoring', async () => {
		await bench.call('B', 'C');
		await run('whisper');
		const { error } = await run('stop', {}, { monitoredExtension: byNumber('1003') });
		expect(error?.message).toBe(
			'Extension 1001 does not monitor extension 1003: it monitors extension 1002',
		);
		expect(await bench.channels('A')).toHaveLength(1);
	});
});

describe('Change Mode', () => {
	it.each([
		[true, false],
		[false, true],
	])(
		'where the start allowed it %p, the supervisor is called again: %p',
		async (allowModeChange, restarted) => {
			await bench.call('B', 'C');
			await run('listen', { allowModeChange });
			const { item } = await run('changeMode', {}, { newMode: 'bargeIn' });
			expect(item).toMatchObject({ mode: 'bargeIn', result: 'monitoring', restarted });
			expect(await bench.channels('A')).toHaveLength(1);
		},
	);

	it('calls no extension that does not monitor', async () => {
		await bench.call('B', 'C');
		const { error } = await run('changeMode', {}, { newMode: 'bargeIn' });
		expect(error?.message).toBe('Extension 1001 does not monitor extension 1002');
		expect(await bench.channels('A')).toEqual([]);
	});
});
