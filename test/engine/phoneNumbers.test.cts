import type { INodeParameterResourceLocator, INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../../simulator/simulator.cts';
import type { CredentialStore } from './credentialStore.cts';
import { byNumber, liveOffice, startParameters } from './office.cts';
import { runNode } from './runNode.cts';

// Numbers that the PBX would dial at the user's cost, and what only Asterisk does of a monitoring.

let simulator: Simulator;
let credential: CredentialStore;

beforeEach(async () => {
	({ simulator, credential } = await liveOffice());
});
afterEach(async () => {
	await simulator.close();
});

const byPhone = (value: string): INodeParameterResourceLocator => ({
	__rl: true,
	mode: 'phoneNumber',
	value,
});

const both = { supervisorExtension: byNumber('101'), monitoredExtension: byNumber('106') };

const monitoring = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'monitoring',
	operation,
	...both,
	...startParameters({}),
	...more,
});

const whisperFrom = (number: string, options: INodeParameters = {}) =>
	monitoring('whisper', { supervisorExtension: byPhone(number), options });

const dialExternal = (number: string, options: INodeParameters = {}): INodeParameters => ({
	resource: 'call',
	operation: 'dialExternal',
	fromExtension: byNumber('101'),
	externalNumber: number,
	options,
});

async function outcome(parameters: INodeParameters, json = { number: '+493012345' }) {
	const { outputs, error } = await runNode({ credential, parameters, items: [json] });
	return { item: outputs[0]?.[0]?.json, error };
}

const expectNoRequest = () => expect(simulator.counters.requests).toEqual({});

describe('Allowed Numbers', () => {
	test.each([
		['0151234567', '0151234567'],
		['+4930*', '0151*, +4989*'],
		['*', '0151234567'],
		['0151*', '0151234567'],
	])('dial with %s and %s', async (first, second) => {
		const { item } = await outcome(
			dialExternal('0151234567', { allowedNumbers: `${first}, ${second}` }),
		);
		expect(item).toMatchObject({ externalNumber: '0151234567' });
	});

	test.each([
		['0160', '0151*'],
		['0151', '0151234567'],
		['01512', '0151'],
		['00151', '0151*'],
		['+49151', '0049151*'],
		// A star is a key, and not a digit.
		['0151*21*0900', '0151*'],
	])('refuse %s where they are %s, before any request', async (number, allowed) => {
		const { error } = await outcome(dialExternal(number, { allowedNumbers: allowed }));
		expect(error?.message).toBe(`The number ${number} is not one of 'Allowed Numbers'`);
		expectNoRequest();
	});

	test('are no expression: whoever fills them could allow any number', async () => {
		const { error } = await outcome(
			dialExternal('0151234567', { allowedNumbers: '={{ $json.number }}' }),
		);
		expect(error?.message).toContain("'Allowed Numbers' contains something that is not a number");
		expectNoRequest();
	});

	test('are fixed also beside an option with an expression', async () => {
		const options = { allowedNumbers: '0151*', timeout: '={{ 5 + 5 }}' };
		expect((await outcome(dialExternal('0151234567', options))).item).toBeDefined();
	});

	test('contain something else', async () => {
		const { error } = await outcome(dialExternal('0151', { allowedNumbers: '0151-*' }));
		expect(error?.message).toContain("'Allowed Numbers' contains something that is not a number");
		expectNoRequest();
	});
});

