import { Failure, type Done } from '../../../pbx/model/failure';
import type { MonitorRequest } from '../../../pbx/model/monitoring';
import { changeMode } from '../../../pbx/supervision/changeMode';
import { StateQueries } from '../../../pbx/supervision/watching/stateQueries';
import type { SupervisionOptions } from '../../../pbx/supervision/options';
import { stopMonitoring } from '../../../pbx/supervision/stopMonitoring';
import { startSupervision } from '../../../pbx/supervision/startSupervision';
import { ScriptedPbx } from './scriptedPbx.cts';

const request: MonitorRequest = { mode: 'whisper', supervisor: '101', monitored: '106' };
const bare: SupervisionOptions = {
	checkConditions: 'afterRefusal',
	ifAlreadyMonitoring: 'fail',
	fallbackSupervisors: [],
};
const busy = new Failure('refused', 'Not idle', 'Wait.');
const noCall = new Failure('notInCall', 'No call', 'Wait.');

function office(...parts: ConstructorParameters<typeof ScriptedPbx>): ScriptedPbx {
	const scripted = new ScriptedPbx(...parts);
	for (const number of ['101', '102', '103']) scripted.set(number, 'idle');
	scripted.set('106', 'inCall');
	return scripted;
}

const supervised = (scripted: ScriptedPbx, options: Partial<SupervisionOptions>, given = request) =>
	startSupervision(scripted.withParts(), given, { ...bare, ...options }, scripted.context);

const messageOf = (result: unknown) =>
	result instanceof Failure ? result.message : JSON.stringify(result);

/** What was asked of the PBX, without the time. */
const asked = ({ log }: ScriptedPbx) => log.map((line) => line.slice(line.indexOf(' ') + 1));

test('without options: one request', async () => {
	const scripted = office();
	expect(await supervised(scripted, {})).toMatchObject({ result: 'accepted', unverified: [] });
	expect(asked(scripted)).toEqual(['whisper 101 106']);
});

describe('waiting for a call', () => {
	test('queries after 0.5 s, then ever less often down to once a second, and starts at once', async () => {
		const scripted = office();
		scripted.set('106', 'idle');
		scripted.clock.at(9_000, () => scripted.set('106', 'inCall'));
		expect(await supervised(scripted, { waitForCallMs: 60_000 })).toMatchObject({
			result: 'accepted',
		});
		const queries = scripted.log
			.filter((line) => line.endsWith('list'))
			.map((line) => parseInt(line));
		const gaps = queries.slice(1).map((moment, n) => moment - (queries[n] ?? 0));
		expect(gaps).toEqual(
			[500, 750, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000].map(
				(gap) => expect.closeTo(gap, -1) as number,
			),
		);
		expect(scripted.log.at(-1)).toMatch(/^(\d+)\S* whisper 101 106$/);
		expect(parseInt(scripted.log.at(-1) ?? '')).toBe(queries.at(-1));
	});

	test('counts from the start of the execution, and queries once whatever the time', async () => {
		const scripted = office();
		await scripted.clock.sleep(5_000);
		expect(await supervised(scripted, { waitForCallMs: 3_000 })).toMatchObject({
			result: 'accepted',
		});
		scripted.set('106', 'idle');
		const late = await supervised(scripted, { waitForCallMs: 3_000 });
		expect(messageOf(late)).toBe(
			'Extension 106 was in no call within 3 s of the start of the execution',
		);
		expect(scripted.clock.now()).toBe(5_000);
	});

	test('one query serves all who wait', async () => {
		const scripted = office();
		const agents = Array.from({ length: 50 }, (_each, n) => String(4000 + n));
		for (const agent of agents) scripted.set(agent, 'idle');
		scripted.clock.at(2_000, () => agents.forEach((agent) => scripted.set(agent, 'inCall')));
		const results = await Promise.all(
			agents.map((monitored) =>
				supervised(scripted, { waitForCallMs: 60_000 }, { ...request, monitored }),
			),
		);
		expect(results.every((result) => !(result instanceof Failure))).toBe(true);
		expect(asked(scripted).filter((one) => one === 'list').length).toBeLessThan(8);
	});

	test('a new waiter is served at once, while the others pause', async () => {
		const scripted = office();
		scripted.set('107', 'idle');
		const first = supervised(scripted, { waitForCallMs: 10_000 }, { ...request, monitored: '107' });
		await scripted.clock.sleep(6_500);
		await supervised(scripted, { waitForCallMs: 10_000 });
		expect(scripted.log.filter((line) => line.startsWith('6500'))).toEqual([
			'6500 list',
			'6500 whisper 101 106',
		]);
		expect(messageOf(await first)).toContain('in no call within 10 s');
	});

	test('a request that was refused for want of a call is sent again, ever less often', async () => {
		const scripted = office([noCall, noCall, noCall, { result: 'accepted' }]);
		expect(await supervised(scripted, { waitForCallMs: 60_000 })).toMatchObject({
			result: 'accepted',
		});
		const sentAt = scripted.log.filter((line) => line.includes('whisper')).map((l) => parseInt(l));
		expect(sentAt).toEqual([0, 500, 1_250, 2_375]);
	});

	test('and no longer than the time to wait', async () => {
		const scripted = office([noCall]);
		expect(messageOf(await supervised(scripted, { waitForCallMs: 5_000 }))).toBe('No call');
		expect(scripted.clock.now()).toBe(5_000);
	});

	test('a supervisor who rejects is not called again', async () => {
		const scripted = office([new Failure('refused', 'Rejected', 'Ask.')]);
		expect(messageOf(await supervised(scripted, { waitForCallMs: 60_000 }))).toBe('Rejected');
		expect(asked(scripted).filter((one) => one.startsWith('whisper'))).toHaveLength(1);
	});

	test('ends when the execution is cancelled', async () => {
		const scripted = office();
		scripted.set('106', 'idle');
		scripted.clock.at(3_000, () => scripted.clock.cancel());
		const result = await supervised(scripted, { waitForCallMs: 3_600_000 });
		expect(result).toMatchObject({ kind: 'cancelled' });
		expect(scripted.clock.now()).toBe(3_000);
	});
});

