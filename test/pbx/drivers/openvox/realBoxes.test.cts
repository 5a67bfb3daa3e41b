import { openDriver } from '../../../../pbx/drivers/openDriver';
import { parseReport as parse } from '../../../../pbx/drivers/openvox/wire/parseReport';
import { explain } from '../../../../pbx/drivers/openvox/wire/errors';
import { isWanted } from '../../../../pbx/events/filter';
import { Failure } from '../../../../pbx/model/failure';
import type { Pbx } from '../../../../pbx/model/pbx';

// What boxes in the field send that the OpenVox manual does not print.

function answeringBody(body: string, fields: Record<string, unknown> = {}): Pbx {
	const driver = openDriver({
		pbx: 'openVoxUc',
		baseUrl: 'http://127.0.0.1:8088',
		username: 'api',
		password: 'secret',
		timeZone: 'Europe/Berlin',
		...fields,
	});
	if (driver instanceof Failure) throw new Error(driver.message);
	const clock = { now: () => 0, cancelled: () => false, sleep: () => Promise.resolve() };
	return driver.connect(() => Promise.resolve({ status: 200, headers: {}, body }), clock);
}

const answering = (fields: object): Pbx =>
	answeringBody(JSON.stringify({ status: 'Success', ...fields }));

const parseReport = (report: object) => parse(JSON.stringify(report), 'Europe/Berlin');

describe('the status of a queue', () => {
	const member = { agent: '8034', agentstatus: '1' };

	test('is read from the arrays of a Yeastar', async () => {
		const queues = [
			{ queuenumber: '6700', queuestatus: [{ callercount: '2', members: [member] }] },
		];
		expect(await answering({ queues }).queues?.status('6700')).toEqual({
			number: '6700',
			waitingCallers: 2,
			agents: [{ extension: '8034', state: 'idle', rawState: '1' }],
		});
	});

	test('is read from the objects of an OpenVox', async () => {
		const queue = { queuenumber: '6700', queuestatus: { callercount: '2', members: member } };
		expect(await answering({ queue }).queues?.status('6700')).toMatchObject({
			waitingCallers: 2,
			agents: [{ extension: '8034' }],
		});
	});
});

describe('the report of a failed call', () => {
	test('is one without any party', () => {
		const report = { action: 'CallFailed', reason: 'User busy', callid: '1505294245.162' };
		expect(parseReport(report)).toEqual({
			event: 'callFailed',
			reason: 'User busy',
			callId: '1505294245.162',
			extensions: [],
			report,
		});
	});

	test('says something: one without reason and call is none', () => {
		expect(parseReport({ action: 'CallFailed' })).toBeUndefined();
	});
});

describe('the record of a call that came through a queue', () => {
	const report = (callto: string) => ({
		action: 'NewCdr',
		callid: '1.1',
		timestart: '2020-05-20 10:11:22',
		callfrom: '0160',
		callto,
		type: 'Inbound',
		status: 'ANSWERED',
	});

	test('has the agent who answered and the queue', () => {
		expect(parseReport(report('6200(4002)'))).toMatchObject({
			extensions: ['4002'],
			record: { from: '0160', to: '4002', queue: '6200' },
		});
	});

	test('is found by a filter on the agent', () => {
		const event = parseReport(report('6200(4002)'));
		const filter = { events: [], directions: [], states: [], otherParty: [] };
		expect(event && isWanted(event, { ...filter, extensions: ['4002'] })).toBe(true);
		expect(event && isWanted(event, { ...filter, extensions: ['4003'] })).toBe(false);
	});

	test.each(['6200', 'Anna (mobile)', '6200()', '6200(4002', ''])(
		'has no queue where the called number is %j',
		(callto) => {
			const event = parseReport(report(callto));
			expect(event).toMatchObject({ record: { to: callto || undefined, queue: undefined } });
		},
	);

	test.each(['dsttrcunkname', 'dsttrunkname', 'desttrunkname'])(
		'has the trunk of an outgoing call as %s',
		(name) => {
			const event = parseReport({ ...report('0151'), type: 'Outbound', [name]: 'sip-out' });
			expect(event).toMatchObject({ record: { destinationTrunk: 'sip-out' } });
		},
	);
});

