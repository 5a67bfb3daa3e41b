import type { INodeParameters } from 'n8n-workflow';

import { switchValues, type Switches } from '../../simulator/api/openvox/switches.cts';
import type { Simulator } from '../../simulator/simulator.cts';
import type { CredentialStore } from './credentialStore.cts';
import { byNumber, customer, liveOffice, wires, type Wire } from './office.cts';
import { runNode } from './runNode.cts';

let simulator: Simulator;
let credential: CredentialStore;

async function open(wire?: Wire, switches: Partial<Switches> = {}): Promise<void> {
	({ simulator, credential } = await liveOffice(wire, { switches }));
}

afterEach(async () => {
	await simulator.close();
});

const get = (number: string): INodeParameters => ({
	resource: 'extension',
	operation: 'get',
	extension: byNumber(number),
	options: {},
});

const getAll = (more: object = { returnAll: true }) => ({
	resource: 'extension',
	operation: 'getAll',
	options: {},
	...more,
});

describe.each(wires)('in $dataFormat over $protocol', (wire) => {
	test('Get gives state, permissions and the current call', async () => {
		await open(wire);
		const run = await runNode({ credential, parameters: get('106') });
		expect(run.outputs[0]?.[0]?.json).toEqual({
			number: '106',
			name: 'Alice',
			state: 'inCall',
			rawState: 'Busy',
			type: 'pjsip',
			allowBeingMonitored: true,
			monitorMode: 'disabled',
			calls: [
				{
					direction: 'inbound',
					otherParty: customer,
					id: expect.stringMatching(/^\d+\.\d+$/) as string,
					trunk: 'to-18-16-2',
				},
			],
		});
		expect(simulator.counters.requests).toEqual({ login: 1, 'extension/query': 1 });
	});

	test('Get Many gives all of them in one request, names and leading zeros whole', async () => {
		await open(wire);
		const run = await runNode({ credential, parameters: getAll() });
		const rows = run.outputs[0]?.map(({ json }) => json) ?? [];
		const office = await simulator.pbx.extensions();
		expect(rows.map(({ number, name }) => [number, name])).toEqual(
			office.map(({ number, name }) => [number, name]),
		);
		expect(rows.map(({ number }) => number)).toContain('0101');
		expect(rows.map(({ name }) => name)).toContain('Zoë & Søn <Lager>');
		expect(simulator.counters.requests).toEqual({ login: 1, 'extension/query': 1 });
		expect(run.outputs[0]?.every(({ pairedItem }) => pairedItem !== undefined)).toBe(true);
	});

	test('no password, PIN or SIP secret comes along', async () => {
		await open(wire);
		const runs = [
			await runNode({ credential, parameters: getAll() }),
			await runNode({ credential, parameters: get('106') }),
		];
		const [extension] = await simulator.pbx.extensions();
		const shown = JSON.stringify(runs.map(({ outputs }) => outputs));
		expect(shown).toContain('106');
		for (const { number } of await simulator.pbx.extensions()) {
			expect(shown).not.toContain(`SipSecret-${number}`);
			expect(shown).not.toContain(`UserSecret-${number}`);
		}
		expect(shown).not.toContain(extension?.voicemailPin);
		expect(shown).not.toContain(simulator.account.password);
	});
});

test('Get Many takes only the wanted states, up to the limit', async () => {
	await open();
	const idle = await runNode({
		credential,
		parameters: getAll({ returnAll: false, limit: 2, states: ['idle'] }),
	});
	expect(idle.outputs[0]?.map(({ json }) => json.state)).toEqual(['idle', 'idle']);
	const busy = await runNode({
		credential,
		parameters: getAll({ returnAll: true, states: ['inCall', 'onHold'] }),
	});
	const states = busy.outputs[0]?.map(({ json }) => json.state) ?? [];
	expect(states).toContain('inCall');
	expect(states.every((state) => state === 'inCall' || state === 'onHold')).toBe(true);
});