describe('checking before calling', () => {
	const options = { checkConditions: 'beforeCalling' } as const;

	test('no refusal rests on a state older than 1 s', async () => {
		const scripted = office([{ result: 'accepted' }], { slowness: 1_500 });
		scripted.set('101', 'inCall');
		scripted.clock.at(1_000, () => scripted.set('101', 'idle'));
		expect(await supervised(scripted, options)).toMatchObject({ result: 'accepted' });
		expect(asked(scripted)).toEqual(['query 101 106', 'query 101 106', 'whisper 101 106']);
	});

	test('parallel items share a query', async () => {
		const scripted = office();
		await Promise.all(
			['101', '102', '103'].map((supervisor) =>
				supervised(scripted, options, { ...request, supervisor }),
			),
		);
		expect(asked(scripted).filter((one) => one.startsWith('query'))).toEqual([
			'query 101 106 102 103',
		]);
	});

	test('what the PBX does not report is listed', async () => {
		const scripted = office();
		scripted.set('101', 'unknown');
		expect(await supervised(scripted, options)).toMatchObject({
			unverified: [{ extension: '101', condition: 'idle' }],
		});
	});

	test('a PBX that reports no states says so before anything rings', async () => {
		const scripted = office();
		const pbx = { ...scripted.withParts(), extensions: undefined };
		const context = {
			...scripted.context,
			states: new StateQueries().asking('', undefined, scripted.clock),
		};
		const result = await startSupervision(pbx, request, { ...bare, ...options }, context);
		expect(result).toMatchObject({ kind: 'unsupported' });
		expect(scripted.log).toEqual([]);
	});
});

