import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';

import { switchValues } from '../../simulator/api/openvox/switches.cts';
import type { Simulator } from '../../simulator/simulator.cts';
import {
	byNumber,
	customer,
	liveOffice,
	monitor,
	startParameters,
	type LiveOffice,
	type Wire,
} from './office.cts';
import { runNode, type NodeOrder } from './runNode.cts';

let office: LiveOffice;
let simulator: Simulator;

const wires: Wire[] = [
	{ dataFormat: 'json', protocol: 'http' },
	{ dataFormat: 'xml', protocol: 'http' },
];

async function open(...options: Parameters<typeof liveOffice>): Promise<void> {
	office = await liveOffice(...options);
	simulator = office.simulator;
}

afterEach(async () => {
	await simulator.close();
});

const run = (parameters: INodeParameters, order: Partial<NodeOrder> = {}) =>
	runNode({ credential: office.credential, parameters, ...order });

function whisper(
	options: INodeParameters,
	supervisor: unknown = '101',
	monitored: unknown = '106',
) {
	return { ...monitor('whisper', supervisor, monitored), ...startParameters(options) };
}

/** The call of 106 ends. */
const hangUpAgent = () => simulator.pbx.hangUp('106');
const callAgent = () =>
	simulator.pbx.startCall({ direction: 'inbound', from: customer, to: '106' });
const orders = () =>
	simulator.journal
		.filter(({ endpoint }) => endpoint === 'extension/whisper')
		.map(({ fields }) => fields.whisperer);
const ringing = () => simulator.pbx.monitoringLegs().map(({ supervisor }) => supervisor.number);

