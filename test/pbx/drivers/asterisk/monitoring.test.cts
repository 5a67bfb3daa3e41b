import { Failure } from '../../../../pbx/model/failure';
import type { MonitorRequest } from '../../../../pbx/model/monitoring';
import { CallWatches } from '../../../../pbx/supervision/watching/callWatches';
import type { SupervisionContext } from '../../../../pbx/supervision/watching/context';
import { startMonitoring } from '../../../../pbx/supervision/startMonitoring';
import { StateQueries } from '../../../../pbx/supervision/watching/stateQueries';
import { stopMonitoring } from '../../../../pbx/supervision/stopMonitoring';
import { changed, driverOf, failureOf, RecordedPbx, type Answer } from './recordedPbx.cts';

const whisper: MonitorRequest = { mode: 'whisper', supervisor: '1001', monitored: '1002' };

const usual: Record<string, Answer | Answer[]> = {
	CoreShowChannels: 'channels-call',
	Originate: 'originate-answered',
	ExtensionStateList: 'extension-states',
	DeviceStateList: 'device-states',
	Hangup: 'hung-up',
};

/** The PBX's channels once the supervisor is on the line, with the id that we gave. */
function startOn(
	answers: Record<string, Answer | Answer[]>,
	change: Partial<MonitorRequest> = {},
	fields: Record<string, unknown> = {},
) {
	const pbx = new RecordedPbx({ ...usual, ...answers });
	const connected = driverOf(fields).connect(async (request) => {
		const reply = await pbx.send(request);
		const id = pbx.field('Originate', 'ChannelId');
		if (reply instanceof Failure || id === undefined) return reply;
		return { ...reply, body: reply.body.replaceAll('n8n-fixture', id) };
	}, pbx.clock);
	return { pbx, result: startMonitoring(connected, { ...whisper, ...change }) };
}

const monitored: Record<string, Answer[]> = {
	CoreShowChannels: ['channels-call', 'channels-monitored'],
};

describe('the request to the PBX', () => {
	it('is one Originate on the exact channel', async () => {
		const { pbx, result } = startOn(monitored);
		expect(await result).toMatchObject({
			result: 'monitoring',
			call: { direction: 'internal', otherParty: '1003' },
		});
		expect(pbx.count('Originate')).toBe(1);
		expect(pbx.field('Originate', 'Channel')).toBe('PJSIP/1001');
		expect(pbx.field('Originate', 'Application')).toBe('ChanSpy');
		expect(pbx.field('Originate', 'Data')).toMatch(/^PJSIP\/1002-[0-9a-f]{8},uqESw$/);
		expect(pbx.field('Originate', 'CallerID')).toBe('"Whisper 1002" <1002>');
		expect(pbx.field('Originate', 'Timeout')).toBe('15000');
		expect(pbx.fields('Originate', 'Variable')).toEqual([
			'PJSIP_HEADER(add,Call-Info)=<sip:127.0.0.1>;answer-after=0',
			'PJSIP_HEADER(add,Alert-Info)=<http://127.0.0.1>;info=alert-autoanswer;delay=0',
			expect.stringMatching(/^N8N_ORDER=[0-9a-f]{24}$/),
		]);
	});

	it('costs the PBX four requests, and is confirmed 0.3 s after the answer', async () => {
		const { pbx, result } = startOn(monitored);
		const begunAtMs = pbx.clock.now();
		await result;
		expect(pbx.sent.map(({ action }) => action)).toEqual([
			'CoreShowChannels',
			'Originate',
			'CoreShowChannels',
			'CoreShowChannels',
		]);
		expect(pbx.clock.now() - begunAtMs).toBe(300);
	});

	it.each([
		['listen', undefined, 'uqES'],
		['listen', true, 'uqESd'],
		['whisper', false, 'uqESw'],
		['whisper', true, 'uqESwd'],
		['bargeIn', false, 'uqESB'],
		['bargeIn', true, 'uqESBd'],
	] as const)('%s, mode change allowed %s: %s', async (mode, allowModeChange, options) => {
		const { pbx, result } = startOn(monitored, { mode, allowModeChange });
		await result;
		expect(pbx.field('Originate', 'Data')?.split(',')[1]).toBe(options);
	});

	it('waits for the reply five seconds longer than the phone may ring', async () => {
		const { pbx, result } = startOn(monitored, { ringTimeoutMs: 30_000 });
		await result;
		const originate = pbx.sent.find(({ action }) => action === 'Originate');
		expect(originate?.request.timeoutMs).toBe(35_000);
		expect(pbx.field('Originate', 'Timeout')).toBe('30000');
	});

	it('names the phones of a tenant as the credential says', async () => {
		const answers = ['channels-call', 'channels-monitored'].map((name) =>
			changed(name, ['PJSIP/1', 'PJSIP/T2_1']),
		);
		const { pbx, result } = startOn({ CoreShowChannels: answers }, {}, tenant);
		expect(await result).toMatchObject({ result: 'monitoring', call: { otherParty: '1003' } });
		expect(pbx.field('Originate', 'Channel')).toBe('PJSIP/T2_1001');
		expect(pbx.field('Originate', 'Data')).toMatch(/^PJSIP\/T2_1002-/);
		expect(pbx.fields('Originate', 'Variable')[0]).toBe(
			'PJSIP_HEADER(add,Call-Info)=<sip:127.0.0.1>;answer-after=0',
		);
	});

	it('takes 1002 for no other extension than 1002', async () => {
		const { result } = startOn({}, { monitored: '002' });
		expect(failureOf(await result).message).toBe('Extension 002 does not exist on the PBX');
	});
});