describe('fallback supervisors', () => {
	const fallbackSupervisors = ['102', '103'];

	test.each(['refused', 'notInCall', 'notFound', 'noAnswer'] as const)(
		'after %s the next one is called',
		async (kind) => {
			const scripted = office([new Failure(kind, 'No', 'Wait.'), { result: 'accepted' }]);
			const result = await supervised(scripted, { fallbackSupervisors });
			expect(result).toMatchObject({ supervisor: '102', result: 'accepted' });
		},
	);

	test.each([
		'outcomeUnknown',
		'cancelled',
		'unreachable',
		'invalidReply',
		'authenticationFailed',
		'forbidden',
	] as const)('after %s no other one is', async (kind) => {
		const scripted = office([new Failure(kind, 'Odd', 'Look.'), { result: 'accepted' }]);
		expect(messageOf(await supervised(scripted, { fallbackSupervisors }))).toBe('Odd');
		expect(asked(scripted)).toEqual(['whisper 101 106']);
	});

	test('an uncertain failure after a certain one reports both', async () => {
		const scripted = office([busy, new Failure('outcomeUnknown', 'No reply', 'Look.')]);
		const result = await supervised(scripted, { fallbackSupervisors });
		expect(result).toMatchObject({
			kind: 'outcomeUnknown',
			message: 'No reply',
			remedy: 'Look. Tried before: Not idle.',
		});
		expect(asked(scripted).filter((one) => one.startsWith('whisper'))).toHaveLength(2);
	});

	test('a phone that was not seen ringing is not hung up, and no other one is called', async () => {
		const scripted = office();
		const result = await supervised(scripted, { fallbackSupervisors, ringTimeoutMs: 5_000 });
		expect(result).toMatchObject({
			supervisor: '101',
			result: 'accepted',
			unverified: [{ extension: '101', condition: 'answered' }],
			attempts: [{ supervisor: '101', status: 'accepted' }],
		});
		expect(asked(scripted).some((one) => one.startsWith('hangUp'))).toBe(false);
	});

	test('a phone that rang for the whole ring timeout is hung up and seen idle before the next one rings', async () => {
		const scripted = office();
		scripted.clock.at(300, () => scripted.set('101', 'ringing'));
		scripted.clock.at(6_000, () => scripted.set('102', 'inCall'));
		const result = await supervised(scripted, { fallbackSupervisors, ringTimeoutMs: 5_000 });
		expect(result).toMatchObject({
			supervisor: '102',
			result: 'answered',
			attempts: [
				{
					supervisor: '101',
					status: 'failed',
					reason: 'Extension 101 did not answer within 5 s',
				},
				{ supervisor: '102', status: 'answered' },
			],
		});
		const from = asked(scripted).indexOf('hangUp 101');
		expect(asked(scripted).slice(from, from + 3)).toEqual([
			'hangUp 101',
			'query 101',
			'whisper 102 106',
		]);
	});

	describe('when the ring timeout is over, just before the hang-up', () => {
		const options = { fallbackSupervisors, ringTimeoutMs: 5_000 };
		const customersCall = { direction: 'inbound', otherParty: '0160', id: '1.1' } as const;

		/** What the query shows that is made for the hang-up, after the one that ended the ring timeout. */
		async function timedOut(shown: Parameters<ScriptedPbx['set']>[1]) {
			const scripted = office();
			scripted.clock.at(0, () => scripted.set('101', 'ringing'));
			scripted.clock.at(6_000, () => scripted.set('102', 'inCall'));
			const queries = () => asked(scripted).filter((one) => one === 'query 101').length;
			const { extensions: shownBy } = scripted.pbx;
			if (!shownBy) throw new Error('no extensions');
			let atTheEnd = 0;
			scripted.context.states.get = async (numbers) => {
				if (scripted.clock.now() >= 5_000 && (atTheEnd += 1) === 2) scripted.set('101', shown);
				const extensions = await shownBy.query([...numbers]);
				if (extensions instanceof Failure) return extensions;
				return { extensions, sentAtMs: scripted.clock.now() };
			};
			const result = await supervised(scripted, options);
			expect(queries()).toBeGreaterThan(1);
			return {
				result,
				hungUp: asked(scripted).filter((one) => one.startsWith('hangUp')),
				called: asked(scripted).filter((one) => one.startsWith('whisper')),
			};
		}

		test.each([
			['ringing', { state: 'ringing', calls: [customersCall] }],
			['taken', { state: 'inCall', calls: [customersCall] }],
			['one of two', { state: 'ringing', calls: [{ ...customersCall, id: '1.2' }, customersCall] }],
			['without a known party', { state: 'ringing', calls: [{ direction: 'inbound' }] }],
		] as const)(
			'another call shown (%s): it is not hung up, and no second phone rings',
			async (_what, { state, calls }) => {
				const { result, hungUp, called } = await timedOut({ state, calls: [...calls] });
				expect(hungUp).toEqual([]);
				expect(called).toEqual(['whisper 101 106']);
				expect(result).toMatchObject({
					supervisor: '101',
					unverified: [{ extension: '101', condition: 'stoppedRinging' }],
				});
			},
		);

		test('idle by then: it is not hung up, and the next one is called', async () => {
			const { result, hungUp, called } = await timedOut('idle');
			expect(hungUp).toEqual([]);
			expect(called).toEqual(['whisper 101 106', 'whisper 102 106']);
			expect(result).toMatchObject({ supervisor: '102', result: 'answered' });
		});

		test('picked up by then: it is not hung up', async () => {
			const { result, hungUp, called } = await timedOut('inCall');
			expect(hungUp).toEqual([]);
			expect(called).toEqual(['whisper 101 106']);
			expect(result).toMatchObject({ supervisor: '101', result: 'answered', unverified: [] });
		});

		test.each(['unknown', 'unavailable'] as const)(
			'%s: it is not hung up, and no second phone rings',
			async (state) => {
				const { result, hungUp, called } = await timedOut(state);
				expect(hungUp).toEqual([]);
				expect(called).toHaveLength(1);
				expect(result).toMatchObject({ unverified: [{ condition: 'stoppedRinging' }] });
			},
		);

		test.each([
			['no call', { state: 'ringing' }],
			[
				'the monitoring as a call',
				{ state: 'ringing', calls: [{ direction: 'internal', otherParty: '106' }] },
			],
		] as const)('ringing, with %s shown: it is hung up', async (_what, shown) => {
			const { result, hungUp } = await timedOut(
				'calls' in shown ? { ...shown, calls: [...shown.calls] } : shown,
			);
			expect(hungUp).toEqual(['hangUp 101']);
			expect(result).toMatchObject({ supervisor: '102' });
		});
	});

	test('a phone that stays busy after it was hung up counts as called', async () => {
		const hangUp = () => Promise.resolve('done' as const);
		const scripted = office([{ result: 'accepted' }], { calls: { hangUp } });
		scripted.clock.at(0, () => scripted.set('101', 'ringing'));
		const result = await supervised(scripted, { fallbackSupervisors, ringTimeoutMs: 5_000 });
		expect(result).toMatchObject({
			supervisor: '101',
			result: 'ringing',
			unverified: [{ extension: '101', condition: 'stoppedRinging' }],
		});
		expect(asked(scripted).filter((one) => one.startsWith('whisper'))).toHaveLength(1);
	});

	test('a PBX that cannot hang up leaves the phone ringing', async () => {
		const scripted = office([{ result: 'accepted' }], { calls: {} });
		scripted.clock.at(0, () => scripted.set('101', 'ringing'));
		const result = await supervised(scripted, { fallbackSupervisors, ringTimeoutMs: 5_000 });
		expect(result).toMatchObject({
			result: 'ringing',
			unverified: [{ extension: '101', condition: 'stoppedRinging' }],
		});
	});

	test('are not called any more when the execution was cancelled', async () => {
		const scripted = office([busy]);
		scripted.clock.cancel();
		expect(await supervised(scripted, { fallbackSupervisors })).toMatchObject({
			kind: 'cancelled',
		});
		expect(scripted.log).toEqual([]);
	});
});