describe.each(wires)('in $dataFormat', (wire) => {
	describe('Check Conditions before calling', () => {
		const options = { checkConditions: 'beforeCalling' };

		test('reports every unmet condition, and nothing rings', async () => {
			await open(wire);
			await hangUpAgent();
			const { error } = await run(whisper(options, '103'));
			expect(error?.message).toBe(
				'Extension 103 cannot join the call of 106: 2 conditions are not met',
			);
			expect(error?.description).toBe(
				'Extension 103 may not whisper: its Monitor Mode is Listen. Set the Monitor Mode of 103 to Whisper or Extensive on the PBX (PBX > Extensions). Extension 106 is not in a call. Start when 106 has answered a call.',
			);
			expect(simulator.counters.requests).toEqual({ login: 1, 'extension/query': 1 });
		});

		test('takes one query more when all is well', async () => {
			await open(wire);
			const { outputs } = await run(whisper(options));
			expect(outputs[0]?.[0]?.json).toEqual({
				mode: 'whisper',
				supervisorExtension: '101',
				monitoredExtension: '106',
				result: 'accepted',
			});
			expect(simulator.counters.requests).toEqual({
				login: 1,
				'extension/query': 1,
				'extension/whisper': 1,
			});
		});

		test('an extension that becomes busy behind the check is refused by the PBX, and reported', async () => {
			await open(wire);
			simulator.races.add({
				moment: 'after',
				endpoint: 'extension/query',
				act: () => simulator.pbx.startCall({ direction: 'internal', from: '101', to: '100' }),
			});
			const { error } = await run(whisper(options));
			expect(error?.message).toBe('Extension 101 is not idle: it is in a call');
			expect(orders()).toEqual(['101']);
		});

		test('one that becomes free before the check may be called', async () => {
			await open(wire);
			simulator.pbx.startCall({ direction: 'internal', from: '101', to: '100' });
			simulator.races.add({
				moment: 'before',
				endpoint: 'extension/query',
				act: () => simulator.pbx.hangUp('101'),
			});
			const { outputs } = await run(whisper(options));
			expect(outputs[0]?.[0]?.json.result).toBe('accepted');
		});

		test.each(switchValues.unknownExtension)(
			'an unknown extension in a shared query spoils no other item (%s)',
			async (unknownExtension) => {
				await open(wire, { switches: { unknownExtension } });
				const items = [
					{ lead: '101', agent: '106' },
					{ lead: '999', agent: '109' },
				];
				const { outputs } = await run(whisper(options, '={{ $json.lead }}', '={{ $json.agent }}'), {
					items,
					onError: 'continueRegularOutput',
				});
				expect(outputs[0]?.map(({ json }) => json.result ?? json.error)).toEqual([
					'accepted',
					'Extension 999 does not exist on the PBX',
				]);
			},
		);

		test('items at the same time share a query', async () => {
			await open(wire);
			const items = ['101', '102', '0101'].map((lead) => ({ lead, agent: '109' }));
			const apart = items.map(({ lead }, n) => ({ lead, agent: ['106', '109', '107'][n] }));
			simulator.pbx.startCall({ direction: 'inbound', from: '0160', to: '107' });
			const { outputs } = await run(whisper(options, '={{ $json.lead }}', '={{ $json.agent }}'), {
				items: apart,
			});
			expect(outputs[0]?.map(({ json }) => json.result)).toEqual([
				'accepted',
				'accepted',
				'accepted',
			]);
			expect(simulator.counters.requests['extension/query']).toBe(1);
		});
	});

	describe('Wait for Call', () => {
		const options = { waitForCall: 60 };

		test('acts when the agent picks up', async () => {
			await open(wire);
			await hangUpAgent();
			simulator.races.add({
				moment: 'after',
				endpoint: 'extensionlist/query',
				request: 2,
				act: callAgent,
			});
			const { outputs } = await run(whisper(options));
			expect(outputs[0]?.[0]?.json.result).toBe('accepted');
			expect(simulator.counters.requests).toEqual({
				login: 1,
				'extensionlist/query': 3,
				'extension/whisper': 1,
			});
		});

		test('waits on when the call is over again before the order', async () => {
			await open(wire);
			await hangUpAgent();
			simulator.races.add({ moment: 'before', endpoint: 'extensionlist/query', act: callAgent });
			simulator.races.add({ moment: 'before', endpoint: 'extension/whisper', act: hangUpAgent });
			simulator.races.add({
				moment: 'before',
				endpoint: 'extensionlist/query',
				request: 3,
				act: callAgent,
			});
			const { outputs } = await run(whisper(options));
			expect(outputs[0]?.[0]?.json.result).toBe('accepted');
			expect(orders()).toEqual(['101', '101']);
		});

		test('waits on while the agent dials: the PBX says busy and has no call', async () => {
			await open(wire);
			await hangUpAgent();
			const dialled = {
				direction: 'outbound',
				from: '106',
				to: '0160',
				answered: 'ringing',
			} as const;
			simulator.pbx.startCall(dialled);
			simulator.races.add({
				moment: 'after',
				endpoint: 'extension/whisper',
				act: () => simulator.pbx.pickUp('0160'),
			});
			const { outputs } = await run(whisper(options));
			expect(outputs[0]?.[0]?.json.result).toBe('accepted');
			expect(orders()).toEqual(['101', '101']);
		});

		test('any other refusal is reported at once', async () => {
			await open(wire);
			const { error } = await run(whisper(options, '103'));
			expect(error?.message).toBe('Extension 103 may not whisper: its Monitor Mode is Listen');
			expect(orders()).toEqual(['103']);
		});

		test('gives up and says after how long', async () => {
			await open(wire);
			await hangUpAgent();
			const { error } = await run(whisper({ waitForCall: 1 }));
			expect(error?.message).toBe(
				'Extension 106 was in no call within 1 s of the start of the execution',
			);
			expect(orders()).toEqual([]);
		});

		test('an unknown extension is not waited for', async () => {
			await open(wire);
			const { error } = await run(whisper(options, '101', '999'));
			expect(error?.message).toBe('Extension 999 does not exist on the PBX');
			expect(simulator.counters.requests).toEqual({ login: 1, 'extensionlist/query': 1 });
		});

		test('ends when the execution is cancelled', async () => {
			await open(wire);
			await hangUpAgent();
			const { outputs } = await run(whisper(options), { cancelAfter: 300 });
			expect(outputs).toEqual([]);
			callAgent();
			expect(orders()).toEqual([]);
		});

		test('executions share the queries, and one that is cancelled ends only its own waiting', async () => {
			await open(wire);
			await hangUpAgent();
			simulator.races.add({
				moment: 'after',
				endpoint: 'extensionlist/query',
				request: 4,
				act: callAgent,
			});
			const cancelled = Array.from({ length: 20 }, () =>
				run(whisper(options), { cancelAfter: 700 }),
			);
			const { outputs } = await run(whisper(options));
			expect(outputs[0]?.[0]?.json.result).toBe('accepted');
			for (const one of await Promise.all(cancelled)) expect(one.outputs).toEqual([]);
			expect(orders()).toEqual(['101']);
			expect(simulator.counters.requests['extensionlist/query']).toBe(5);
		});

		test('one query serves all waiting items, and none of them holds a slot', async () => {
			await open(wire);
			await hangUpAgent();
			const items = [
				...Array.from({ length: 20 }, (_each, n) => ({
					lead: String(101 + (n % 5)),
					agent: '100',
				})),
				{ lead: '0101', agent: '109' },
			];
			// The others wait until the last item, whose agent is in a call, is done.
			simulator.races.add({
				moment: 'after',
				endpoint: 'extension/whisper',
				act: () => simulator.pbx.startCall({ direction: 'inbound', from: customer, to: '100' }),
			});
			const { outputs } = await run(
				whisper({ waitForCall: 60, concurrency: 2 }, '={{ $json.lead }}', '={{ $json.agent }}'),
				{ items, onError: 'continueRegularOutput' },
			);
			expect(orders()[0]).toBe('0101');
			expect(outputs[0]?.at(-1)?.json.result).toBe('accepted');
			expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
				items.map((_each, item) => ({ item })),
			);
		});
	});

	describe('Fallback Supervisors', () => {
		test('the next one is called when the one before is refused', async () => {
			await open(wire);
			simulator.pbx.startCall({ direction: 'internal', from: '101', to: '100' });
			const { outputs } = await run(whisper({ fallbackSupervisors: '103, 102, 0101' }));
			expect(outputs[0]?.[0]?.json).toEqual({
				mode: 'whisper',
				supervisorExtension: '102',
				monitoredExtension: '106',
				result: 'accepted',
				attempts: [
					{
						supervisorExtension: '101',
						status: 'failed',
						reason: 'Extension 101 is not idle: it is in a call',
					},
					{
						supervisorExtension: '103',
						status: 'failed',
						reason: 'Extension 103 may not whisper: its Monitor Mode is Listen',
					},
					{ supervisorExtension: '102', status: 'accepted' },
				],
			});
			expect(ringing()).toEqual(['102']);
		});

		test('with conditions checked before, only the one who can come is called', async () => {
			await open(wire);
			simulator.pbx.startCall({ direction: 'internal', from: '101', to: '100' });
			const options = { fallbackSupervisors: [103, '102'], checkConditions: 'beforeCalling' };
			const { outputs } = await run(whisper(options as INodeParameters));
			expect(outputs[0]?.[0]?.json.supervisorExtension).toBe('102');
			expect(orders()).toEqual(['102']);
			expect(simulator.counters.requests['extension/query']).toBe(1);
		});

		test('all attempts fail: every reason is reported', async () => {
			await open(wire);
			const { error } = await run(whisper({ fallbackSupervisors: '104' }, '103'));
			expect(error?.message).toBe('None of the 2 supervisors could join the call');
			expect(error?.description).toBe(
				'Extension 103 may not whisper: its Monitor Mode is Listen. Extension 104 may not whisper: its Monitor Mode is Barge-in. Set the Monitor Mode of 104 to Whisper or Extensive on the PBX (PBX > Extensions).',
			);
		});

		test('where the agent is the reason, no fallback is called', async () => {
			await open(wire);
			await hangUpAgent();
			const { error } = await run(whisper({ fallbackSupervisors: '102, 0101' }));
			expect(error?.message).toBe('Extension 106 is not in a call');
			expect(orders()).toEqual(['101']);
		});

		test('after a time-out the phone may ring: no fallback is called', async () => {
			await open(wire);
			await run({ resource: 'extension', operation: 'getAll', returnAll: true, options: {} });
			simulator.faults.add({ endpoint: 'extension/whisper', trouble: { kind: 'silence' } });
			const { error } = await run(whisper({ fallbackSupervisors: '102', timeout: 0.5 }));
			expect(error?.message).toBe('The PBX did not answer within 0.5 s');
			expect(ringing()).toEqual(['101']);
			expect(orders()).toEqual(['101']);
		});

		test.each([
			['1o2', "'Fallback Supervisors' contains something that is not an extension number: 1o2"],
			['102, 106', "'Fallback Supervisors' contains the 'Monitored Extension' 106"],
		])('%p is refused before any request', async (fallbackSupervisors, message) => {
			await open(wire);
			const { error } = await run(whisper({ fallbackSupervisors }));
			expect(error?.message).toBe(message);
			expect(simulator.counters.requests).toEqual({});
		});

		test('items that share a fallback run in input order', async () => {
			await open(wire);
			simulator.pbx.startCall({ direction: 'internal', from: '101', to: '100' });
			simulator.faults.add({
				endpoint: 'extension/whisper',
				trouble: { kind: 'delayBeforeActing', milliseconds: 100 },
			});
			const items = [
				{ lead: '101', agent: '106' },
				{ lead: '103', agent: '109' },
			];
			const { outputs } = await run(
				whisper({ fallbackSupervisors: { __rl: true, mode: 'list', value: '102' } }, '={{ $json.lead }}', '={{ $json.agent }}'),
				{ items, onError: 'continueRegularOutput' },
			);
			expect(outputs[0]?.[0]?.json.supervisorExtension).toBe('102');
			expect(outputs[0]?.[1]?.json.message).toContain('Extension 102 is not idle');
		});
	});

	describe('Ring Timeout', () => {
		test('a phone that rings in vain is hung up before the next one rings', async () => {
			await open(wire);
			const { outputs } = await run(whisper({ fallbackSupervisors: '102', ringTimeout: 1 }, '105'));
			expect(outputs[0]?.[0]?.json).toMatchObject({
				supervisorExtension: '102',
				result: 'answered',
				attempts: [
					{
						supervisorExtension: '105',
						status: 'failed',
						reason: 'Extension 105 did not answer within 1 s',
					},
					{ supervisorExtension: '102', status: 'answered' },
				],
			});
			expect(ringing()).toEqual(['102']);
			expect(simulator.journal.map(({ endpoint }) => endpoint)).toContain('extension/hangup');
		});

		test('a phone that rang and stopped is followed by the next one', async () => {
			await open(wire);
			simulator.races.add({
				moment: 'after',
				endpoint: 'extension/query',
				act: () => simulator.pbx.decline('105'),
			});
			const { outputs } = await run(
				whisper({ fallbackSupervisors: '102', ringTimeout: 60 }, '105'),
			);
			expect(outputs[0]?.[0]?.json).toMatchObject({
				supervisorExtension: '102',
				attempts: [
					{
						supervisorExtension: '105',
						status: 'failed',
						reason: expect.stringContaining('Extension 105 did not answer') as string,
					},
					{ supervisorExtension: '102', status: 'answered' },
				],
			});
		});

		test('a phone that cannot be hung up counts as called', async () => {
			await open(wire);
			simulator.faults.add({
				endpoint: 'extension/hangup',
				trouble: { kind: 'httpStatus', status: 503 },
			});
			const { outputs } = await run(whisper({ fallbackSupervisors: '102', ringTimeout: 1 }, '105'));
			expect(outputs[0]?.[0]?.json).toMatchObject({
				supervisorExtension: '105',
				result: 'ringing',
				unverified: [{ extension: '105', condition: 'stoppedRinging' }],
			});
			expect(orders()).toEqual(['105']);
		});
	});

	describe('Wait for Answer', () => {
		const seconds = expect.any(Number) as number;

		test('answered: a phone that picks up by itself', async () => {
			await open(wire);
			const { outputs } = await run(whisper({ waitForAnswer: 5 }));
			expect(outputs[0]?.[0]?.json).toMatchObject({ result: 'answered', elapsedSeconds: seconds });
		});

		test('answered: the supervisor picks up', async () => {
			await open(wire);
			simulator.races.add({
				moment: 'after',
				endpoint: 'extension/query',
				request: 2,
				act: () => simulator.pbx.pickUp('105'),
			});
			const { outputs } = await run(whisper({ waitForAnswer: 60 }, '105'));
			expect(outputs[0]?.[0]?.json).toMatchObject({ result: 'answered', elapsedSeconds: seconds });
		});

		test('ringing: the phone rings on', async () => {
			await open(wire);
			const { outputs } = await run(whisper({ waitForAnswer: 1 }, '105'));
			expect(outputs[0]?.[0]?.json).toMatchObject({ result: 'ringing', elapsedSeconds: seconds });
			expect(ringing()).toEqual(['105']);
		});

		test('a phone that rang and stopped is a failure: the next one is called', async () => {
			await open(wire);
			simulator.races.add({
				moment: 'after',
				endpoint: 'extension/query',
				act: () => simulator.pbx.decline('105'),
			});
			const options = { waitForAnswer: 60, fallbackSupervisors: '102' };
			const { outputs } = await run(whisper(options, '105'));
			expect(outputs[0]?.[0]?.json).toMatchObject({
				supervisorExtension: '102',
				result: 'answered',
				attempts: [{ supervisorExtension: '105', status: 'failed' }, { status: 'answered' }],
			});
			expect(orders()).toEqual(['105', '102']);
		});

		test('without a fallback that failure is the one of the item', async () => {
			await open(wire);
			simulator.races.add({ moment: 'after', endpoint: 'extension/query', act: hangUpAgent });
			const { error } = await run(whisper({ waitForAnswer: 60 }, '105'));
			expect(error?.message).toContain('Extension 105 did not answer');
			expect(error?.context).toMatchObject({ data: { kind: 'noAnswer' } });
			expect(orders()).toEqual(['105']);
		});

		test('a phone that rings on keeps the fallbacks waiting', async () => {
			await open(wire);
			const options = { waitForAnswer: 1, fallbackSupervisors: '102' };
			const { outputs } = await run(whisper(options, '105'));
			expect(outputs[0]?.[0]?.json).toMatchObject({
				supervisorExtension: '105',
				result: 'ringing',
				attempts: [{ supervisorExtension: '105', status: 'ringing' }],
			});
			expect(ringing()).toEqual(['105']);
		});

		test('a state that cannot be asked for does not undo what was accepted', async () => {
			await open(wire);
			simulator.faults.add({
				endpoint: 'extension/query',
				trouble: { kind: 'httpStatus', status: 503 },
				requests: 50,
			});
			const { outputs } = await run(whisper({ waitForAnswer: 1 }));
			expect(outputs[0]?.[0]?.json).toMatchObject({
				result: 'accepted',
				unverified: [{ extension: '101', condition: 'answered' }],
			});
		});
	});

	test.each(['succeed', 'changeMode'])(
		'If Already Monitoring (%s) says that this PBX does not show it',
		async (ifAlreadyMonitoring) => {
			await open(wire);
			const { outputs } = await run(whisper({ ifAlreadyMonitoring }));
			expect(outputs[0]?.[0]?.json).toMatchObject({
				result: 'accepted',
				unverified: [{ extension: '106', condition: 'existingMonitoring' }],
			});
			const again = await run(whisper({ ifAlreadyMonitoring }));
			expect(again.error?.message).toBe('Extension 101 is not idle: it is in a call');
		},
	);

	test('all together: wait, try, watch', async () => {
		await open(wire);
		await hangUpAgent();
		simulator.pbx.startCall({ direction: 'internal', from: '101', to: '100' });
		simulator.races.add({
			moment: 'after',
			endpoint: 'extensionlist/query',
			request: 2,
			act: callAgent,
		});
		const { outputs } = await run(
			whisper({
				checkConditions: 'beforeCalling',
				waitForAnswer: 5,
				fallbackSupervisors: '103, 102',
				waitForCall: 60,
			}),
		);
		expect(outputs[0]?.[0]?.json).toMatchObject({
			supervisorExtension: '102',
			result: 'answered',
			attempts: [{ status: 'failed' }, { status: 'failed' }, { status: 'answered' }],
		});
		expect(simulator.pbx.describeHearing().join('\n')).toContain('102 whispers to 106');
	});

	describe('Stop', () => {
		const stop = (options: INodeParameters = {}, supervisor = '101'): INodeParameters => ({
			resource: 'monitoring',
			operation: 'stop',
			supervisorExtension: byNumber(supervisor),
			monitoredExtension: byNumber('106'),
			options,
		});

		test('takes the supervisor out; agent and customer talk on', async () => {
			await open(wire);
			await run(whisper({}));
			const { outputs } = await run(stop());
			expect(outputs[0]?.[0]?.json).toEqual({
				supervisorExtension: '101',
				monitoredExtension: '106',
				result: 'stopped',
			});
			expect(simulator.pbx.monitoringLegs()).toEqual([]);
			expect(simulator.pbx.describeHearing()).toContain(`${customer} talks with 106`);
		});

		test('also where the PBX shows the monitoring as a call with the agent', async () => {
			await open(wire, { switches: { monitoringShownAs: 'internalCall' } });
			await run(whisper({}));
			const { outputs } = await run(stop());
			expect(outputs[0]?.[0]?.json.result).toBe('stopped');
			expect(simulator.pbx.monitoringLegs()).toEqual([]);
		});

		test('ends a phone that still rings', async () => {
			await open(wire);
			await run(whisper({}, '105'));
			const { outputs } = await run(stop({}, '105'));
			expect(outputs[0]?.[0]?.json.result).toBe('stopped');
			expect(ringing()).toEqual([]);
		});

		test('has nothing to stop when the supervisor is idle', async () => {
			await open(wire);
			const { outputs } = await run(stop());
			expect(outputs[0]?.[0]?.json.result).toBe('notMonitoring');
			expect(simulator.counters.requests).toEqual({ login: 1, 'extension/query': 1 });
		});

		test('has nothing to stop when the call ends meanwhile', async () => {
			await open(wire);
			await run(whisper({}));
			simulator.races.add({ moment: 'before', endpoint: 'extension/hangup', act: hangUpAgent });
			const { outputs } = await run(stop());
			expect(outputs[0]?.[0]?.json.result).toBe('notMonitoring');
		});

		test('does not hang up a call of the supervisor, unless forced', async () => {
			await open(wire);
			simulator.pbx.startCall({ direction: 'inbound', from: '0160', to: '101' });
			const { error } = await run(stop());
			expect(error?.message).toBe(
				'Extension 101 does not monitor extension 106: it has a call with 0160',
			);
			expect(error?.description).toContain("'Force'");
			expect(simulator.pbx.describeHearing()).toContain('0160 talks with 101');
			const forced = await run(stop({ force: true }));
			expect(forced.outputs[0]?.[0]?.json.result).toBe('stopped');
			expect(simulator.pbx.describeHearing()).not.toContain('0160 talks with 101');
		});

		test('names an unknown extension', async () => {
			await open(wire);
			const { error } = await run(stop({}, '999'));
			expect(error?.message).toBe('Extension 999 does not exist on the PBX');
		});
	});

	describe('Change Mode', () => {
		const change = (newMode: string, supervisor = '101'): INodeParameters => ({
			resource: 'monitoring',
			operation: 'changeMode',
			supervisorExtension: byNumber(supervisor),
			monitoredExtension: byNumber('106'),
			newMode,
			options: {},
		});

		test('hangs up, waits until the phone is free, and calls again', async () => {
			await open(wire);
			await run(whisper({}));
			const { outputs } = await run(change('bargeIn'));
			expect(outputs[0]?.[0]?.json).toEqual({
				mode: 'bargeIn',
				supervisorExtension: '101',
				monitoredExtension: '106',
				result: 'accepted',
				restarted: true,
			});
			expect(simulator.pbx.monitoringLegs()).toMatchObject([{ mode: 'bargeIn' }]);
		});

		test('hangs up no phone for a mode that the PBX would refuse', async () => {
			await open(wire);
			await run(whisper({}, '102'));
			const { error } = await run(change('bargeIn', '102'));
			expect(error?.message).toBe('Extension 102 may not barge in: its Monitor Mode is Whisper');
			expect(simulator.pbx.monitoringLegs()).toMatchObject([{ mode: 'whisper' }]);
		});

		test('calls no phone that does not monitor', async () => {
			await open(wire);
			const { error } = await run(change('listen'));
			expect(error?.message).toBe('Extension 101 does not monitor any call: its phone is idle');
			expect(ringing()).toEqual([]);
		});

		test('leaves a supervisor in another call alone', async () => {
			await open(wire);
			simulator.pbx.startCall({ direction: 'internal', from: '101', to: '100' });
			const { error } = await run(change('listen'));
			expect(error?.message).toBe(
				'Extension 101 does not monitor extension 106: it has a call with 100',
			);
		});

		test('says that the supervisor is off the call when it cannot be called again', async () => {
			await open(wire);
			await run(whisper({}));
			simulator.races.add({ moment: 'before', endpoint: 'extension/listen', act: hangUpAgent });
			const { error } = await run(change('listen'));
			expect(error?.message).toBe(
				'Extension 101 was taken off the call of 106 and not put on it again: Extension 106 is not in a call',
			);
		});

		test('gives up on a supervisor who stays busy', async () => {
			await open(wire);
			await run(whisper({}));
			simulator.races.add({
				moment: 'after',
				endpoint: 'extension/hangup',
				act: () => simulator.pbx.startCall({ direction: 'internal', from: '100', to: '101' }),
			});
			const { error } = await run(change('listen'));
			expect(error?.message).toBe('Extension 101 was hung up, but did not become idle within 5 s');
			expect(ringing()).toEqual([]);
		}, 20_000);
	});
});