test('Get Many gives only the chosen fields', async () => {
	await open();
	const options = { outputFields: ['number', 'state'] };
	const run = await runNode({ credential, parameters: getAll({ returnAll: true, options }) });
	const items = run.outputs[0]?.map(({ json }) => json) ?? [];
	expect(items).toContainEqual({ number: '106', state: 'inCall' });
	expect(new Set(items.flatMap(Object.keys))).toEqual(new Set(['number', 'state']));
});

describe('an unknown extension', () => {
	test.each(switchValues.unknownExtension)(
		'is named when the PBX answers %s',
		async (unknownExtension) => {
			await open(undefined, { unknownExtension });
			const run = await runNode({ credential, parameters: get('999') });
			expect(run.error?.message).toBe('Extension 999 does not exist on the PBX');
		},
	);
});

/** Everything the manual leaves open about these two pages; the result is the same. */
const variants: Array<Partial<Switches>> = [
	...switchValues.freeWord.map((freeWord) => ({ freeWord })),
	...switchValues.inCallWord.map((inCallWord) => ({ inCallWord })),
	...switchValues.stateCase.map((stateCase) => ({ stateCase })),
	...switchValues.disabledWord.map((disabledWord) => ({ disabledWord })),
	...switchValues.callFields.map((callFields) => ({ callFields })),
	...switchValues.extid.map((extid) => ({ extid })),
	...switchValues.numbers.map((numbers) => ({ numbers })),
	...switchValues.errno.map((errno) => ({ errno })),
	...switchValues.xmlDeclaration.map((xmlDeclaration) => ({ xmlDeclaration })),
	...switchValues.xmlContentType.map((xmlContentType) => ({ xmlContentType })),
	...switchValues.connection.map((connection) => ({ connection })),
	...switchValues.userPasswordField.map((userPasswordField) => ({ userPasswordField })),
];

describe.each(['json', 'xml'] as const)(
	'in %s, whatever the PBX makes of the manual',
	(dataFormat) => {
		test.each(variants)('%p', async (switches) => {
			await open({ dataFormat, protocol: 'http' }, switches);
			simulator.pbx.startCall({ direction: 'internal', from: '107', to: '100' });
			const run = await runNode({ credential, parameters: getAll() });
			const rows = run.outputs[0]?.map(({ json }) => json) ?? [];
			const row = (number: string) => rows.find((each) => each.number === number);
			expect(row('106')).toMatchObject({
				state: 'inCall',
				allowBeingMonitored: true,
				monitorMode: 'disabled',
			});
			expect(row('101')).toMatchObject({ state: 'idle', monitorMode: 'all' });
			expect(row('0101')).toMatchObject({ state: 'idle', name: 'Branch Office' });
			expect(row('110')).toMatchObject({ state: 'unavailable' });
			const reported = switches.callFields !== 'absent';
			expect(row('107')?.calls).toEqual(
				reported ? [{ direction: 'internal', otherParty: '100' }] : [],
			);
		});
	},
);

describe('the Yeastar variant', () => {
	test('speaks JSON with the version of its own manual', async () => {
		await open(undefined, { xml: 'errno10002' });
		credential.save({ pbx: 'yeastarV1', dataFormat: 'xml' });
		const run = await runNode({ credential, parameters: get('106') });
		expect(run.outputs[0]?.[0]?.json.state).toBe('inCall');
		expect(simulator.journal.map(({ version, format }) => `${version} ${format}`)).toEqual([
			'v1.1.0 json',
			'v1.1.0 json',
		]);
	});

	test('of OpenVox that refuses XML says what to set', async () => {
		await open({ dataFormat: 'xml', protocol: 'http' }, { xml: 'errno10002' });
		const run = await runNode({ credential, parameters: get('106') });
		expect(run.error?.description).toContain('JSON');
	});
});

test.each([
	[{ limit: 0 }, "'Limit' cannot be 0"],
	[{ returnAll: true, states: ['idle', 'asleep'] }, "'States' cannot be asleep"],
])('Get Many with %j is refused before any request', async (more, message) => {
	await open();
	const { error } = await runNode({ credential, parameters: getAll(more) });
	expect(error?.message).toBe(message);
	expect(simulator.counters.requests).toEqual({});
});