describe('waiting for an answer', () => {
	test.each([
		['answered', 'inCall', 1_000],
		['ringing', 'ringing', 10_000],
		['accepted', 'unavailable', 10_000],
	] as const)('%s', async (result, state, elapsedMs) => {
		const scripted = office();
		scripted.clock.at(900, () => scripted.set('101', state));
		const seen = await supervised(scripted, { waitForAnswerMs: 10_000 });
		expect(seen).toMatchObject({ result, elapsedMs: expect.closeTo(elapsedMs, -3) as number });
	});

	const ringsInVain = (scripted: ScriptedPbx, supervisor: string) => {
		const { clock } = scripted;
		clock.at(clock.now() + 100, () => scripted.set(supervisor, 'ringing'));
		clock.at(clock.now() + 2_000, () => scripted.set(supervisor, 'idle'));
	};

	test('a phone that rang and is idle again is a failure at once', async () => {
		const scripted = office();
		ringsInVain(scripted, '101');
		expect(await supervised(scripted, { waitForAnswerMs: 100_000 })).toMatchObject({
			kind: 'noAnswer',
			message: 'Extension 101 did not answer: its phone rang and stopped',
		});
		expect(scripted.clock.now()).toBeLessThan(4_000);
		expect(asked(scripted).some((one) => one.startsWith('hangUp'))).toBe(false);
	});

	test('after which the next fallback supervisor is called, and then the reasons of all are given', async () => {
		const scripted = office();
		ringsInVain(scripted, '101');
		scripted.clock.at(3_000, () => scripted.set('102', 'ringing'));
		scripted.clock.at(5_000, () => scripted.set('102', 'idle'));
		const options = { waitForAnswerMs: 100_000, fallbackSupervisors: ['102'] };
		expect(await supervised(scripted, options)).toMatchObject({
			kind: 'noAnswer',
			message: 'None of the 2 supervisors could join the call',
			remedy: expect.stringContaining(
				'Extension 101 did not answer: its phone rang and stopped. ' +
					'Extension 102 did not answer: its phone rang and stopped. ',
			) as string,
		});
		expect(asked(scripted).filter((one) => one.startsWith('whisper'))).toEqual([
			'whisper 101 106',
			'whisper 102 106',
		]);
	});

	test('a phone that still rings at the end is a success without fallback, and rings on', async () => {
		const scripted = office();
		scripted.clock.at(100, () => scripted.set('101', 'ringing'));
		const options = { waitForAnswerMs: 5_000, fallbackSupervisors: ['102'] };
		expect(await supervised(scripted, options)).toMatchObject({
			supervisor: '101',
			result: 'ringing',
			unverified: [],
			attempts: [{ supervisor: '101', status: 'ringing' }],
		});
		expect(asked(scripted).filter((one) => !one.startsWith('query'))).toEqual(['whisper 101 106']);
	});

	test('a phone seen neither ringing nor in a call is accepted without fallback', async () => {
		const scripted = office();
		const options = { waitForAnswerMs: 5_000, fallbackSupervisors: ['102'] };
		expect(await supervised(scripted, options)).toMatchObject({
			supervisor: '101',
			result: 'accepted',
			unverified: [{ extension: '101', condition: 'answered' }],
			attempts: [{ supervisor: '101', status: 'accepted' }],
		});
		expect(asked(scripted).filter((one) => !one.startsWith('query'))).toEqual(['whisper 101 106']);
	});

	test('a PBX that hangs up after the ring timeout itself: the next one is called', async () => {
		const rangOut = new Failure('noAnswer', 'Rang out', 'Wait.');
		const scripted = office([rangOut, { result: 'monitoring' }]);
		const options = { ringTimeoutMs: 5_000, fallbackSupervisors: ['102'] };
		expect(await supervised(scripted, options)).toMatchObject({
			supervisor: '102',
			result: 'monitoring',
			attempts: [
				{ supervisor: '101', status: 'failed', reason: 'Rang out' },
				{ supervisor: '102', status: 'monitoring' },
			],
		});
		expect(asked(scripted).some((one) => one.startsWith('hangUp'))).toBe(false);
	});

	test('monitoring, where the PBX shows it', async () => {
		const scripted = office();
		scripted.clock.at(700, () => scripted.set('101', { state: 'inCall', monitors: '106' }));
		expect(await supervised(scripted, { waitForAnswerMs: 9_000 })).toMatchObject({
			result: 'monitoring',
		});
	});
});

