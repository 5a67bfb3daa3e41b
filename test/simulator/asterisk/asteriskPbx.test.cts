import { AsteriskPbx } from '../../../simulator/model/asterisk/asteriskPbx.cts';
import { AsteriskManager } from '../../../simulator/model/asterisk/manager.cts';
import { extensionSetup } from '../../../simulator/model/office.cts';
import type { MonitorMode } from '../../../pbx/model/monitoring';
import { actionsOf, list, openRawman, refusal, type Rawman } from './rawman.cts';

let rawman: Rawman;
let pbx: AsteriskPbx;

beforeEach(async () => {
	rawman = await openRawman();
	states({ '1001': 0, '1002': 1, '1003': 1, '1004': 4 });
	channels(agentsEnd, customersEnd);
	const manager = new AsteriskManager(rawman.url, { name: 'simulator', secret: 'secret' });
	pbx = new AsteriskPbx(manager, {
		context: 'internal',
		extensions: [
			extensionSetup({ number: '1001', name: 'Supervisor', monitorMode: 'all', ringTimeout: '20' }),
			extensionSetup({ number: '1002', name: 'Agent', allowBeingMonitored: true }),
			extensionSetup({ number: '1003', name: 'Customer' }),
			extensionSetup({ number: '1004', name: 'Second agent', monitorMode: 'listen' }),
		].map(({ settings }) => settings),
	});
});
afterEach(() => rawman.close());

function states(all: Record<string, number>): void {
	const items = Object.entries(all).map(([Exten, Status]) => ({ Exten, Status: String(Status) }));
	rawman.replies.ExtensionStateList = list(items);
}

function channels(...items: Record<string, string>[]): void {
	rawman.replies.CoreShowChannels = list(items);
}

const agentsEnd = {
	Channel: 'PJSIP/1002-00000001',
	ChannelStateDesc: 'Up',
	Uniqueid: '7.1',
	Linkedid: '7.1',
	BridgeID: 'bridge',
	CallerIDNum: '1002',
	ConnectedLineNum: '1003',
};
const customersEnd = {
	...agentsEnd,
	Channel: 'PJSIP/1003-00000002',
	Uniqueid: '7.2',
	CallerIDNum: '1003',
	ConnectedLineNum: '1002',
};
const overTheTrunk = {
	...customersEnd,
	Channel: 'PJSIP/trunk-00000002',
	CallerIDNum: '0151234567',
};
const nobodyPickedUp = { BridgeID: '', ChannelStateDesc: 'Ring' };

const whisper = { mode: 'whisper', supervisor: '1001', monitored: '1002' } as const;

async function extension(number: string) {
	const all = await pbx.extensions();
	return all.find((each) => each.number === number);
}

describe('monitoring', () => {
	it.each<[MonitorMode, string]>([
		['listen', 'uqES'],
		['whisper', 'uqESw'],
		['bargeIn', 'uqESB'],
	])("%s calls the supervisor onto the agent's exact channel", async (mode, options) => {
		await expect(pbx.monitor({ ...whisper, mode }, 'one')).resolves.toBe('calling');

		expect(actionsOf(rawman).filter((action) => action === 'Originate')).toHaveLength(1);
		const call = Object.fromEntries(rawman.asked.at(-1) ?? []);
		expect(call).toMatchObject({
			Action: 'Originate',
			Channel: 'PJSIP/1001',
			Application: 'ChanSpy',
			Data: `PJSIP/1002-00000001,${options}`,
			Timeout: '20000',
			Async: 'true',
		});
		expect(call.ChannelId).toContain(`monitor-${mode}-1002-`);
	});

	it('is refused with all unmet conditions, and no phone is called', async () => {
		channels();
		states({ '1001': 0, '1002': 0, '1004': 4 });

		const request = { mode: 'whisper', supervisor: '1004', monitored: '1003' } as const;
		const unmet = await pbx.monitor(request, 'one');

		expect(unmet).toEqual(
			expect.arrayContaining(['notIdle', 'modeNotAllowed', 'noCall', 'monitoringNotAllowed']),
		);
		expect(actionsOf(rawman)).not.toContain('Originate');
	});

	it('needs extensions that there are', async () => {
		await expect(pbx.monitor({ ...whisper, supervisor: '1009' }, 'one')).resolves.toContain(
			'noExtension',
		);
	});

	it('takes a call that only rings for none', async () => {
		channels({ ...agentsEnd, ...nobodyPickedUp }, { ...customersEnd, ...nobodyPickedUp });

		await expect(pbx.monitor(whisper, 'one')).resolves.toEqual(['noCall']);
	});

	it('allows one listener at a time, from the first ring on', async () => {
		const listener = {
			Channel: 'PJSIP/1004-00000003',
			ChannelStateDesc: 'Ringing',
			Uniqueid: 'monitor-listen-1002-x',
			Linkedid: 'monitor-listen-1002-x',
		};
		channels(agentsEnd, customersEnd, listener);

		const listen = { ...whisper, mode: 'listen' } as const;
		await expect(pbx.monitor(listen, 'one')).resolves.toEqual(['alreadyListenedTo']);
		await expect(pbx.monitor(listen, 'any')).resolves.toBe('calling');
	});

	it('throws when Asterisk itself refuses', async () => {
		rawman.replies.Originate = refusal('Permission denied');

		await expect(pbx.monitor(whisper, 'one')).rejects.toThrow(
			'Asterisk refused Originate: Permission denied',
		);
	});
});

