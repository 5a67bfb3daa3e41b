import { Bench } from '../../../../tools/asterisk/bench.cts';
import { until } from '../../../../tools/poll.cts';
import { realLine, type RealLine } from './realLine.cts';
import { failureOf } from './recordedPbx.cts';

const minute = 60_000;
const patience = 10_000;
let bench: Bench;
let line: RealLine;

jest.setTimeout(minute);
beforeAll(async () => {
	bench = await Bench.open();
	line = realLine(bench);
}, 5 * minute);
afterEach(() => bench.hangUpAll());
afterAll(() => bench.close());

const calls = () => line.pbx.calls;

it('dials: the first phone answers, then the second is called', async () => {
	const since = bench.amiObserver.now();
	expect(await calls().dial?.({ from: '1002', to: '1003' })).toEqual({ result: 'answered' });
	await bench.bridged('C', since);
	expect(await line.pbx.extensions.query(['1002'])).toMatchObject([
		{ calls: [{ otherParty: '1003' }] },
	]);
	expect((await bench.channels('C'))[0]).toMatchObject({
		connectedlinenum: '1002',
		connectedlinename: 'Ext 1002',
	});
});

it('rings no phone for a number that does not exist', async () => {
	const since = bench.amiObserver.now();
	const failure = failureOf(await calls().dial?.({ from: '1002', to: '8888' }));
	expect(failure.message).toBe('The number 8888 cannot be dialled on the PBX');
	expect(bench.amiObserver.events({ event: 'Newchannel' }, since)).toEqual([]);
});

it('says that the first phone did not answer, and lets it ring no longer', async () => {
	await bench.setAnswering('A', 'manual');
	const order = { from: '1001', to: '1003', ringTimeoutMs: 1_000 };
	expect(failureOf(await calls().dial?.(order)).message).toBe(
		'Extension 1001 did not answer within 1 s',
	);
	await until('phone A to be quiet', patience, async () =>
		(await bench.channels('A')).length === 0 ? true : undefined,
	);
	await bench.setAnswering('A', 'byHeader');
});

it('hangs up', async () => {
	await bench.call('B', 'C');
	expect(await calls().hangUp?.('1002')).toBe('done');
	await until('the call to be over', patience, async () =>
		(await bench.amiObserver.channels()).length === 0 ? true : undefined,
	);
});

it('transfers the customer', async () => {
	await bench.call('B', 'C');
	const since = bench.amiObserver.now();
	expect(await calls().transfer?.('1002', '1004')).toBe('done');
	await bench.bridged('D', since);
	expect(await line.pbx.extensions.query(['1004'])).toMatchObject([
		{ calls: [{ otherParty: '1003' }] },
	]);
});

it('keeps the call when the number to transfer to does not exist', async () => {
	await bench.call('B', 'C');
	expect(failureOf(await calls().transfer?.('1002', '8888')).kind).toBe('notFound');
	expect(await bench.amiObserver.channels()).toHaveLength(2);
});

it('mutes the agent, measured, and lets it be heard again', async () => {
	await bench.call('B', 'C');
	expect(await calls().mute?.('1002')).toBe('done');
	const muted = await bench.measure(3_000);
	expect(muted.C.heard.B).toBeLessThan(-55);
	expect(muted.B.heard.C).toBeGreaterThan(-18);
	expect(await calls().unmute?.('1002')).toBe('done');
	const again = await bench.measure(3_000);
	expect(again.C.heard.B).toBeGreaterThan(-18);
});

it('sees an extension that is switched off', async () => {
	await bench.switchOff('D');
	expect(await line.pbx.extensions.query(['1004', '1003', '9999'])).toMatchObject([
		{ number: '1003', state: 'idle', rawState: 'Idle' },
		{ number: '1004', state: 'unavailable', rawState: 'Unavailable' },
	]);
	await bench.switchOn('D', 'auto');
});