const supervisorOff = changed('extension-states', [
	"hint='PJSIP/1001' status='0' statustext='Idle'",
	"hint='PJSIP/1001' status='4' statustext='Unavailable'",
]);

const tenant = { tenantPrefix: 'T2_' };
const inTenant = ['channels-call', 'channels-monitored'].map((name) =>
	changed(name, ['PJSIP/1', 'PJSIP/T2_1']),
);

/** A call of ours to the supervisor, which rings for this long already. */
const withForgotten = (duration: string) =>
	changed(
		'channels-monitored',
		['n8n-fixture', 'n8n-spy-1001'],
		["application='ChanSpy'", "application=''"],
		["duration='00:00:00'", `duration='${duration}'`],
	);

describe('the id of the call', () => {
	it.each([
		[{}, 'n8n-spy-1001'],
		[tenant, 'n8n-spy-T2_1001'],
	])(
		'is the one of the supervisor (%j): the PBX refuses a second call of it',
		async (fields, id) => {
			const channels = fields === tenant ? inTenant : monitored.CoreShowChannels;
			const { pbx, result } = startOn({ CoreShowChannels: channels ?? [] }, {}, fields);
			await result;
			expect(pbx.field('Originate', 'ChannelId')).toBe(id);
		},
	);

	it('is taken: another n8n process calls the supervisor', async () => {
		const { pbx, result } = startOn({ Originate: 'originate-failed' });
		pbx.otherOrder = 'of-another-process';
		expect(failureOf(await result)).toMatchObject({
			kind: 'refused',
			message: 'Extension 1001 is not idle: another n8n process calls it',
		});
		expect(pbx.count('Originate')).toBe(1);
		expect(pbx.count('Hangup')).toBe(0);
	});

	it('of a call that rings on after its time is over: it is ended first', async () => {
		const { pbx, result } = startOn({
			CoreShowChannels: [withForgotten('00:02:11'), 'channels-monitored'],
		});
		expect(await result).toMatchObject({ result: 'monitoring' });
		expect(pbx.field('Hangup', 'Channel')).toBe('n8n-spy-1001');
		expect(pbx.count('Originate')).toBe(1);
	});

	it('of a call that rings in time: it is left alone', async () => {
		const { pbx, result } = startOn({ CoreShowChannels: withForgotten('00:00:20') });
		expect(failureOf(await result).message).toBe('Extension 1001 is not idle: it has a call');
		expect([pbx.count('Hangup'), pbx.count('Originate')]).toEqual([0, 0]);
	});

	it('is taken when the reply to our order is lost: the call of the other process goes on', async () => {
		const lost = new Failure('outcomeUnknown', 'Gone', 'Check.');
		const { pbx, result } = startOn({ Originate: lost });
		pbx.otherOrder = 'of-another-process';
		expect(failureOf(await result).kind).toBe('outcomeUnknown');
		expect(pbx.count('Hangup')).toBe(0);
	});
});

