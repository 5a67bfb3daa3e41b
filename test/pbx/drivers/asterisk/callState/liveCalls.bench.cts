import { Failure } from '../../../../../pbx/model/failure';
import type { LiveCall } from '../../../../../pbx/model/calls';
import { Bench } from '../../../../../tools/asterisk/bench.cts';
import { conference, queue, trunk } from '../../../../../tools/asterisk/phones.cts';
import { until } from '../../../../../tools/poll.cts';
import { realLine, type RealLine } from '../realLine.cts';
import { failureOf } from '../recordedPbx.cts';

const minute = 60_000;
const patience = 10_000;
let bench: Bench;
let line: RealLine;

jest.setTimeout(minute);
beforeAll(async () => {
	bench = await Bench.open({ audioCapture: 'recordings' });
	// No other right is needed to look.
	line = realLine(bench, { user: Bench.users.onlyReporting });
}, 5 * minute);
afterEach(async () => {
	await bench.hangUpAll();
	for (const name of ['B', 'C', 'D'] as const) await bench.setAnswering(name, 'auto');
	await bench.setAnswering('A', 'byHeader');
});
afterAll(() => bench.close());

async function list(): Promise<LiveCall[]> {
	const calls = await line.pbx.calls.list?.();
	if (calls === undefined || calls instanceof Failure) throw new Error('no list');
	return calls;
}

/** The calls by the extension that they belong to, as soon as each is in the state wanted of it. */
async function whenStatesAre(wanted: Record<string, LiveCall['state']>): Promise<LiveCall[]> {
	const numbers = Object.keys(wanted);
	return await until(`calls to be ${JSON.stringify(wanted)}`, patience, async () => {
		const calls = await list();
		const isAsWanted = numbers.every((number) =>
			calls.some(
				({ state, extensions }) =>
					state === wanted[number] && extensions.some((party) => party.number === number),
			),
		);
		return isAsWanted && calls.length === numbers.length ? calls : undefined;
	});
}

it('shows no calls, with one request', async () => {
	await list();
	const before = line.sent.length;
	expect(await list()).toEqual([]);
	expect(line.sent.slice(before)).toEqual(['Status']);
});

it('shows a call between two extensions, and when it began', async () => {
	const before = Date.now();
	await bench.call('B', 'C');
	const [call] = await whenStatesAre({ 1002: 'talking' });
	const second = 1_000;
	expect(call).toMatchObject({
		direction: 'internal',
		from: '1002',
		to: '1003',
		extensions: [
			{ number: '1002', name: 'Ext 1002', state: 'inCall' },
			{ number: '1003', name: 'Ext 1003', state: 'inCall' },
		],
	});
	expect(call?.startedAtMs).toBeGreaterThan(before - second);
	expect(call?.startedAtMs).toBeLessThanOrEqual(Date.now());
	const before2 = line.sent.length;
	await list();
	expect(line.sent.slice(before2)).toEqual(['Status', 'ExtensionStateList']);
});

it('shows a customer who calls, from the first ring on', async () => {
	await bench.setAnswering('B', 'manual');
	await bench.phone('D').dialFromOutside('1002');
	const parties = { direction: 'inbound', from: trunk.customer, to: '1002', trunk: trunk.name };
	expect(await whenStatesAre({ 1002: 'ringing' })).toMatchObject([
		{ ...parties, extensions: [{ number: '1002', state: 'ringing' }] },
	]);
	await bench.phone('B').answer();
	expect(await whenStatesAre({ 1002: 'talking' })).toMatchObject([
		{ ...parties, extensions: [{ number: '1002', name: 'Ext 1002', state: 'inCall' }] },
	]);
});

it('shows a customer who is called, and whom the call is transferred to', async () => {
	await bench.phone('B').dial(trunk.customer);
	const outside = { to: trunk.customer, trunk: trunk.name };
	expect(await whenStatesAre({ 1002: 'talking' })).toMatchObject([
		{ direction: 'outbound', from: '1002', ...outside },
	]);
	const [own] = await bench.channels('B');
	await bench.amiObserver.action({
		Action: 'BlindTransfer',
		Channel: own?.channel ?? '',
		Context: 'internal',
		Exten: '1003',
	});
	// The caller is gone; the customer has called, as far as the PBX reports.
	expect(await whenStatesAre({ 1003: 'talking' })).toMatchObject([
		{ direction: 'inbound', from: trunk.customer, to: '1003', trunk: trunk.name },
	]);
});

