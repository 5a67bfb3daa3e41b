import type { Simulator } from '../../simulator/simulator.cts';
import { switchValues, type Switches } from '../../simulator/api/openvox/switches.cts';
import { anotherProcess } from './anotherProcess.cts';
import type { CredentialStore } from './credentialStore.cts';
import { liveOffice, monitor } from './office.cts';
import { runNode, type NodeRun } from './runNode.cts';

const minutes = 60_000;

/** Only the clock is the test's. */
const allButDate = [
	'setTimeout',
	'setInterval',
	'setImmediate',
	'nextTick',
	'queueMicrotask',
	'clearTimeout',
	'clearInterval',
	'clearImmediate',
	'performance',
	'hrtime',
] as const;

jest.setTimeout(30_000);

let simulator: Simulator;
let credential: CredentialStore;

async function open(switches: Partial<Switches> = {}): Promise<void> {
	({ simulator, credential } = await liveOffice(undefined, { switches }));
}

afterEach(async () => {
	jest.useRealTimers();
	await simulator.close();
});

async function listen(): Promise<NodeRun> {
	const run = await runNode({ credential, parameters: monitor('listen', '103', '106') });
	await simulator.pbx.hangUp('103');
	return run;
}

function accepted(run: NodeRun): void {
	expect(run.error).toBeUndefined();
	expect(run.outputs[0]?.[0]?.json.result).toBe('accepted');
}

function signIns() {
	return simulator.counters.signIns;
}

describe('the shared session', () => {
	test('is opened once and used by every later execution', async () => {
		await open();
		for (let execution = 0; execution < 3; execution += 1) accepted(await listen());
		expect(signIns()).toEqual({ accepted: 1, refused: 0 });
		expect(simulator.counters.requests).toEqual({ login: 1, 'extension/listen': 3 });
	});

	test('is opened once by executions that start together', async () => {
		await open();
		const runs = await Promise.all(
			['101', '102', '103', '104', '105'].map((supervisor) =>
				runNode({ credential, parameters: monitor('listen', supervisor, '106') }),
			),
		);
		expect(runs).toHaveLength(5);
		expect(signIns()).toEqual({ accepted: 1, refused: 0 });
	});

	test('lives on while it is used, for longer than 30 minutes', async () => {
		await open();
		for (let visit = 0; visit < 4; visit += 1) {
			accepted(await listen());
			simulator.clock.advance(20 * minutes);
		}
		expect(signIns().accepted).toBe(1);
	});

	test.each(switchValues.expiredTokenErrno)(
		'is renewed by one sign-in and one re-send when the PBX answers %s',
		async (expiredTokenErrno) => {
			await open({ expiredTokenErrno });
			accepted(await listen());
			simulator.clock.advance(31 * minutes);
			simulator.resetCounters();
			accepted(await listen());
			expect(simulator.counters.requests).toEqual({ login: 1, 'extension/listen': 2 });
			expect(simulator.journal.slice(-3).map(({ outcome }) => outcome)).toEqual([
				`Failed ${expiredTokenErrno}`,
				'Success',
				'Success',
			]);
			accepted(await listen());
			expect(signIns().accepted).toBe(1);
		},
	);

	test('is renewed when the PBX restarted, and when it says that there was no token', async () => {
		await open();
		accepted(await listen());
		simulator.restart('apiService');
		accepted(await listen());
		simulator.faults.add({
			endpoint: 'extension/listen',
			trouble: { kind: 'errno', errno: '20005' },
		});
		accepted(await listen());
		expect(signIns()).toEqual({ accepted: 3, refused: 0 });
	});

	test('is renewed once for many executions that find it ended together', async () => {
		await open();
		accepted(await listen());
		simulator.restart('apiService');
		simulator.resetCounters();
		await Promise.all(
			['101', '102', '103', '104', '105'].map((supervisor) =>
				runNode({ credential, parameters: monitor('listen', supervisor, '106') }),
			),
		);
		expect(signIns()).toEqual({ accepted: 1, refused: 0 });
	});

	test('that stays refused is reported, after few sign-ins', async () => {
		await open();
		simulator.faults.add({
			endpoint: 'extension/listen',
			trouble: { kind: 'errno', errno: '20004' },
			requests: 5,
		});
		const run = await listen();
		expect(run.error?.message).toBe('The PBX does not accept the session any more');
		expect(simulator.counters.requests).toEqual({ login: 1, 'extension/listen': 1 });
	});

	test('is not renewed after a time-out: nothing is sent twice', async () => {
		await open();
		accepted(await listen());
		simulator.resetCounters();
		simulator.faults.add({ endpoint: 'extension/whisper', trouble: { kind: 'silence' } });
		const parameters = monitor('whisper', '101', '106', { timeout: 0.3 });
		const run = await runNode({ credential, parameters });
		expect(run.error?.message).toBe('The PBX did not answer within 0.3 s');
		expect(run.error?.description).toContain('The PBX may have acted: check before retrying.');
		expect(simulator.counters.requests).toEqual({ 'extension/whisper': 1 });
		expect(simulator.pbx.describeHearing()).toContain(
			'101 whispers to 106; 0151234567 hears only 106',
		);
	});
});

