import { parseReport as parse } from '../../../../../pbx/drivers/openvox/wire/parseReport';
import { eventNamesOf } from '../../eventNames.cts';
import { printedReport, printedReports, yeastarReport } from './printedReports.cts';

const sn = 'a09805021987';
const trunk = 'to-18-16-2';

/** The zone of the PBX in these tests. */
const parseReport = (body: string) => parse(body, 'Europe/Berlin');

/** What was read, without the report itself and without what it does not say. */
function read(body: string): Record<string, unknown> | undefined {
	const event = parseReport(body);
	if (!event) return undefined;
	return known({ ...event, report: undefined });
}

/** Without what is not known. */
function known(object: object): Record<string, unknown> {
	const entries = Object.entries(object).filter(([, value]) => value !== undefined);
	return Object.fromEntries(
		entries.map(([name, value]) => [name, name === 'record' ? known(value as object) : value]),
	);
}

describe('the printed reports', () => {
	test('are as long as their Content-Length says', () => {
		for (const { name, head, body } of printedReports()) {
			const length = head.find((line) => line.startsWith('Content-Length:'))?.split(':')[1];
			if (length !== undefined) expect([name, body.length]).toEqual([name, Number(length)]);
		}
	});

	test('are all known, and none loses a party', () => {
		const reports = printedReports();
		expect(reports).toHaveLength(22);
		for (const { name, body } of reports) {
			const event = parseReport(body);
			expect([name, event?.report]).toEqual([name, asText(JSON.parse(body))]);
		}
	});

	test('are of the events that the family offers, and of all of them', () => {
		const read = printedReports().map(({ body }) => parseReport(body)?.event);
		expect([...new Set(read)].sort()).toEqual(eventNamesOf('openVoxUc').sort());
	});

	const internal = { callId: expect.any(String) as string, pbxSerialNumber: sn };
	test.each<[string, Partial<Record<string, unknown>>]>([
		['boot-up', { event: 'pbxStarted', pbxSerialNumber: '369351034049' }],
		[
			'extension-status',
			{
				event: 'extensionStateChanged',
				extensions: ['101'],
				state: 'inCall',
				rawState: 'InUse',
				pbxSerialNumber: sn,
			},
		],
		[
			'ring-internal',
			{
				event: 'callRinging',
				heardBy: 'callee',
				direction: 'internal',
				from: '101',
				to: '106',
				extensions: ['106', '101'],
				...internal,
			},
		],
		[
			'ring-outbound',
			{
				event: 'callRinging',
				heardBy: 'callee',
				callId: '1589948178.1690',
				direction: 'outbound',
				from: '106',
				to: '103',
				extensions: ['106'],
				trunk,
			},
		],
		[
			'ring-inbound',
			{
				event: 'callRinging',
				heardBy: 'callee',
				direction: 'inbound',
				from: '103',
				to: '101',
				extensions: ['101'],
				trunk,
				...internal,
			},
		],
		[
			'alert-internal',
			{ event: 'callRinging', heardBy: 'caller', extensions: ['101'], ...internal },
		],
		[
			'alert-outbound',
			{
				event: 'callRinging',
				heardBy: 'caller',
				callId: '1589948179.1692',
				extensions: ['106'],
			},
		],
		[
			'alert-inbound',
			{
				event: 'callRinging',
				heardBy: 'caller',
				direction: 'inbound',
				from: '103',
				to: '101',
				extensions: [],
				trunk,
				...internal,
			},
		],
		[
			'answer-internal',
			{
				event: 'callAnswered',
				direction: 'internal',
				extensions: ['106', '101'],
				...internal,
			},
		],
		[
			'answered-internal',
			{
				event: 'callAnswered',
				direction: 'internal',
				extensions: ['101', '106'],
				...internal,
			},
		],
		[
			'answer-inbound',
			{
				event: 'callAnswered',
				direction: 'inbound',
				from: '103',
				to: '101',
				extensions: ['101'],
				trunk,
				...internal,
			},
		],
		[
			'answered-outbound',
			{
				event: 'callAnswered',
				direction: 'outbound',
				from: '106',
				to: '103',
				extensions: ['106'],
				trunk,
				...internal,
			},
		],
		[
			'bye-internal-1',
			{ event: 'callEnded', direction: 'internal', extensions: ['106', '101'], ...internal },
		],
		[
			'bye-internal-2',
			{ event: 'callEnded', direction: 'internal', extensions: ['101', '106'], ...internal },
		],
		...['bye-outbound-1', 'bye-outbound-2'].map(
			(name): [string, Partial<Record<string, unknown>>] => [
				name,
				{
					event: 'callEnded',
					direction: 'outbound',
					from: '106',
					to: '103',
					extensions: ['106'],
					trunk,
					...internal,
				},
			],
		),
		[
			'tranfer-internal',
			{
				event: 'callTransferred',
				direction: 'internal',
				extensions: ['102', '101'],
				...internal,
			},
		],
		[
			'tranfer-inbound',
			{
				event: 'callTransferred',
				direction: 'inbound',
				from: '101',
				to: '102',
				extensions: ['102'],
				trunk,
				...internal,
			},
		],
		[
			'call-failed',
			{
				event: 'callFailed',
				reason: '480',
				direction: 'internal',
				extensions: ['102', '106'],
				...internal,
			},
		],
		...(
			[
				['internal', '106', '102', ['106', '102'], '2020-05-20T10:11:22+02:00', 5],
				['outbound', '106', '16101', ['106'], '2020-05-20T10:13:07+02:00', 5],
				['inbound', '101', '102', ['102'], '2020-05-20T10:18:59+02:00', 4],
			] as const
		).map(
			([direction, from, to, extensions, startTime, talkSeconds]): [
				string,
				Partial<Record<string, unknown>>,
			] => [
				`new-cdr-${direction}`,
				{
					event: 'callRecord',
					record: {
						callId: internal.callId,
						direction,
						from,
						to,
						startTime,
						durationSeconds: 10,
						talkSeconds,
						outcome: 'answered',
						rawOutcome: 'ANSWERED',
					},
					extensions,
					pbxSerialNumber: sn,
				},
			],
		),
	])('%s', (name, expected) => {
		expect(read(printedReport(name))).toEqual(expected);
	});
});