describe('two requests for one supervisor at the same moment', () => {
	it('let the phone ring once', async () => {
		const [first, second] = [startOn(monitored), startOn(monitored)];
		expect(await first.result).toMatchObject({ result: 'monitoring' });
		const { kind, message } = failureOf(await second.result);
		expect(kind).toBe('refused');
		expect(message).toBe('Extension 1001 is not idle: it is being called');
		expect(second.pbx.count('Originate')).toBe(0);
	});

	it('are two phones on two PBXs', async () => {
		const elsewhere = { baseUrl: 'http://127.0.0.2:8088' };
		const [first, second] = [startOn(monitored), startOn(monitored, {}, elsewhere)];
		expect([await first.result, await second.result]).toMatchObject([
			{ result: 'monitoring' },
			{ result: 'monitoring' },
		]);
	});

	it('do not keep the phone from being called later, whatever became of the first', async () => {
		const lost = startOn({ Originate: new Failure('unreachable', 'Gone', 'Again.') });
		expect(failureOf(await lost.result).message).toBe('Gone');
		expect(await startOn(monitored).result).toMatchObject({ result: 'monitoring' });
	});
});

describe('of several calls', () => {
	it('the one that the phone does not hold is monitored', async () => {
		const { pbx, result } = startOn({
			...monitored,
			CoreShowChannels: 'channels-two-calls',
			Getvar: ['held', 'not-held'],
		});
		await result;
		const asked = pbx.sent.filter(({ action }) => action === 'Getvar');
		const [newest, older] = asked.map(({ fields }) => fields[0]?.[1]);
		expect(pbx.field('Originate', 'Data')).toBe(`${older ?? ''},uqESw`);
		expect(newest).not.toBe(older);
	});

	it('the newest is monitored when the PBX does not report it', async () => {
		const { pbx, result } = startOn({ CoreShowChannels: 'channels-two-calls' });
		await result;
		expect(pbx.field('Originate', 'Data')).toBe(`${pbx.field('Getvar', 'Channel') ?? ''},uqESw`);
	});
});

