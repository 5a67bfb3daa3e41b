import { startMonitoring } from '../../../../../../pbx/supervision/startMonitoring';
import { driverOf, failureOf, RecordedPbx } from '../../recordedPbx.cts';

// Who is at the other end of a call, where that does not follow from one bridge with two phones.

function pbxWith(channels: string) {
	const pbx = new RecordedPbx({
		CoreShowChannels: channels,
		ExtensionStateList: 'extension-states',
		DeviceStateList: 'device-states',
		Getvar: 'not-held',
	});
	return { pbx, ...driverOf().connect(pbx.send, pbx.clock) };
}

const customer = '0151234567';

describe.each([
	[
		'alone in a conference',
		'channels-alone-in-conference',
		'1002',
		': it is connected to ConfBridge and to no other party',
	],
	[
		'parked',
		'channels-freepbx-parked',
		'1003',
		': no other party is in its call, which may be parked',
	],
])('an extension that is %s', (_what, channels, monitored, detail) => {
	it('has no call', async () => {
		const { extensions } = pbxWith(channels);
		expect(await extensions?.query([monitored])).toMatchObject([{ calls: [] }]);
	});

	it('is not monitored, and no phone rings', async () => {
		const { pbx, ...port } = pbxWith(channels);
		const started = startMonitoring(port, { mode: 'whisper', supervisor: '1001', monitored });
		expect(failureOf(await started)).toMatchObject({
			kind: 'notInCall',
			message: `Extension ${monitored} is not in a call${detail}`,
		});
		expect(pbx.count('Originate')).toBe(0);
	});
});

it('an agent who asks a colleague before a transfer talks to the colleague', async () => {
	const { extensions } = pbxWith('channels-consulting-feature');
	const call = { id: expect.stringMatching(/^lab-/) as string, direction: 'internal' };
	expect(await extensions?.query(['1002', '1003'])).toMatchObject([
		{ calls: [{ ...call, otherParty: '1003' }] },
		{ calls: [{ ...call, otherParty: '1002' }] },
	]);
});

it('a customer who called into the conference is an inbound call for its other party', async () => {
	const { extensions, calls } = pbxWith('channels-conference-outside');
	expect(await extensions?.query(['1002'])).toMatchObject([
		{ calls: [{ direction: 'inbound', otherParty: customer, trunk: 'provider' }] },
	]);
	expect(await calls?.list?.()).toMatchObject([
		{ direction: 'inbound', from: customer, to: '8001' },
		{ direction: 'internal', from: '1002', to: '8001' },
	]);
});