describe('stopping', () => {
	const stop = (scripted: ScriptedPbx) =>
		stopMonitoring(scripted.withParts(), request, scripted.context);

	test('a call with the monitored extension is the monitoring', async () => {
		const scripted = office();
		const calls = [{ direction: 'internal', otherParty: '106' }] as const;
		scripted.set('101', { state: 'inCall', calls: [...calls] });
		expect(await stop(scripted)).toMatchObject({ result: 'stopped' });
	});

	test.each([
		[{ calls: [{ direction: 'inbound', otherParty: '0160' }] }, 'it has a call with 0160'],
		[{ calls: [{ direction: 'inbound' }] }, 'it has a call with an unknown party'],
		[{ monitors: '107' }, 'it monitors extension 107'],
	] as const)('%j is another call', async (shown, why) => {
		const scripted = office();
		scripted.set('101', { state: 'inCall', ...structuredClone(shown) } as object);
		expect(messageOf(await stop(scripted))).toBe(
			`Extension 101 does not monitor extension 106: ${why}`,
		);
		expect(asked(scripted)).toEqual(['query 101']);
	});
});

describe('stopping whatever the supervisor monitors, on a PBX that shows only a busy phone', () => {
	const any = { supervisor: '101' };

	test('hangs up a phone that is shown in no call', async () => {
		const scripted = office();
		scripted.set('101', 'inCall');
		expect(await stopMonitoring(scripted.withParts(), any, scripted.context)).toEqual({
			result: 'stopped',
			monitored: undefined,
		});
	});

	test.each([
		[{ otherParty: '106' }, 'it has a call with 106'],
		[{}, 'it has a call with an unknown party'],
	])('leaves a call alone that may be another one: %j', async (party, why) => {
		const scripted = office();
		const call = { direction: 'internal', ...party } as const;
		scripted.set('101', { state: 'inCall', calls: [call] });
		const result = await stopMonitoring(scripted.withParts(), any, scripted.context);
		expect(messageOf(result)).toBe(`Extension 101 does not monitor any call: ${why}`);
		expect(asked(scripted)).toEqual(['query 101']);
	});
});

