import type { Send } from '../../../pbx/http/request';
import { Failure } from '../../../pbx/model/failure';
import type { Pbx } from '../../../pbx/model/pbx';
import { openDriver } from '../../../pbx/drivers/openDriver';

// The check stands in front of every driver: the cases are those of the port, and no driver knows them.

const credential = {
	baseUrl: 'http://127.0.0.1:8088',
	username: 'n8n',
	password: 'n8n-secret',
	dataFormat: 'xml',
};

/** A connected driver, and the requests that it sent. */
function connected(pbx: string) {
	const sent: unknown[] = [];
	const send: Send = (request) => {
		sent.push(request);
		return Promise.resolve(new Failure('unreachable', 'Gone', 'Again.'));
	};
	const driver = openDriver({ pbx, ...credential });
	if (driver instanceof Failure) throw new Error(driver.message);
	const clock = { now: () => 0, cancelled: () => false, sleep: () => Promise.resolve() };
	return { pbx: driver.connect(send, clock), sent };
}

const lineBreak = '101\r\nAction: Command';

type Call = (pbx: Pbx) => Promise<unknown> | undefined;

const calls: Array<[name: string, call: Call]> = [
	[
		'monitoring.start',
		({ monitoring }) =>
			monitoring?.start({ mode: 'whisper', supervisor: lineBreak, monitored: '106' }),
	],
	[
		'monitoring.stop',
		({ monitoring }) => monitoring?.stop?.({ supervisor: '101', monitored: lineBreak }),
	],
	['extensions.query', ({ extensions }) => extensions?.query(['106', lineBreak])],
	[
		'extensions.updateMonitoring',
		({ extensions }) => extensions?.updateMonitoring?.(lineBreak, { allowBeingMonitored: true }),
	],
	['calls.dial', ({ calls }) => calls?.dial?.({ from: '101', to: lineBreak })],
	[
		'calls.playPrompt',
		({ calls }) =>
			calls?.playPrompt?.({ prompts: [lineBreak], to: { kind: 'external', number: '0160' } }),
	],
	['calls.hangUp', ({ calls }) => calls?.hangUp?.(lineBreak)],
	['calls.transfer', ({ calls }) => calls?.transfer?.('101', '102', lineBreak)],
	['queues.status', ({ queues }) => queues?.status(lineBreak)],
	['queues.addAgent', ({ queues }) => queues?.addAgent?.('6400', lineBreak)],
	[
		'queues.pauseAgent',
		({ queues }) => queues?.pauseAgent?.({ extension: '101', queue: '6400', reason: lineBreak }),
	],
	['records.list', ({ records }) => records?.list({ from: 0, to: 1, extensions: [lineBreak] })],
	['recordings.download', ({ recordings }) => recordings?.download?.(lineBreak)],
];

/** What each family lacks of the calls above: the call gives nothing at all. */
const absent: Record<string, string[]> = {
	asterisk: [
		'extensions.updateMonitoring',
		'calls.playPrompt',
		'records.list',
		'recordings.download',
	],
	openVoxUc: ['monitoring.stop'],
	yeastarV1: ['monitoring.stop'],
};

const families = ['asterisk', 'openVoxUc', 'yeastarV1'];

describe.each(families)('%s', (family) => {
	const offered = calls.filter(([name]) => !absent[family]?.includes(name));

	test.each(offered)('%s sends no control character', async (_name, call) => {
		const { pbx, sent } = connected(family);
		expect(await call(pbx)).toMatchObject({
			kind: 'invalidInput',
			message:
				'A value contains a character that cannot be sent to a PBX: 101\\u000d\\u000aAction: Command',
		});
		expect(sent).toEqual([]);
	});

	test.each(calls.filter(([name]) => absent[family]?.includes(name)))(
		'%s is not offered',
		(_name, call) => {
			expect(call(connected(family).pbx)).toBeUndefined();
		},
	);

	test.each(['\0', '\u0085', '\ud800', '\uffff'])('%j is refused as well', async (character) => {
		const { pbx, sent } = connected(family);
		const result = await pbx.queues?.status(`64${character}00`);
		expect(result).toMatchObject({ kind: 'invalidInput' });
		expect(sent).toEqual([]);
	});

	test('any other text is sent', async () => {
		const { pbx, sent } = connected(family);
		expect(await pbx.queues?.status('Zoë <&> 6400')).toMatchObject({ kind: 'unreachable' });
		expect(sent).toHaveLength(1);
	});

	test.each(['username', 'password'] as const)(
		'a %s that cannot be sent is refused and not shown',
		(input) => {
			const driver = openDriver({ pbx: family, ...credential, [input]: 'top\r\nAction: Command' });
			expect(driver).toMatchObject({ kind: 'invalidInput', input });
			expect(JSON.stringify(driver)).not.toContain('top');
		},
	);
});
