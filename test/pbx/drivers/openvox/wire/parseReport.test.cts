import { parseReport } from '../../../../../pbx/drivers/openvox/wire/parseReport';
import { printedReport, printedReports, siblingReport } from './printedReports.cts';

const sn = 'a09805021987';
const trunk = 'to-18-16-2';

/** What was read, without the report itself and without what it does not tell. */
function told(body: string): Record<string, unknown> | undefined {
	const event = parseReport(body);
	if (!event) return undefined;
	const entries = Object.entries(event).filter(
		([name, value]) => name !== 'report' && value !== undefined,
	);
	return Object.fromEntries(entries);
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
				['internal', '106', '102', ['106', '102'], '2020-05-20 10:11:22', 5],
				['outbound', '106', '16101', ['106'], '2020-05-20 10:13:07', 5],
				['inbound', '101', '102', ['102'], '2020-05-20 10:18:59', 4],
			] as const
		).map(
			([direction, from, to, extensions, startedAt, talkDuration]): [
				string,
				Partial<Record<string, unknown>>,
			] => [
				`new-cdr-${direction}`,
				{
					event: 'callRecord',
					direction,
					from,
					to,
					extensions,
					startedAt,
					duration: 10,
					talkDuration,
					outcome: 'ANSWERED',
					...internal,
				},
			],
		),
	])('%s', (name, expected) => {
		expect(told(printedReport(name))).toEqual(expected);
	});
});

describe('the shapes of the sibling manual', () => {
	test('the parties as an array `call`; ANSWERED names the caller first', () => {
		expect(told(siblingReport('answered'))).toMatchObject({
			event: 'callAnswered',
			direction: 'internal',
			from: '1005',
			to: '1001',
			extensions: ['1005', '1001'],
		});
		expect(told(siblingReport('tranfer'))).toMatchObject({
			event: 'callTransferred',
			extensions: ['1005', '1001'],
		});
	});

	test('a trunk call inside of the array `call`, a reason in words', () => {
		expect(told(siblingReport('call-failed'))).toMatchObject({
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
		expect(told(siblingReport('new-cdr'))).toMatchObject({
			direction: 'inbound',
			trunk: 'SPS1',
			recording: '20190113112527-1547378727.170-5503301-1005-Inbound.wav',
			duration: 65,
			talkDuration: 58,
		});
	});
});

describe('shapes that no manual prints', () => {
	test('numbers without quotes keep their digits', () => {
		expect(
			told(
				'{"action":"ANSWER","callid":1589953417.1740,"ext":{"extid":101},"inbound":{"from":103,"to":101,"trunk":"t"}}',
			),
		).toMatchObject({ callId: '1589953417.1740', from: '103', extensions: ['101'] });
		expect(
			told('{"action":"NewCdr","callfrom":106,"callto":102,"callduraction":10}'),
		).toMatchObject({ from: '106', duration: 10 });
	});

	test('leading zeros are kept', () => {
		expect(told('{"action":"RING","callid":"1.2","ext":{"extid":["0101","106"]}}')).toMatchObject({
			to: '0101',
			extensions: ['0101', '106'],
		});
	});

	test('a call from one trunk to another keeps both parties', () => {
		const body = `{"action":"ANSWER","callid":"1","inbound":{"from":"0151","to":"200","trunk":"a"},"outbound":{"from":"200","to":"0160","trunk":"b"}}`;
		expect(told(body)).toMatchObject({ direction: 'inbound', from: '0151', to: '0160' });
	});

	test('`Transfer` spelt right, and other letter case', () => {
		expect(told('{"action":"Transfer","ext":{"extid":"102"}}')?.event).toBe('callTransferred');
		expect(told('{"action":"Bootup","sn":"1"}')?.event).toBe('pbxStarted');
	});

	test('XML, as after a sign-in in XML', () => {
		const body =
			'<?xml version="1.0" encoding="UTF-8" ?>\n<xml><action>RING</action><callid>1.2</callid><ext><extid><item id="0">106</item><item id="1">0101</item></extid></ext><sn>a1</sn></xml>';
		expect(told(body)).toMatchObject({ from: '0101', to: '106', pbxSerialNumber: 'a1' });
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
		expect(told(body)).toMatchObject({ state, rawState: status, extensions: ['106'] });
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