describe('stopping where the PBX shows who monitors whom', () => {
	const withStop = (answer: Done | Failure) => {
		const stop = jest.fn(() => Promise.resolve(answer));
		const scripted = office([], { monitoring: { shows: 'whoMonitorsWhom', stop } });
		return { scripted, stop };
	};
	const notMonitoring = new Failure('refused', 'Not there', 'Start it.');

	test('a whisper that still rings is stopped', async () => {
		const { scripted, stop } = withStop('done');
		scripted.set('101', 'ringing');
		const result = await stopMonitoring(scripted.withParts(), request, scripted.context);
		expect(result).toMatchObject({ result: 'stopped' });
		expect(stop).toHaveBeenCalledTimes(1);
		expect(asked(scripted)).toEqual(['query 101']);
	});

	test.each([
		['ringing', 'its phone rings for another call'],
		['inCall', 'it has another call'],
	] as const)('a phone that is %s with another call is not hung up', async (state, why) => {
		const { scripted } = withStop(notMonitoring);
		scripted.set('101', state);
		const result = await stopMonitoring(scripted.withParts(), request, scripted.context);
		expect(result).toMatchObject({
			message: `Extension 101 does not monitor extension 106: ${why}`,
			input: 'force',
		});
		expect(asked(scripted)).toEqual(['query 101']);
	});

	test('unless it is forced', async () => {
		const { scripted } = withStop(notMonitoring);
		scripted.set('101', 'ringing');
		const result = await stopMonitoring(scripted.withParts(), request, scripted.context, true);
		expect(result).toMatchObject({ result: 'stopped' });
		expect(asked(scripted)).toContain('hangUp 101');
	});
});

describe('changing the mode', () => {
	test('calls no phone after the execution was cancelled', async () => {
		const hangUp = () => {
			scripted.clock.cancel();
			return Promise.resolve('done' as const);
		};
		const scripted: ScriptedPbx = office([{ result: 'accepted' }], { calls: { hangUp } });
		scripted.set('101', 'inCall');
		const result = await changeMode(scripted.withParts(), request, scripted.context);
		expect(result).toMatchObject({ kind: 'cancelled' });
		expect(asked(scripted).some((one) => one.startsWith('whisper'))).toBe(false);
	});

	test('waits until the phone is idle, 5 s at most', async () => {
		const hangUp = () => {
			scripted.clock.at(scripted.clock.now() + 4_000, () => scripted.set('101', 'idle'));
			return Promise.resolve('done' as const);
		};
		const scripted: ScriptedPbx = office([{ result: 'accepted' }], { calls: { hangUp } });
		scripted.set('101', 'inCall');
		const result = await changeMode(scripted.withParts(), request, scripted.context);
		expect(result).toEqual({ result: 'accepted', restarted: true });
		expect(scripted.clock.now()).toBeLessThan(5_000);
	});
});