describe('options that cannot be used are refused before any request', () => {
	test.each([
		['waitForAnswer', 'soon', "'Wait for Answer (Seconds)' cannot be soon", 'to 120.'],
		['ringTimeout', 0, "'Ring Timeout (Seconds)' cannot be 0", 'Enter a number from 1 to 120.'],
		['ringTimeout', '', "'Ring Timeout (Seconds)' is empty", 'Enter a number from 1 to 120.'],
		['waitForCall', 3601, "'Wait for Call (Seconds)' cannot be 3601", 'from 0 to 3600.'],
		['checkConditions', 'always', "'Check Conditions' cannot be always", 'beforeCalling'],
		['ifAlreadyMonitoring', 'stay', "'If Already Monitoring' cannot be stay", 'succeed'],
		['allowModeChange', 'yes', "'Allow Mode Change' is neither true nor false: yes", 'true'],
	])('%s: %p', async (name, value, message, description) => {
		await open();
		const { error } = await run(whisper({ [name]: value }));
		expect(error?.message).toBe(message);
		expect(error?.description).toContain(description);
		expect(simulator.counters.requests).toEqual({});
	});

	test('a mode that there is none', async () => {
		await open();
		const { error } = await run({
			...whisper({}),
			operation: 'changeMode',
			newMode: '={{ "shout" }}',
		});
		expect(error?.message).toBe("'New Mode' cannot be shout");
		expect(error?.description).toBe('Use one of bargeIn, listen, whisper.');
		expect(simulator.counters.requests).toEqual({});
	});
});