describe('what the user reads when', () => {
	it('the credential describes other phones', async () => {
		const { message, remedy } = failureOf(await startOn({}, {}, tenant).result);
		expect(message).toBe('Extension 1002 is not in a call, but PJSIP/1002 is');
		expect(remedy).toContain('tenant');
	});

	it.each([
		[
			'the supervisor does not exist',
			{ supervisor: '9999' },
			{},
			'Extension 9999 does not exist on the PBX',
		],
		[
			'the agent does not exist',
			{ monitored: '9999' },
			{},
			'Extension 9999 does not exist on the PBX',
		],
		['the agent has no call', { monitored: '1004' }, {}, 'Extension 1004 is not in a call'],
		[
			'the supervisor talks',
			{ supervisor: '1003' },
			{},
			'Extension 1003 is not idle: it is in a call',
		],
		[
			'the supervisor monitors already',
			{},
			{ CoreShowChannels: 'channels-monitored' },
			'Extension 1001 is not idle: it monitors extension 1002',
		],
		[
			"the agent's call is in an application",
			{},
			{ CoreShowChannels: 'channels-application' },
			'Extension 1002 is not in a call: it is connected to Echo and to no other party',
		],
		[
			'the phone of the agent rings',
			{ monitored: '1003' },
			{ CoreShowChannels: 'channels-ringing', ExtensionStateList: 'extension-states-ringing' },
			'Extension 1003 is not in a call: its phone is still ringing',
		],
		[
			'the agent dials',
			{},
			{ CoreShowChannels: 'channels-ringing' },
			'Extension 1002 is not in a call: its call still rings',
		],
		[
			'the phone of the supervisor is off',
			{},
			{ Originate: 'originate-failed', ExtensionStateList: supervisorOff },
			'Extension 1001 is not idle: its phone is not registered',
		],
		[
			'the supervisor rejects the call',
			{},
			{ Originate: 'originate-failed' },
			'Extension 1001 did not take the call: it is busy, or the call was rejected',
		],
		[
			'a right is missing',
			{},
			{ Originate: 'right-missing' },
			'The manager user lacks the right `originate`',
		],
		[
			'the right to see channels is missing',
			{},
			{ CoreShowChannels: 'right-missing' },
			'The manager user lacks the right `reporting`',
		],
		[
			'the PBX forbids the application',
			{},
			{
				Originate: changed('originate-failed', [
					'Originate failed',
					'Originate Access Forbidden: app or data blacklisted',
				]),
			},
			'The PBX does not let this manager user start monitoring',
		],
		[
			'the PBX is stopping',
			{},
			{ Originate: changed('originate-failed', ['Originate failed', 'Asterisk is shutting down']) },
			'The PBX is shutting down',
		],
	] as [string, Partial<MonitorRequest>, Record<string, Answer>, string][])(
		'%s',
		async (_, change, answers, message) => {
			expect(failureOf(await startOn(answers, change).result).message).toBe(message);
		},
	);

	it('the supervisor does not pick up', async () => {
		const { pbx, result } = startOn({ Originate: 'originate-failed' });
		const { clock } = pbx;
		// The PBX answers when the ring time is over.
		jest.spyOn(clock, 'now').mockReturnValueOnce(0).mockReturnValueOnce(15_000);
		expect(failureOf(await result)).toMatchObject({
			kind: 'noAnswer',
			message: 'Extension 1001 did not answer within 15 s',
		});
	});

	it('the call ends while the phone rings', async () => {
		const { pbx, result } = startOn({ CoreShowChannels: ['channels-call', 'channels-none'] });
		expect(failureOf(await result).message).toContain('the call of 1002 was over');
		expect(pbx.count('Hangup')).toBe(1);
	});

	it('a PBX reports no extensions at all', async () => {
		const noExtensions = { ExtensionStateList: 'channels-none', DeviceStateList: 'channels-none' };
		const { result } = startOn({ Originate: 'originate-failed', ...noExtensions });
		expect(failureOf(await result).message).toContain('Extension 1001 did not take the call');
	});
});

it('a missing right ends the session once, because it would keep the rights it began with', async () => {
	const pbx = new RecordedPbx({ ...usual, Originate: 'right-missing', Logoff: 'logoff' });
	const { monitoring } = driverOf().connect(pbx.send, pbx.clock);
	for (let n = 0; n < 3; n += 1) failureOf(await monitoring?.start(whisper));
	expect(pbx.count('Originate')).toBe(3);
	expect(pbx.count('Logoff')).toBe(1);
});