it('shows a call that one party holds, and that goes on', async () => {
	await bench.call('B', 'C');
	await bench.phone('B').hold();
	await whenStatesAre({ 1002: 'onHold' });
	await bench.phone('B').resume();
	await whenStatesAre({ 1002: 'talking' });
	await bench.phone('C').hold();
	await whenStatesAre({ 1002: 'onHold' });
});

it('shows which of two calls over one trunk is on hold', async () => {
	await bench.phone('B').dial(trunk.customer);
	await whenStatesAre({ 1002: 'talking' });
	// The customer's phone holds one call when it takes another.
	await bench.phone('C').dial(trunk.customer);
	await whenStatesAre({ 1002: 'onHold', 1003: 'talking' });
	await bench.phone('C').hold();
	await whenStatesAre({ 1002: 'onHold', 1003: 'onHold' });
	await bench.phone('C').resume();
	await whenStatesAre({ 1002: 'onHold', 1003: 'talking' });
});

it('shows it too where a queue has channels between the agent and the trunk', async () => {
	await bench.phone('B').dial(trunk.customer);
	await whenStatesAre({ 1002: 'talking' });
	await bench.phone('D').dialFromOutside(queue);
	await whenStatesAre({ 1002: 'onHold', 1003: 'talking' });
	await bench.phone('C').hold();
	await whenStatesAre({ 1002: 'onHold', 1003: 'onHold' });
	await bench.phone('C').resume();
	await whenStatesAre({ 1002: 'onHold', 1003: 'talking' });
});

it('shows a monitored call as it was, and no call of the supervisor', async () => {
	const phone = await bench.setAnswering('A', 'manual');
	await bench.call('B', 'C');
	const rang = phone.now();
	const { monitoring } = realLine(bench).pbx;
	const started = monitoring.start({ mode: 'whisper', supervisor: '1001', monitored: '1002' });
	await phone.ringing(rang);
	const numbers = async () =>
		(await list()).map((call) => call.extensions.map((one) => one.number));
	expect(await numbers()).toEqual([['1002', '1003']]);
	await phone.answer();
	expect(await started).toMatchObject({ result: 'monitoring' });
	expect(await numbers()).toEqual([['1002', '1003']]);
});

it('shows a caller in a queue, and the agent who takes the call', async () => {
	await bench.setAnswering('B', 'manual');
	await bench.setAnswering('C', 'manual');
	const rang = bench.phone('C').now();
	await bench.phone('D').dialFromOutside(queue);
	await bench.phone('C').ringing(rang);
	expect(await whenStatesAre({ 1003: 'waiting' })).toMatchObject([
		{
			direction: 'inbound',
			from: trunk.customer,
			to: queue,
			extensions: [
				{ number: '1002', state: 'ringing' },
				{ number: '1003', state: 'ringing' },
			],
		},
	]);
	await bench.phone('C').answer();
	expect(await whenStatesAre({ 1003: 'talking' })).toMatchObject([
		{ from: trunk.customer, to: '1003', extensions: [{ number: '1003', state: 'inCall' }] },
	]);
});

it('shows each party of a conference, and whether it talks to anybody', async () => {
	await bench.phone('B').dial(conference);
	await whenStatesAre({ 1002: 'unknown' });
	await bench.phone('C').dial(conference);
	expect(await whenStatesAre({ 1002: 'talking', 1003: 'talking' })).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ direction: 'internal', from: '1002', to: conference }),
			expect.objectContaining({ direction: 'internal', from: '1003', to: conference }),
		]),
	);
});

it('shows an extension in two calls in both', async () => {
	await bench.call('B', 'C');
	await bench.phone('B').hold();
	await bench.phone('B').dial(trunk.customer);
	expect(await whenStatesAre({ 1003: 'onHold', 1002: 'talking' })).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ direction: 'internal', from: '1002', to: '1003' }),
			expect.objectContaining({ direction: 'outbound', from: '1002', to: trunk.customer }),
		]),
	);
});

it('shows a call that is dialled for an extension, first leg and all', async () => {
	const phone = await bench.setAnswering('C', 'manual');
	const rang = phone.now();
	const dialled = realLine(bench).pbx.calls.dial?.({ from: '1003', to: '1002' });
	await phone.ringing(rang);
	expect(await list()).toMatchObject([
		{ direction: 'internal', from: '1003', to: undefined, state: 'ringing' },
	]);
	await phone.answer();
	await dialled;
	expect(await whenStatesAre({ 1002: 'talking' })).toMatchObject([{ from: '1003', to: '1002' }]);
});

it('names the right that is missing', async () => {
	const { calls } = realLine(bench, { user: Bench.users.nothing }).pbx;
	expect(failureOf(await calls.list?.()).message).toBe(
		'The manager user lacks the right `reporting`',
	);
});