describe('the clock of the PBX', () => {
	const info = async (systemtime: string, uptime: string) =>
		await answering({ deviceinfo: { systemtime, uptime } }).system?.info();

	test.each([
		['2022-04-06 13:10:17 UTC', '03:07:02', '2022-04-06T13:10:17Z', '2022-04-06T10:03:15Z'],
		['2017-05-24 23:25:20 UTC-8', '03:25:04', '2017-05-25T07:25:20Z', '2017-05-25T04:00:16Z'],
		['2017-05-24 23:25:20 UTC+05:30', '00:00:20', '2017-05-24T17:55:20Z', '2017-05-24T17:55:00Z'],
		['2022-04-06 13:10:17 UTC', '100:00:00', '2022-04-06T13:10:17Z', '2022-04-02T09:10:17Z'],
	])('%s, running for %s', async (systemtime, uptime, time, startTime) => {
		const read = await info(systemtime, uptime);
		if (read === undefined || read instanceof Failure) throw new Error('no answer');
		expect(Date.parse(read.time ?? '')).toBe(Date.parse(time));
		expect(Date.parse(read.startTime ?? '')).toBe(Date.parse(startTime));
	});

	test('is in the zone of the credential, and the start a date, as OpenVox prints them', async () => {
		expect(await info('2020-03-24 10:00:00', '2020-Mar-23-08:33:22')).toMatchObject({
			time: '2020-03-24T10:00:00+01:00',
			startTime: '2020-03-23T08:33:22+01:00',
		});
	});

	test.each([
		['2022-04-06 13:10:17 UTC+99', '03:07:02'],
		['not set', '03:07:02'],
		['9999-99-99 00:00:00 UTC', '999999999:00:00'],
	])('is left out where it is %s, running for %s', async (systemtime, uptime) => {
		const read = await info(systemtime, uptime);
		expect(read).not.toHaveProperty('time', expect.anything());
		expect(read).not.toHaveProperty('startTime', expect.anything());
	});
});

test.each(['10005', '20018', '20019', '20020', '20021', '30003'])(
	'the error number %s has a sentence',
	(errno) => {
		expect(explain(errno).message).not.toContain('number');
	},
);

describe('a whole reply in the other format', () => {
	test('is read: XML where JSON was asked for', async () => {
		const body = '<?xml version="1.0"?><xml><status>Success</status></xml>';
		const started = answeringBody(body).monitoring?.start({
			mode: 'whisper',
			supervisor: '101',
			monitored: '106',
		});
		expect(await started).toEqual({ result: 'accepted' });
	});

	test('is read: JSON where XML was asked for', async () => {
		const body = '{"status":"Failed","errno":"10007"}';
		const started = answeringBody(body, { dataFormat: 'xml' }).monitoring?.start({
			mode: 'whisper',
			supervisor: '101',
			monitored: '106',
		});
		expect(await started).toMatchObject({ kind: 'notInCall' });
	});

	test.each(['<xml><status>Success</status>', '{"status":"Success"', '<page>Hello</page>'])(
		'is not trusted: %s',
		async (body) => {
			const dataFormat = body.startsWith('<') ? 'json' : 'xml';
			const hungUp = await answeringBody(body, { dataFormat }).calls?.hangUp?.('101');
			expect(hungUp).toMatchObject({ kind: 'outcomeUnknown' });
		},
	);
});

test.each(['v2.0.0', 'v2', 'v10.1'])(
	'version %s of the API is refused: it is another dialect',
	(apiVersion) => {
		const fields = {
			pbx: 'yeastarV1',
			baseUrl: 'http://127.0.0.1:8088',
			username: 'a',
			password: 'b',
		};
		expect(openDriver({ ...fields, apiVersion })).toMatchObject({
			kind: 'invalidInput',
			message: `Version ${apiVersion} of the API is not supported yet`,
			input: 'apiVersion',
		});
		expect(openDriver({ ...fields, apiVersion: 'v1.0.2' })).not.toBeInstanceOf(Failure);
	},
);
