import { standingClock } from '../../simulator/clock.cts';
import { InMemoryPbx } from '../../simulator/model/inMemory/inMemoryPbx.cts';
import { defaultOffice } from '../../simulator/model/office.cts';

const customer = '0151234567';
const agentsChannel = 'PJSIP/106-00000002';
const trunkChannel = 'PJSIP/to-18-16-2-00000001';

let pbx: InMemoryPbx;

beforeEach(() => {
	pbx = new InMemoryPbx(
		{ ...defaultOffice(), calls: [] },
		standingClock(new Date('2020-05-20T01:36:08Z')),
	);
});

function customerCalls(answered: 'answered' | 'ringing'): void {
	pbx.startCall({ direction: 'inbound', from: customer, to: '106', answered });
}

async function states() {
	const { calls } = await pbx.liveCalls();
	return calls.map(({ caller, callee }) => [caller?.state, callee?.state]);
}

describe('a call has its channels', () => {
	it('at both ends', async () => {
		customerCalls('answered');
		const [call] = (await pbx.liveCalls()).calls;
		expect(call).toMatchObject({
			direction: 'inbound',
			trunk: 'to-18-16-2',
			caller: { channel: trunkChannel, kind: 'outside', number: customer, state: 'talking' },
			callee: { channel: agentsChannel, kind: 'extension', number: '106', state: 'talking' },
		});
	});

	it('and none at an end that does not ring yet', async () => {
		await pbx.dial({ from: '105', to: '106', autoAnswer: false });
		expect(await states()).toEqual([['ringing', undefined]]);
		pbx.pickUp('105');
		expect(await states()).toEqual([['calling', 'ringing']]);
	});

	it('also while the caller waits in a queue', async () => {
		pbx.startCall({ direction: 'inbound', from: customer, to: '9998' });
		const [call] = (await pbx.liveCalls()).calls;
		expect([call?.waitsIn, call?.caller?.state, call?.callee]).toEqual([
			'9998',
			'talking',
			undefined,
		]);
	});

	it('and another one for the phone that it is transferred to', async () => {
		customerCalls('answered');
		const [call] = pbx.currentCalls();
		await pbx.transfer({ callId: call?.id ?? '', transferor: '106', to: '107' });
		const [after] = (await pbx.liveCalls()).calls;
		expect(after?.callee?.channel).toMatch(/^PJSIP\/107-/);
	});
});

describe('a channel', () => {
	it('is held, resumed, muted and hung up by its name', async () => {
		customerCalls('answered');
		expect(await pbx.holdChannel(agentsChannel, 'on')).toBe('done');
		expect(await states()).toEqual([['talking', 'onHold']]);
		await pbx.holdChannel(agentsChannel, 'off');
		await pbx.muteChannel(agentsChannel, 'on');
		expect(pbx.currentCalls()[0]?.callee.muted).toBe(true);
		expect(await pbx.hangUpChannel(trunkChannel)).toBe('done');
		expect(await states()).toEqual([]);
		expect(await pbx.hangUpChannel(trunkChannel)).toBe('noCall');
	});

	it('of a supervisor says whom it monitors, and ends alone', async () => {
		customerCalls('answered');
		await pbx.monitor({ mode: 'whisper', supervisor: '101', monitored: '106' }, 'one');
		const [monitoring] = (await pbx.liveCalls()).monitoring;
		expect(monitoring).toMatchObject({
			mode: 'whisper',
			monitored: '106',
			supervisor: { number: '101', state: 'talking' },
		});
		await pbx.hangUpChannel(monitoring?.supervisor.channel ?? '');
		expect((await pbx.liveCalls()).monitoring).toEqual([]);
		expect(await states()).toEqual([['talking', 'talking']]);
	});
});
