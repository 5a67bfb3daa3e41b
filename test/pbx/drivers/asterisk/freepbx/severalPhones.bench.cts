import { extensionOf, type PhoneName } from '../../../../../tools/asterisk/phones.cts';
import {
	severalPhones,
	supervisorOnDevice,
	type User,
} from '../../../../../tools/asterisk/pbx/freepbx/numbers.cts';
import { failureOf } from '../recordedPbx.cts';
import { FreePbxBench } from './freePbxBench.cts';

const minute = 60_000;
const customer = extensionOf.C;
let pbx: FreePbxBench;

jest.setTimeout(minute);
beforeAll(async () => {
	pbx = await FreePbxBench.open();
}, 5 * minute);
afterEach(() => pbx.reset());
afterAll(() => pbx?.close());

const roles = { supervisor: 'A', agent: 'D', customer: 'C' } as const;

describe.each<[string, User, string, PhoneName[]]>([
	['FreePBX, desk phone and browser', severalPhones.freePbx, '991022', ['B', 'D']],
	['two phones registered as one device', severalPhones.oneDevice, '1032', ['B', 'D']],
	['MikoPBX, browser', severalPhones.mikoPbx, '1005-WS', ['D']],
	['device and user mode', severalPhones.deviceAndUser, '7006', ['D']],
])('%s', (_system, { extension }, device, phones) => {
	it('the phone that answers is whispered to, and all is shown under the extension', async () => {
		const since = pbx.bench.amiObserver.now();
		await pbx.answerWhenAllRing({ name: 'D', device }, phones, () =>
			pbx.bench.phone('C').dial(extension),
		);
		const rang = pbx.bench.amiObserver.events({ event: 'DialBegin' }, since);
		expect(rang).toHaveLength(phones.length);
		expect(await pbx.extension(extension)).toMatchObject({
			state: 'inCall',
			calls: [{ direction: 'internal', otherParty: customer }],
		});
		const live = {
			direction: 'internal',
			from: customer,
			to: extension,
			state: 'talking',
			extensions: [{ number: customer }, { number: extension, state: 'inCall' }],
		};
		expect(await pbx.liveCalls()).toMatchObject([live]);
		expect(await pbx.wrongInWhisper(extension, roles)).toEqual([]);
		expect(await pbx.liveCalls()).toMatchObject([live]);
		const ended = `callEnded internal ${customer} > ${extension} [${customer},${extension}]`;
		expect(await pbx.events(ended)).toEqual([
			`callRinging internal ${customer} > ${extension} [${customer},${extension}]`,
			`callAnswered internal ${customer} > ${extension} [${customer},${extension}]`,
			`monitoringStarted whisper [1001,${extension}]`,
			`monitoringEnded whisper [1001,${extension}]`,
			ended,
		]);
		expect(pbx.states(extension)).toEqual(['ringing', 'inCall', 'idle']);
	});
});

it('a call that the phone in the browser makes is one of the extension', async () => {
	const { extension } = severalPhones.freePbx;
	await pbx.connect(customer, () =>
		pbx.bench.amiObserver.action({
			Action: 'Originate',
			Channel: 'PJSIP/991022',
			Context: 'from-internal',
			Exten: customer,
			Priority: '1',
			CallerID: '991022',
			Async: 'true',
		}),
	);
	expect(await pbx.extension(extension)).toMatchObject({
		state: 'inCall',
		calls: [{ direction: 'internal', otherParty: customer }],
	});
	expect(await pbx.liveCalls()).toMatchObject([
		{ direction: 'internal', from: extension, to: customer, state: 'talking' },
	]);
	expect(await pbx.wrongInWhisper(extension, roles)).toEqual([]);
	const ended = `callEnded internal ${extension} > ${customer} [${extension},${customer}]`;
	expect(await pbx.events(ended)).toEqual([
		`callRinging internal ${extension} > ${customer} [${extension},${customer}]`,
		`callAnswered internal ${extension} > ${customer} [${extension},${customer}]`,
		`monitoringStarted whisper [1001,${extension}]`,
		`monitoringEnded whisper [1001,${extension}]`,
		ended,
	]);
});

it('a supervisor whose own phone is off is told so, although another of its phones is on', async () => {
	const { extension, devices } = severalPhones.mikoPbx;
	await pbx.connect('1002', () => pbx.bench.phone('C').dial('1002'));
	expect(await pbx.extension(extension)).toMatchObject({ state: 'idle' });
	const { message, remedy } = failureOf(await pbx.whisper('1002', extension));
	expect(message).toBe(`The phone PJSIP/${extension} of extension ${extension} is not registered`);
	expect(remedy).toContain(`PJSIP/${devices[1] ?? ''}`);
	expect(await pbx.bench.channels('D')).toEqual([]);
});

it('a supervisor whose device has another name than the extension is told so', async () => {
	const [device = ''] = supervisorOnDevice.devices;
	const { extension } = supervisorOnDevice;
	await pbx.connect('1002', () => pbx.bench.phone('C').dial('1002'));
	expect(failureOf(await pbx.whisper('1002', extension))).toMatchObject({
		kind: 'refused',
		message: `Extension ${extension} has no phone PJSIP/${extension} on the PBX: its phone is PJSIP/${device}`,
	});
});