describe('no phone is left ringing', () => {
	it.each(['cancelled', 'outcomeUnknown'] as const)('when the request is %s', async (kind) => {
		const { pbx, result } = startOn({ Originate: new Failure(kind, 'Gone', 'Again.') });
		expect(failureOf(await result).message).toBe('Gone');
		const hangUp = pbx.sent.find(({ action }) => action === 'Hangup');
		expect(hangUp?.request.sendEvenWhenCancelled).toBe(true);
		expect(pbx.field('Hangup', 'Channel')).toBe(pbx.field('Originate', 'ChannelId'));
	});

	/** Of a PBX that answers the order to hang up like this: when it was given, in ms from the first time. */
	async function hangUps(hangUp: Answer | Answer[], originate: Answer, cancelled = false) {
		const pbx = new RecordedPbx({ ...usual, Originate: originate, Hangup: hangUp });
		const moments: number[] = [];
		const { monitoring } = driverOf().connect(
			async (request) => {
				const reply = await pbx.send(request);
				if (pbx.sent.at(-1)?.action === 'Hangup') moments.push(pbx.time);
				return reply;
			},
			{
				...pbx.clock,
				cancelled: () => cancelled,
				sleep: async (ms, evenWhenCancelled) => {
					if (!cancelled || evenWhenCancelled) await pbx.clock.sleep(ms);
				},
			},
		);
		failureOf(await monitoring?.start(whisper));
		return moments.map((moment) => moment - (moments[0] ?? 0));
	}

	const cancelledRequest = new Failure('cancelled', 'Gone', 'Again.');
	const unreadable: Answer = { status: 200, headers: {}, body: '<ajax-response><resp' };
	const growing = [0, 100, 300, 700, 1_500];

	it.each([false, true])(
		'when the request may still be on its way: tries with growing pauses (cancelled: %p)',
		async (cancelled) => {
			expect(await hangUps('no-such-channel', cancelledRequest, cancelled)).toEqual(growing);
		},
	);

	it.each<[string, Answer]>([
		['cut', unreadable],
		['empty', { status: 200, headers: {}, body: '' }],
		['a web page', { status: 200, headers: {}, body: '<html><body>Hello</body></html>' }],
		['HTTP 500', { status: 500, headers: {}, body: '' }],
		['HTTP 404', { status: 404, headers: {}, body: '' }],
		['a redirect', { status: 302, headers: { location: 'http://192.0.2.1/' }, body: '' }],
		['HTTP 403', { status: 403, headers: {}, body: '' }],
	])('when the reply to the call is unreadable: %s', async (_what, reply) => {
		expect(await hangUps('hung-up', reply)).toEqual([0]);
	});

	it.each<[string, Answer]>([
		['unreadable', unreadable],
		['lost', new Failure('outcomeUnknown', 'No reply', 'Look.')],
		['refused because the session is lost', 'expired'],
	])(
		'when the reply to the hang-up is %s: it is tried again, within a bound',
		async (_what, reply) => {
			expect(await hangUps([reply, reply, 'hung-up'], cancelledRequest)).toEqual([0, 100, 300]);
			expect(await hangUps(reply, cancelledRequest)).toEqual(growing);
		},
	);

	it.each(['authenticationFailed', 'lockedOut'] as const)(
		'unless no sign-in is possible (%s): further tries could lock n8n out',
		async (kind) => {
			const refused = new Failure(kind, 'No', 'Wait.');
			expect(await hangUps(refused, cancelledRequest)).toEqual([0]);
		},
	);

	it('when a reply to the hang-up takes long: not for ever', async () => {
		const pbx = new RecordedPbx({ ...usual, Originate: cancelledRequest });
		const { monitoring } = driverOf().connect(async (request) => {
			const reply = await pbx.send(request);
			if (pbx.sent.at(-1)?.action !== 'Hangup') return reply;
			pbx.time += request.timeoutMs ?? 120_000;
			return new Failure('outcomeUnknown', 'No reply', 'Look.');
		}, pbx.clock);
		const before = pbx.time;
		await monitoring?.start(whisper);
		expect(pbx.count('Hangup')).toBeGreaterThan(1);
		expect(pbx.time - before).toBeLessThan(20_000);
	});

	it('but a refused connection leaves nothing to hang up', async () => {
		const { pbx, result } = startOn({ Originate: new Failure('unreachable', 'Gone', 'Again.') });
		await result;
		expect(pbx.count('Hangup')).toBe(0);
	});
});