describe('a phone number from an expression, as a webhook or an AI model fills it', () => {
	const prompt = (promptNumber: string, options: INodeParameters = {}) =>
		monitoring('whisperPrompt', { promptNumber, options });

	test.each<[string, INodeParameters, string]>([
		['of a supervisor', whisperFrom('={{ $json.number }}'), 'Supervisor Extension'],
		['of a prompt', prompt('={{ $json.number }}'), 'Prompt Number'],
	])(
		'%s is refused as long as nothing says which may be dialled',
		async (_what, parameters, label) => {
			const { error } = await outcome(parameters);
			// Whether this PBX can whisper a prompt at all is known first.
			if (label === 'Prompt Number') {
				expect(error?.message).toBe('OpenVox UC Series does not offer whispering a recording');
				return;
			}
			expect(error?.message).toBe(
				`'${label}' takes a phone number from an expression, and 'Allowed Numbers' is empty`,
			);
			expectNoRequest();
		},
	);

	test('is refused where it is not allowed', async () => {
		const { error } = await outcome(
			whisperFrom('={{ $json.number }}', { allowedNumbers: '0151*' }),
		);
		expect(error?.message).toBe("The number +493012345 is not one of 'Allowed Numbers'");
		expectNoRequest();
	});

	test('is taken where it is allowed; this PBX then says that it dials no supervisors', async () => {
		const { error } = await outcome(whisperFrom('={{ $json.number }}', { allowedNumbers: '+49*' }));
		expect(error?.message).toBe('OpenVox UC Series does not offer supervisors at a phone number');
	});

	test.each(['+49 30', '0151-1', '1&2', 'Local/1', '+'])('%j is no number', async (number) => {
		const { error } = await outcome(whisperFrom(number));
		expect(error?.message).toContain("'Supervisor Extension' is not a number that can be dialled");
		expectNoRequest();
	});
});

describe('a PBX that cannot do it says so, and nothing rings', () => {
	test.each<[string, INodeParameters, string]>([
		['a number as supervisor', whisperFrom('0151234567'), 'supervisors at a phone number'],
		['a beep', monitoring('listen', { options: { beepToAgent: true } }), 'a beep to the agent'],
		[
			'Stop After',
			monitoring('bargeIn', { options: { stopAfter: 60 } }),
			'the end of a monitoring after a time',
		],
		['Take Over', monitoring('takeOver'), 'taking over a call'],
		[
			'Whisper Prompt',
			monitoring('whisperPrompt', { promptNumber: '701' }),
			'whispering a recording',
		],
		[
			'Stop of a number',
			monitoring('stop', { supervisorExtension: byPhone('0151234567') }),
			'supervisors at a phone number',
		],
	])('%s', async (_what, parameters, what) => {
		const { error } = await outcome(parameters);
		expect(error?.message).toBe(`OpenVox UC Series does not offer ${what}`);
		expect(simulator.pbx.monitoringLegs()).toEqual([]);
	});

	test('and names what helps instead of Stop After', async () => {
		const { error } = await outcome(monitoring('whisper', { options: { stopAfter: 60 } }));
		expect(error?.description).toContain("Remove 'Stop After (Seconds)'");
		expect(error?.description).toContain("'Coach, then leave'");
	});
});

describe('Stop without a monitored extension', () => {
	const stop = (monitored: INodeParameterResourceLocator | string, options: INodeParameters = {}) =>
		outcome({
			resource: 'monitoring',
			operation: 'stop',
			supervisorExtension: byNumber('101'),
			monitoredExtension: monitored,
			options,
		});

	test.each([byNumber(''), { __rl: true, mode: 'list', value: '' } as const, ''])(
		'hangs the supervisor up where the PBX does not show who monitors (%j)',
		async (empty) => {
			await outcome(monitoring('whisper'));
			const { item } = await stop(empty);
			expect(item).toEqual({ supervisorExtension: '101', result: 'stopped' });
			expect(simulator.pbx.monitoringLegs()).toEqual([]);
		},
	);

	test('does not hang up a call that the PBX shows, unless forced', async () => {
		simulator.pbx.startCall({ direction: 'inbound', from: '0160', to: '101' });
		const { error } = await stop(byNumber(''));
		expect(error?.message).toBe('Extension 101 does not monitor any call: it has a call with 0160');
		expect((await stop(byNumber(''), { force: true })).item).toMatchObject({ result: 'stopped' });
	});

	test('a wrong extension is not taken for none', async () => {
		const { error } = await stop(byNumber('10x'));
		expect(error?.message).toContain("'Monitored Extension' is not an extension number");
	});
});