describe.each(switchValues.secondLogin)(
	'two n8n processes, a second login %s token',
	(secondLogin) => {
		type Process = { runNode: typeof runNode; credential: CredentialStore };

		/** On the same database row. */
		function process(): Process {
			const { runNode: run, CredentialStore: Store } = anotherProcess();
			return { runNode: run, credential: new Store(credential.row) };
		}

		async function listenAs({ runNode: run, credential: own }: Process, supervisor: string) {
			return await run({ credential: own, parameters: monitor('listen', supervisor, '106') });
		}

		test('sign in at most once each, and both succeed', async () => {
			await open({ secondLogin, alreadyListenedTo: 'allowed' });
			const [one, two] = [process(), process()];
			const runs = await Promise.all([listenAs(one, '101'), listenAs(two, '103')]);
			runs.forEach(accepted);
			expect(signIns().accepted).toBeLessThanOrEqual(2);
			expect(signIns().refused).toBe(0);
		});

		test('share the session that the first one stored', async () => {
			await open({ secondLogin, alreadyListenedTo: 'allowed' });
			const [one, two] = [process(), process()];
			accepted(await listenAs(one, '101'));
			accepted(await listenAs(two, '103'));
			expect(signIns().accepted).toBe(1);
		});

		test('renew a lost session with one sign-in each at most', async () => {
			await open({ secondLogin, alreadyListenedTo: 'allowed' });
			const [one, two] = [process(), process()];
			accepted(await listenAs(one, '101'));
			simulator.restart('pbx');
			simulator.pbx.startCall({ direction: 'inbound', from: '0160', to: '106' });
			simulator.resetCounters();
			const runs = await Promise.all([listenAs(one, '101'), listenAs(two, '103')]);
			runs.forEach(accepted);
			expect(signIns().accepted).toBeLessThanOrEqual(2);
		});
	},
);

describe('a refused password', () => {
	test.each([
		['20003', 'Wrong user name or password'],
		['30003', "Wrong user name or password, or the PBX's API service is down"],
	] as const)('with number %s is explained and not tried again', async (badLoginErrno, message) => {
		await open({ badLoginErrno });
		credential.save({ password: 'wrong' });
		for (let execution = 0; execution < 6; execution += 1) {
			const run = await listen();
			expect(run.error?.message).toBe(message);
			expect(run.error?.description).toMatch(/does not try these credentials again for [34] min/);
		}
		expect(signIns()).toEqual({ accepted: 0, refused: 1 });
	});

	test('is tried at once after a change, and works', async () => {
		await open();
		credential.save({ password: 'wrong' });
		await listen();
		credential.save({ password: simulator.account.password });
		accepted(await listen());
		expect(signIns()).toEqual({ accepted: 1, refused: 1 });
	});

	test('is remembered when the user saves the same one again', async () => {
		await open();
		credential.save({ password: 'wrong' });
		for (let save = 0; save < 6; save += 1) {
			credential.save({ password: 'wrong' });
			await listen();
		}
		expect(signIns().refused).toBe(1);
	});

	/** Signs in each minute for an hour while nobody changes anything; the minutes of the tries. */
	async function triesInAnHour(unlocked: boolean): Promise<number[]> {
		const start = Date.now();
		const triedAt: number[] = [];
		jest.useFakeTimers({ now: start, doNotFake: [...allButDate] });
		const tries = () => simulator.counters.requests.login ?? 0;
		for (let minute = 0; minute <= 60; minute += 1) {
			jest.setSystemTime(start + minute * minutes);
			const before = tries();
			await listen();
			if (unlocked) simulator.unlock();
			if (tries() > before) triedAt.push(minute);
		}
		return triedAt;
	}

	test('is tried three times, with growing pauses, and then only by a person', async () => {
		await open({ badLoginErrno: '20003' });
		credential.save({ password: 'wrong' });
		const [first, second = 0, third = 0, ...more] = await triesInAnHour(false);
		expect(first).toBe(0);
		// The pauses of 3 and 6 minutes, and up to one minute of this process's own after each.
		expect([3, 4]).toContain(second);
		expect([6, 7]).toContain(third - second);
		expect(more).toEqual([]);
		expect((await listen()).error?.description).toContain('test the credential');
	});

	test('is not tried for ten minutes after the PBX locked n8n out', async () => {
		await open();
		await listen();
		simulator.restart('apiService');
		simulator.resetCounters();
		simulator.faults.add({
			endpoint: 'login',
			trouble: { kind: 'errno', errno: '20002' },
			requests: 1,
		});
		const [first, second, ...more] = await triesInAnHour(false);
		expect(first).toBe(0);
		expect([10, 11]).toContain(second);
		expect(more).toEqual([]);
	});

	test('locks no user out: the PBX never sees five of them in a row', async () => {
		await open({ badLoginErrno: '20003' });
		credential.save({ password: 'wrong' });
		for (let execution = 0; execution < 20; execution += 1) await listen();
		credential.save({ password: simulator.account.password });
		accepted(await listen());
	});

	test('after which the PBX locked n8n out says when it opens again', async () => {
		await open({ badLoginErrno: '20003', lockedErrno: '20002' });
		for (const password of ['a', 'b', 'c', 'd', 'e', 'f']) {
			credential.save({ password });
			await listen();
		}
		credential.save({ password: 'g' });
		const run = await listen();
		expect(run.error?.message).toBe('The PBX has locked this n8n out after five wrong passwords');
		expect(run.error?.description).toContain('It unlocks at most 10 minutes from now');
	});
});