describe('a running monitoring', () => {
	const running = { supervisor: '1001', monitored: '1002' };
	const partOf = (answers: Record<string, Answer | Answer[]>) => {
		const pbx = new RecordedPbx({ CoreShowChannels: 'channels-monitored', ...answers });
		const { monitoring } = driverOf().connect(pbx.send, pbx.clock);
		return { pbx, monitoring };
	};
	const switchable = changed('channels-monitored', [',uqESw', ',uqESwd']);

	it('is stopped by its own id', async () => {
		const { pbx, monitoring } = partOf({ Hangup: 'hung-up' });
		expect(await monitoring?.stop?.(running)).toBe('done');
		expect(pbx.field('Hangup', 'Channel')).toBe('n8n-fixture');
	});

	it('that ended meanwhile is stopped', async () => {
		const { monitoring } = partOf({ Hangup: 'no-such-channel' });
		expect(await monitoring?.stop?.(running)).toBe('done');
	});

	describe('whose phone still rings', () => {
		/** The supervisor's phone rings for the monitoring of this number; its id says what it is. */
		const ringing = (monitored: string, id = 'n8n-spy-0123456789abcdef01234567') =>
			changed(
				'channels-first-leg',
				['PJSIP/1003-', 'PJSIP/1001-'],
				["calleridnum='1003'", "calleridnum='1001'"],
				["connectedlinenum='1003'", `connectedlinenum='${monitored}'`],
				['n8n-fixture', id],
			);

		it('is stopped by its own id', async () => {
			const { pbx, monitoring } = partOf({
				CoreShowChannels: ringing('1002'),
				Hangup: 'hung-up',
			});
			expect(await monitoring?.stop?.(running)).toBe('done');
			expect(pbx.field('Hangup', 'Channel')).toBe('n8n-spy-0123456789abcdef01234567');
		});

		it.each([
			['for the monitoring of another extension', ringing('1003')],
			['for a call that is no monitoring', ringing('1002', 'n8n-0123456789abcdef01234567')],
			['for a call of the PBX', ringing('1002', 'lab-1795403567.24')],
		])('%s is left alone', async (_, channels) => {
			const { pbx, monitoring } = partOf({ CoreShowChannels: channels });
			const { kind, message } = failureOf(await monitoring?.stop?.(running));
			expect(kind).toBe('refused');
			expect(message).toBe('Extension 1001 does not monitor extension 1002');
			expect(pbx.count('Hangup')).toBe(0);
		});

		it('is stopped by the operation, whatever state the PBX shows', async () => {
			const ringingHint = changed('extension-states', [
				"hint='PJSIP/1001' status='0' statustext='Idle'",
				"hint='PJSIP/1001' status='8' statustext='Ringing'",
			]);
			const pbx = new RecordedPbx({
				CoreShowChannels: ringing('1002'),
				ExtensionStateList: ringingHint,
				DeviceStateList: 'device-states',
				Hangup: 'hung-up',
			});
			const connected = driverOf().connect(pbx.send, pbx.clock);
			const context: SupervisionContext = {
				startedAtMs: pbx.clock.now(),
				clock: pbx.clock,
				states: new StateQueries().asking('', connected.extensions, pbx.clock),
				waitForCall: new CallWatches().waiting('', connected.extensions, pbx.clock),
				yieldSlot: async (wait) => await wait(),
			};
			expect(await stopMonitoring(connected, running, context)).toMatchObject({
				result: 'stopped',
			});
			expect(pbx.count('Hangup')).toBe(1);
		});
	});

	it('is not taken for another one', async () => {
		const { monitoring } = partOf({});
		const result = await monitoring?.stop?.({ ...running, monitored: '1003' });
		expect(failureOf(result).message).toBe('Extension 1001 does not monitor extension 1003');
	});

	it.each([
		['listen', '4'],
		['whisper', '5'],
		['bargeIn', '6'],
	] as const)('changes to %s by digit %s, for the PBX and not for the ear', async (mode, digit) => {
		const { pbx, monitoring } = partOf({ CoreShowChannels: switchable, PlayDTMF: 'played-digit' });
		expect(await monitoring?.changeMode?.(running, mode)).toBe('done');
		expect(pbx.field('PlayDTMF', 'Digit')).toBe(digit);
		expect(pbx.field('PlayDTMF', 'Receive')).toBe('true');
		expect(pbx.field('PlayDTMF', 'Channel')).toBe('n8n-fixture');
	});

	it('without mode change says so, and sends no digit', async () => {
		const { pbx, monitoring } = partOf({});
		const failure = failureOf(await monitoring?.changeMode?.(running, 'bargeIn'));
		expect(failure.message).toBe('The mode in which 1001 monitors cannot be changed');
		expect(failure.remedy).toContain('Allow the change when the monitoring starts');
		expect(pbx.count('PlayDTMF')).toBe(0);
	});
});

it.each(['1001\r\nAction: Command', '10\n01', '1001\0', '1001\u0085'])(
	'refuses %j as an extension before anything rings',
	async (supervisor) => {
		const { pbx, result } = startOn({}, { supervisor });
		expect(failureOf(await result).kind).toBe('invalidInput');
		expect(pbx.count('Originate')).toBe(0);
	},
);
