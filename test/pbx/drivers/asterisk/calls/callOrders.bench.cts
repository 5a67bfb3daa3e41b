import { Bench } from '../../../../../tools/asterisk/bench.cts';
import { extensionOf, menu, parkingLot, prefixes } from '../../../../../tools/asterisk/phones.cts';
import { until } from '../../../../../tools/poll.cts';
import { realLine, type RealLine } from '../realLine.cts';
import { failureOf } from '../recordedPbx.cts';

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

/** Phone B dials a number, and is connected. */
async function connect(number: string): Promise<void> {
	const since = bench.amiObserver.now();
	await bench.phone('B').dial(number);
	await bench.bridged('B', since);
}

describe('DTMF', () => {
	/** Digits that reached the voice menu at the other end of the trunk. */
	const received = (since: number) =>
		bench.amiObserver
			.events({ event: 'DTMFEnd', direction: 'Received' }, since)
			.filter(({ channel }) => channel?.startsWith(`PJSIP/${menu.trunk}-`))
			.map(({ digit }) => digit)
			.join('');

	it('reaches the voice menu, each digit once, and not the phone of the agent', async () => {
		await connect(menu.number);
		const since = bench.amiObserver.now();
		const heard = bench.phone('B').now();
		expect(await calls().sendDtmf?.('1002', '1122w*#AD0099')).toBe('done');
		await until('the digits to arrive', patience, () =>
			received(since).length >= 12 ? true : undefined,
		);
		expect(received(since)).toBe('1122*#AD0099');
		const events = bench.phone('B').events.slice(heard);
		expect(events.filter(({ type }) => type.startsWith('CALL_DTMF'))).toEqual([]);
	});

	it('is no feature code: *2 begins no transfer', async () => {
		await connect(menu.number);
		const since = bench.amiObserver.now();
		expect(await calls().sendDtmf?.('1002', '*2')).toBe('done');
		await until('the digits to arrive', patience, () =>
			received(since) === '*2' ? true : undefined,
		);
		expect(bench.amiObserver.events({ event: 'MusicOnHoldStart' }, since)).toEqual([]);
		expect(bench.amiObserver.events({ event: 'Newchannel' }, since)).toEqual([]);
	});

	it('goes to nobody in a conference', async () => {
		await bench.phone('B').dial('601');
		await until('phone B to be in the conference', patience, async () =>
			(await bench.channels('B')).some(({ bridgeid = '' }) => bridgeid !== '') ? true : undefined,
		);
		expect(failureOf(await calls().sendDtmf?.('1002', '1')).kind).toBe('notInCall');
	});
});

describe('Park', () => {
	it('parks the other party, and any phone gets it from its slot', async () => {
		await bench.call('B', 'C');
		const slot = String(parkingLot.firstSlot);
		expect(await calls().park?.('1002')).toEqual({ result: 'done', parkingSlot: slot });
		await until('phone B to be free', patience, async () =>
			(await bench.channels('B')).length === 0 ? true : undefined,
		);
		const since = bench.amiObserver.now();
		await bench.phone('A').dial(slot);
		await bench.bridged('A', since);
		const [c] = await bench.channels('C');
		const [a] = await bench.channels('A');
		expect(a?.bridgeid).toBe(c?.bridgeid);
	});

	it('parks the caller of a queue, whom a Local channel joins with the agent', async () => {
		await bench.setAnswering('B', 'manual');
		const since = bench.amiObserver.now();
		await bench.phone('D').dialFromOutside('6700');
		await bench.bridged('C', since);
		expect(await calls().park?.('1003')).toEqual({
			result: 'done',
			parkingSlot: expect.stringMatching(/^7\d$/) as string,
		});
		await until('phone C to be free', patience, async () =>
			(await bench.channels('C')).length === 0 ? true : undefined,
		);
		expect((await bench.amiObserver.channels()).map(({ channel = '' }) => channel)).toEqual([
			expect.stringMatching(/^PJSIP\/provider-/),
		]);
		await bench.hangUpAll();
		await bench.setAnswering('B', 'auto');
	});

	it('says that a full lot parked nobody: Asterisk says "Park successful"', async () => {
		for (let n = 0; n < parkingLot.slots; n += 1) {
			const since = bench.amiObserver.now();
			const fields = { Channel: 'Local/700@internal/n', Application: 'Park', Async: 'true' };
			await bench.amiObserver.action({ Action: 'Originate', ...fields });
			await bench.amiObserver.event({ event: 'ParkedCall' }, since);
		}
		await bench.call('B', 'C');
		const failure = failureOf(await calls().park?.('1002'));
		expect(failure.message).toBe('The PBX did not park the call of extension 1002');
		expect((await bench.channels('B'))[0]?.bridgeid).toBe((await bench.channels('C'))[0]?.bridgeid);
	});
});

describe('Attended Transfer', () => {
	const bridgeOf = async (name: 'B' | 'C' | 'D') => (await bench.channels(name))[0]?.bridgeid;
	const start = () => calls().attendedTransfer?.('1002', { step: 'start', to: extensionOf.D });
	const answered = () =>
		until('phone D to talk', patience, async () =>
			(await bench.channels('D')).some(({ bridgeid = '' }) => bridgeid !== '') ? true : undefined,
		);

	it.each(['caller', 'called party'])(
		'the %s asks, and hands the other party over',
		async (side) => {
			await (side === 'caller' ? bench.call('B', 'C') : bench.call('C', 'B'));
			expect(await start()).toBe('consulting');
			await answered();
			const asked = await bench.measure(2_000);
			expect(asked.D.heard.B).toBeGreaterThan(-25);
			expect(asked.C.heard.B).toBeLessThan(-55);
			expect(await calls().attendedTransfer?.('1002', { step: 'complete' })).toBe('done');
			await until('C and D to talk', patience, async () =>
				(await bridgeOf('C')) === (await bridgeOf('D')) ? true : undefined,
			);
			expect(await bench.channels('B')).toEqual([]);
		},
	);

	it('cancels: the other party is back', async () => {
		await bench.call('B', 'C');
		expect(await start()).toBe('consulting');
		await answered();
		expect(await calls().attendedTransfer?.('1002', { step: 'cancel' })).toBe('done');
		expect(await bridgeOf('B')).toBe(await bridgeOf('C'));
		expect(await bench.channels('D')).toEqual([]);
	});

	it('says that the call allows no transfer', async () => {
		await connect(`${prefixes.notTransferable}${extensionOf.C}`);
		const failure = failureOf(await start());
		expect(failure.message).toBe('The PBX did not connect extension 1002 with 1004');
		expect(await bridgeOf('B')).toBe(await bridgeOf('C'));
	});
});