test('a failure names the field to change by its label', async () => {
	await open();
	await hangUpAgent();
	const { error } = await run(whisper({ waitForCall: 1 }));
	expect(error?.description).toContain("Raise 'Wait for Call (Seconds)'.");
});

test.each<NodeParameterValueType>([
	'102,0101',
	'102;0101',
	'102 0101',
	'102\n0101',
	' 102 ,; 0101\n',
	{ __rl: true, mode: 'numbers', value: '102, 0101' },
	{ __rl: true, mode: 'numbers', value: '={{ ["102", "0101"] }}' },
	{ __rl: true, mode: 'list', value: '0101' },
])(
	'%j is a list of extensions',
	async (fallbackSupervisors) => {
		await open();
		simulator.pbx.startCall({ direction: 'internal', from: '101', to: '100' });
		simulator.pbx.startCall({ direction: 'internal', from: '102', to: '107' });
		const { outputs } = await run(whisper({ fallbackSupervisors }));
		expect(outputs[0]?.[0]?.json.supervisorExtension).toBe('0101');
	},
);

describe('a failure that stops the node', () => {
	test('ends the waiting of other items, and is reported instead of it', async () => {
		await open();
		await hangUpAgent();
		const items = [
			{ lead: '101', agent: '106' },
			{ lead: 'x', agent: '109' },
		];
		const { error } = await run(
			whisper({ waitForCall: 3600 }, '={{ $json.lead }}', '={{ $json.agent }}'),
			{ items },
		);
		expect(error?.message).toBe("'Supervisor Extension' is not an extension number: x");
		expect(orders()).toEqual([]);
	});
});