describe("the shapes of Yeastar's manual", () => {
	test('the parties as an array `call`; ANSWERED names the caller first', () => {
		expect(read(yeastarReport('answered'))).toMatchObject({
			event: 'callAnswered',
			direction: 'internal',
			from: '1005',
			to: '1001',
			extensions: ['1005', '1001'],
		});
		expect(read(yeastarReport('tranfer'))).toMatchObject({
			event: 'callTransferred',
			extensions: ['1005', '1001'],
		});
	});

	test('a trunk call inside of the array `call`, a reason in words', () => {
		expect(read(yeastarReport('call-failed'))).toMatchObject({
			event: 'callFailed',
			direction: 'outbound',
			from: '1005',
			to: '5503301',
			extensions: ['1005'],
			trunk: 'SPS1',
			reason: '486 Busy Here',
		});
	});

	test('a record with its recording and its trunk', () => {
		expect(read(yeastarReport('new-cdr'))?.record).toMatchObject({
			direction: 'inbound',
			startTime: '2019-01-13T11:25:27+01:00',
			sourceTrunk: 'SPS1',
			recording: '20190113112527-1547378727.170-5503301-1005-Inbound.wav',
			durationSeconds: 65,
			talkSeconds: 58,
		});
	});

	test('the PIN that the caller dialled is read nowhere', () => {
		const body = yeastarReport('new-cdr').replace('"pincode":""', '"pincode":"4711"');
		const event = parseReport(body);
		expect(event?.event).toBe('callRecord');
		expect(JSON.stringify(event)).not.toMatch(/4711|pincode/);
	});

	test('the report keeps each field that a manual names, in each shape', () => {
		for (const name of ['answered', 'call-failed', 'tranfer', 'new-cdr']) {
			const body = yeastarReport(name);
			const withoutPin = body.replace('"pincode":"",', '');
			expect(parseReport(body)?.report).toEqual(asText(JSON.parse(withoutPin)));
		}
	});

	test('a field that no manual names is left out, at each level', () => {
		const body =
			'{"action":"RING","callid":"1","x":"y","ext":{"extid":["101",{"pin":"1"},["2"]],"pin":"1"},"call":[{"pin":"1","outbound":{"to":"5","from":{"pin":"1"},"pin":"1"}},"text"],"constructor":"1"}';
		expect(parseReport(body)?.report).toEqual({
			action: 'RING',
			callid: '1',
			ext: { extid: ['101'] },
			call: [{ outbound: { to: '5' } }],
		});
	});

	test.each([
		['Transfer', 'transfer'],
		['Callback', 'callback'],
		['constructor', undefined],
	])('a record of the type %s does not say which numbers are extensions', (type, direction) => {
		const event = read(yeastarReport('new-cdr').replace('"Inbound"', `"${type}"`));
		expect(event).toMatchObject({ extensions: [], record: { outcome: 'answered' } });
		expect((event?.record as { direction?: string }).direction).toBe(direction);
	});
});