describe('extensions', () => {
	it.each([
		[0, 'idle'],
		[1, 'inCall'],
		[2, 'inCall'],
		[4, 'unavailable'],
		[8, 'ringing'],
		[9, 'inCall'],
		[16, 'onHold'],
		[17, 'inCall'],
		[-1, 'unavailable'],
	])('state %i is %s', async (status, state) => {
		states({ '1002': status });

		expect((await extension('1002'))?.state).toBe(state);
	});

	it('that Asterisk does not name are unavailable', async () => {
		states({});

		expect((await extension('1002'))?.state).toBe('unavailable');
	});

	it('show a call with another extension', async () => {
		expect((await extension('1002'))?.calls).toEqual([
			{ id: '7.1', direction: 'internal', otherExtension: '1003' },
		]);
	});

	it('show a call over the trunk that they made', async () => {
		channels({ ...agentsEnd, ConnectedLineNum: '0151234567' }, overTheTrunk);

		const inside = { kind: 'extension', number: '1002' };
		const parties = { from: '1002', to: '0151234567', trunk: 'trunk', inside };
		const call = { id: '7.1', direction: 'outbound', ...parties, progress: 'talking' };
		expect((await extension('1002'))?.calls).toEqual([call]);
		await expect(pbx.trunkCalls('outbound')).resolves.toEqual([call]);
		await expect(pbx.trunkCalls('inbound')).resolves.toEqual([]);
	});

	it('show a call over the trunk that rings at them', async () => {
		channels(
			{ ...agentsEnd, Linkedid: '7.2', BridgeID: '', ChannelStateDesc: 'Ringing' },
			{ ...overTheTrunk, Linkedid: '7.2', ...nobodyPickedUp },
		);

		expect((await extension('1002'))?.calls).toMatchObject([
			{ id: '7.2', direction: 'inbound', from: '0151234567', to: '1002', progress: 'ringing' },
		]);
		await expect(pbx.hangUpTrunkCall('inbound', '7.2')).resolves.toBe('done');
		await expect(pbx.hangUpTrunkCall('outbound', '7.2')).resolves.toBe('noCall');
	});

	it('whose number begins like another are not mixed up', async () => {
		channels({ ...agentsEnd, Channel: 'PJSIP/10021-00000001' });

		expect((await extension('1002'))?.calls).toEqual([]);
	});

	it('change their permissions, but not their number', async () => {
		await expect(pbx.configure('1002', { allowBeingMonitored: false })).resolves.toBe('configured');
		await expect(pbx.monitor(whisper, 'one')).resolves.toEqual(['monitoringNotAllowed']);
		await expect(pbx.configure('1002', { number: '1005' })).resolves.toBe('unsupported');
		await expect(pbx.configure('1005', {})).resolves.toBe('noExtension');
	});
});

describe('calls', () => {
	it('are hung up at the one that is talked on', async () => {
		channels({ ...agentsEnd, ...nobodyPickedUp, Channel: 'PJSIP/1002-00000009' }, agentsEnd);

		await expect(pbx.hangUp('1002')).resolves.toBe('done');
		expect(rawman.asked.at(-1)?.get('Channel')).toBe('PJSIP/1002-00000001');
	});

	it('that end between the snapshot and the action are no calls', async () => {
		rawman.replies.Hangup = refusal('No such channel');

		await expect(pbx.hangUp('1002')).resolves.toBe('noCall');
		await expect(pbx.hangUp('1001')).resolves.toBe('noCall');
		await expect(pbx.hangUp('1009')).resolves.toBe('noExtension');
	});

	it('are muted towards the other party', async () => {
		await expect(pbx.mute('1002', 'on')).resolves.toBe('done');
		expect(Object.fromEntries(rawman.asked.at(-1) ?? [])).toEqual({
			Action: 'MuteAudio',
			Channel: 'PJSIP/1002-00000001',
			Direction: 'in',
			State: 'on',
		});
	});

	it('cannot be held', async () => {
		await expect(pbx.hold()).resolves.toBe('unsupported');
	});

	it('are transferred to a number that can be dialled', async () => {
		const request = { callId: '7.1', transferor: '1002', to: '1004' };
		await expect(pbx.transfer(request)).resolves.toBe('done');
		expect(rawman.asked.at(-1)?.get('Action')).toBe('BlindTransfer');
		await expect(pbx.transfer({ ...request, callId: '7.9' })).resolves.toBe('noCall');

		rawman.replies.ShowDialPlan = refusal('Did not find extension 9@internal');
		await expect(pbx.transfer({ ...request, to: '9' })).resolves.toBe('noExtension');
	});

	it('are made by extensions that are free', async () => {
		const request = { from: '1001', to: '1002', autoAnswer: false } as const;
		const dialled = await pbx.dial(request);
		expect(dialled).toEqual({ callId: rawman.asked.at(-1)?.get('ChannelId') });
		await expect(pbx.dial({ ...request, from: '1003' })).resolves.toBe('notIdle');
		await expect(pbx.dial({ ...request, to: '1001' })).resolves.toBe('noExtension');
		await expect(pbx.dialOut({ ...request, to: '1002' })).resolves.toBe('noTrunk');
		await expect(pbx.dialOut({ ...request, to: '0151234567' })).resolves.toMatchObject({});
	});

	it('have the channels of both ends', async () => {
		channels(agentsEnd, overTheTrunk);
		await expect(pbx.liveCalls()).resolves.toEqual({
			monitoring: [],
			calls: [
				{
					id: '7.1',
					direction: 'outbound',
					from: '1002',
					to: '0151234567',
					trunk: 'trunk',
					caller: {
						channel: 'PJSIP/1002-00000001',
						kind: 'extension',
						number: '1002',
						state: 'talking',
					},
					callee: {
						channel: 'PJSIP/trunk-00000002',
						kind: 'outside',
						number: '0151234567',
						state: 'talking',
					},
				},
			],
		});
	});

	it('are apart from the channel of a supervisor', async () => {
		const id = 'monitor-bargeIn-1002-0f0e';
		const spy = { Channel: 'PJSIP/1001-00000003', Uniqueid: id, Linkedid: id };
		channels(agentsEnd, customersEnd, { ...spy, ChannelStateDesc: 'Up' });
		const { calls, monitoring } = await pbx.liveCalls();
		expect(calls.map(({ direction }) => direction)).toEqual(['internal']);
		expect(monitoring).toEqual([
			{
				id,
				mode: 'bargeIn',
				monitored: '1002',
				supervisor: {
					channel: 'PJSIP/1001-00000003',
					kind: 'extension',
					number: '1001',
					state: 'talking',
				},
			},
		]);
	});

	it('end with a channel that is hung up', async () => {
		await expect(pbx.hangUpChannel('PJSIP/1003-00000002')).resolves.toBe('done');
		expect(rawman.asked.at(-1)?.get('Channel')).toBe('PJSIP/1003-00000002');
	});

	it('wait in no queue', async () => {
		await expect(pbx.queue()).resolves.toBe('noQueue');
	});
});