describe('shapes that no manual prints', () => {
	test('numbers without quotes keep their digits', () => {
		expect(
			read(
				'{"action":"ANSWER","callid":1589953417.1740,"ext":{"extid":101},"inbound":{"from":103,"to":101,"trunk":"t"}}',
			),
		).toMatchObject({ callId: '1589953417.1740', from: '103', extensions: ['101'] });
		expect(
			read('{"action":"NewCdr","callfrom":106,"callto":102,"callduraction":10}'),
		).toMatchObject({ record: { from: '106', durationSeconds: 10 } });
	});

	test('leading zeros are kept', () => {
		expect(read('{"action":"RING","callid":"1.2","ext":{"extid":["0101","106"]}}')).toMatchObject({
			to: '0101',
			extensions: ['0101', '106'],
		});
	});

	test('a call from one trunk to another keeps both parties', () => {
		const body = `{"action":"ANSWER","callid":"1","inbound":{"from":"0151","to":"200","trunk":"a"},"outbound":{"from":"200","to":"0160","trunk":"b"}}`;
		expect(read(body)).toMatchObject({ direction: 'inbound', from: '0151', to: '0160' });
	});

	test('`Transfer` spelt right, and other letter case', () => {
		expect(read('{"action":"Transfer","ext":{"extid":"102"}}')?.event).toBe('callTransferred');
		expect(read('{"action":"Bootup","sn":"1"}')?.event).toBe('pbxStarted');
	});

	test('XML, as after a sign-in in XML', () => {
		const body =
			'<?xml version="1.0" encoding="UTF-8" ?>\n<xml><action>RING</action><callid>1.2</callid><ext><extid><item id="0">106</item><item id="1">0101</item></extid></ext><sn>a1</sn></xml>';
		expect(read(body)).toMatchObject({ from: '0101', to: '106', pbxSerialNumber: 'a1' });
	});

	test.each([
		['ExtensionStatus', 'Busy', 'inCall'],
		['ExtensionStatus', 'Idle', 'idle'],
		['ExtensionStatus', 'Registered', 'idle'],
		['ExtensionStatus', 'Unregistered', 'unavailable'],
		['ExtensionStatus', 'Ringing', 'ringing'],
		['ExtensionStatus', 'Dancing', 'unknown'],
	])('%s %s', (action, status, state) => {
		const body = JSON.stringify({ action, extension: '106', status });
		expect(read(body)).toMatchObject({ state, rawState: status, extensions: ['106'] });
	});
});

describe('what is no report', () => {
	test.each([
		'',
		'{}',
		'[]',
		'null',
		'"RING"',
		'{"action":"RING"',
		'{"action":"RING"}',
		'{"action":"RING","ext":{}}',
		'{"action":"RING","ext":{"extid":""}}',
		'{"action":"RING","ext":"106"}',
		'{"action":"ExtensionStatus","extension":"106"}',
		'{"action":"NewCdr"}',
		'{"action":"Invite","callid":"1"}',
		'{"action":"constructor"}',
		'{"action":"__proto__"}',
		'{"action":["RING"],"ext":{"extid":"1"}}',
		'<html><body>RING</body></html>',
		'<!DOCTYPE xml [<!ENTITY a "b">]><xml><action>BootUp</action></xml>',
	])('%j', (body) => {
		expect(parseReport(body)).toBeUndefined();
	});

	test('sixty thousand brackets', () => {
		expect(parseReport('['.repeat(60_000))).toBeUndefined();
		expect(parseReport('['.repeat(30_000) + ']'.repeat(30_000))).toBeUndefined();
	});
});

function asText(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(asText);
	if (typeof value !== 'object' || value === null) return String(value);
	return Object.fromEntries(Object.entries(value).map(([name, leaf]) => [name, asText(leaf)]));
}
