import type { INodeParameters } from 'n8n-workflow';

import type { StoredRecord } from '../../simulator/api/openvox/archive.cts';
import { switchValues, type Switches } from '../../simulator/api/openvox/switches.cts';
import { shortWav } from '../../simulator/model/shortWav.cts';
import type { Simulator } from '../../simulator/simulator.cts';
import type { CredentialStore } from './credentialStore.cts';
import { customer, liveOffice, wires, type Wire } from './office.cts';
import { runNode } from './runNode.cts';

let simulator: Simulator;
let credential: CredentialStore;

const recorded = 'exten-101-106-20200505-042135-1588641695.1772.wav';

const answered: StoredRecord = {
	callid: '1588641695.1772',
	timestart: '2020-05-05 04:21:35',
	callfrom: '101',
	callto: '0101',
	callduraction: '10',
	talkduraction: '5',
	srctrunkname: '',
	dsttrunkname: '',
	status: 'ANSWERED',
	type: 'Internal',
	pincode: '4711-canary',
	recording: recorded,
	didnumber: '',
	sn: 'a09805021987',
};

const missed: StoredRecord = {
	callid: '1588641700.1780',
	timestart: '2020-05-05 08:00:00',
	callfrom: '0151234567',
	callto: '106',
	callduraction: '12',
	talkduraction: '0',
	srctrunkname: 'Head office, "old"',
	dsttrunkname: '',
	status: 'NO ANSWER',
	type: 'Inbound',
	didnumber: '4930123456',
};

async function open(wire?: Wire, switches: Partial<Switches> = {}): Promise<void> {
	({ simulator, credential } = await liveOffice(wire, { switches }));
	credential.save({ timeZone: 'Asia/Shanghai' });
	simulator.archive.keep(answered);
	simulator.archive.keep(missed);
}

afterEach(async () => {
	await simulator.close();
});

function records(more: INodeParameters = {}): INodeParameters {
	return {
		resource: 'callRecord',
		operation: 'getAll',
		startTime: '2020-05-05T00:00:00+08:00',
		endTime: '2020-05-05T23:59:59+08:00',
		extensions: '',
		returnAll: true,
		simplify: false,
		options: {},
		...more,
	};
}

function download(recording: unknown = recorded, more: INodeParameters = {}): INodeParameters {
	return {
		resource: 'recording',
		operation: 'download',
		recording: recording as string,
		binaryPropertyName: 'data',
		options: {},
		...more,
	};
}

async function outcome(parameters: INodeParameters) {
	const run = await runNode({ credential, parameters });
	return { items: run.outputs[0]?.map(({ json }) => json) ?? [], error: run.error, run };
}

const answeredItem = {
	callId: '1588641695.1772',
	startTime: '2020-05-05T04:21:35+08:00',
	direction: 'internal',
	from: '101',
	to: '0101',
	outcome: 'answered',
	rawOutcome: 'ANSWERED',
	durationSeconds: 10,
	talkSeconds: 5,
	recording: recorded,
};

const missedItem = {
	callId: '1588641700.1780',
	startTime: '2020-05-05T08:00:00+08:00',
	direction: 'inbound',
	from: '0151234567',
	to: '106',
	outcome: 'noAnswer',
	rawOutcome: 'NO ANSWER',
	durationSeconds: 12,
	talkSeconds: 0,
	sourceTrunk: 'Head office, "old"',
	dialledNumber: '4930123456',
};

describe.each(wires)('with $dataFormat over $protocol', (wire) => {
	test('Get Many gives records as items, with times in the zone of the PBX', async () => {
		await open(wire);
		const { items, run } = await outcome(records());
		expect(items).toEqual([answeredItem, missedItem]);
		expect(run.outputs[0]?.[1]?.pairedItem).toEqual({ item: 0 });
		expect(simulator.counters.requests).toEqual({
			login: 1,
			'cdr/get_random': 1,
			'cdr/download': 1,
		});
		expect(simulator.journal.map(({ method, format }) => `${method} ${format}`).slice(1)).toEqual([
			'POST json',
			'GET json',
		]);
	});

	test('Download gives the file byte for byte', async () => {
		await open(wire);
		const { items, run } = await outcome(download());
		const wav = shortWav();
		expect(items).toEqual([{ recording: recorded, bytes: wav.length }]);
		const file = run.outputs[0]?.[0]?.binary?.data;
		expect(file).toMatchObject({ fileName: recorded, fileExtension: 'wav' });
		expect(file?.mimeType).toMatch(/^audio\//);
		expect(Buffer.from(file?.data ?? '', 'base64').equals(wav)).toBe(true);
		expect(simulator.counters.requests).toEqual({
			login: 1,
			'recording/get_random': 1,
			'recording/download': 1,
		});
	});
});

const variants: Array<Partial<Switches>> = [
	...switchValues.cdrColumns.map((cdrColumns) => ({ cdrColumns })),
	...switchValues.cdrQuotes.map((cdrQuotes) => ({ cdrQuotes })),
	...switchValues.cdrLines.map((cdrLines) => ({ cdrLines })),
	...switchValues.noRecords.map((noRecords) => ({ noRecords })),
	{ cdrColumns: 'reversed', cdrQuotes: 'everywhere', cdrLines: 'crlf' },
];

describe('whatever the PBX makes of the manual', () => {
	test.each(variants)('%p', async (switches) => {
		await open(undefined, switches);
		expect((await outcome(records())).items).toEqual([answeredItem, missedItem]);
		const none = await outcome(
			records({ startTime: '2019-01-01T00:00:00Z', endTime: '2019-01-02T00:00:00Z' }),
		);
		expect([none.error, none.items]).toEqual([undefined, []]);
	});
});

describe('the wanted fields', () => {
	test('are the ten that workflows use, unless told otherwise', async () => {
		await open();
		const { items } = await outcome(records({ simplify: true }));
		const leftOut = ['rawOutcome', 'sourceTrunk', 'dialledNumber'];
		const simplified = [answeredItem, missedItem].map((item) =>
			Object.fromEntries(Object.entries(item).filter(([name]) => !leftOut.includes(name))),
		);
		expect(items).toEqual(simplified);
	});

	test.each([true, false])('can be chosen from all (simplify: %s)', async (simplify) => {
		await open();
		const options = { outputFields: ['outcome', 'sourceTrunk'] };
		const { items } = await outcome(records({ simplify, options }));
		expect(items).toEqual([
			{ outcome: 'answered' },
			{ outcome: 'noAnswer', sourceTrunk: 'Head office, "old"' },
		]);
	});

	test('are refused before any request where the PBX node does not know one', async () => {
		await open();
		const { error } = await outcome(records({ options: { outputFields: 'outcome, password' } }));
		expect(error?.message).toBe("'Output Fields' cannot be password");
		expect(simulator.counters.requests).toEqual({});
	});
});

describe('the wanted records', () => {
	test('are those of the extensions', async () => {
		await open();
		const { items } = await outcome(records({ extensions: ' 0101; 999\n' }));
		expect(items).toEqual([answeredItem]);
		expect(simulator.journal.at(-1)?.fields).toMatchObject({ extid: '0101,999' });
	});

	test('lie in the range, as the clock of the PBX shows it', async () => {
		await open();
		// 8 o'clock in Shanghai is midnight in UTC.
		const { items } = await outcome(
			records({ startTime: '2020-05-05T00:00:00Z', endTime: '2020-05-05T00:00:00.900Z' }),
		);
		expect(items).toEqual([missedItem]);
		expect(simulator.journal.at(-1)?.fields).toMatchObject({
			starttime: '2020-05-05 08:00:00',
			endtime: '2020-05-05 08:00:00',
		});
	});

	test.each([
		['2020-05-05', '2020-05-05 08:00:00', '2020-05-05 12:00:00', '2020-05-05 20:00:00'],
		['2020-05-05', '2020-05-05', '2020-05-05 12:00:00', '2020-05-06 11:59:59'],
		['={{ new Date(0) }}', '={{ $now }}', '1970-01-01 08:00:00', undefined],
	])('from %s to %s', async (startTime, endTime, starttime, endtime) => {
		await open();
		const { error } = await outcome(records({ startTime, endTime }));
		expect(error).toBeUndefined();
		const { fields } = simulator.journal.at(-1) ?? {};
		// Without an offset it is the time of the workflow, which is New York unless n8n is configured otherwise.
		expect(fields?.starttime).toBe(starttime);
		if (endtime) expect(fields?.endtime).toBe(endtime);
	});

	test('are limited', async () => {
		await open();
		expect((await outcome(records({ returnAll: false, limit: 1 }))).items).toHaveLength(1);
	});

	test('include a call that has just ended, with its recording', async () => {
		await open(undefined, { recordings: 'on' });
		credential.save({ timeZone: 'UTC' });
		await simulator.pbx.hangUp('106');
		const day = 86_400_000;
		const { items } = await outcome(
			records({
				startTime: new Date(simulator.clock.now() - day).toISOString(),
				endTime: new Date(simulator.clock.now() + day).toISOString(),
			}),
		);
		expect(items).toMatchObject([
			{ direction: 'inbound', from: customer, to: '106', outcome: 'answered' },
		]);
		const file = await outcome(download(items[0]?.recording));
		expect(file.run.outputs[0]?.[0]?.binary?.data?.fileExtension).toBe('wav');
	});
});

describe('what went wrong is said', () => {
	test.each([
		[records({ startTime: 'yesterday' }), "'Start Time' is not a date and time: yesterday"],
		[records({ endTime: '2020-02-31T10:00:00' }), "'End Time' is not a date and time"],
		[records({ endTime: '2020-01-01T00:00:00Z' }), "'Start Time' is after 'End Time'"],
		[
			records({ extensions: '101, 1o2' }),
			"'Extensions' contains something that is not an extension",
		],
		[records({ returnAll: false, limit: -1 }), "'Limit' cannot be -1"],
		[records({ endTime: ' ' }), "'End Time' is empty"],
		[download(' '), "'Recording' is empty"],
		[download('../etc/passwd'), "'Recording' is not a file name: ../etc/passwd"],
		[download('.'), "'Recording' is not a file name: ."],
		[download('..'), "'Recording' is not a file name: .."],
		[download(recorded, { binaryPropertyName: ' ' }), "'Put Output File in Field' is empty"],
	])('before any request: %j', async (parameters, message) => {
		await open();
		expect((await outcome(parameters)).error?.message).toContain(message);
		expect(simulator.counters.requests).toEqual({});
	});

	test('a recording that is not there', async () => {
		await open();
		const { error } = await outcome(download('gone.wav'));
		expect(error?.message).toBe('Recording gone.wav does not exist on the PBX any more');
	});

	test('a link that has run out', async () => {
		await open();
		simulator.faults.add({
			trouble: { kind: 'errno', errno: '20012' },
			endpoint: 'recording/download',
		});
		const { error } = await outcome(download());
		expect(error?.message).toContain('or its download link has expired');
	});

	test('a table without the columns of call records', async () => {
		await open();
		simulator.faults.add({ trouble: { kind: 'htmlPage' }, endpoint: 'cdr/download' });
		const { error } = await outcome(records());
		expect(error?.message).toBe('A web page answered, not the API of a PBX');
	});

	test('a redirect is not followed, and shown without its path', async () => {
		await open();
		const location = 'http://127.0.0.1:9/elsewhere?token=stolen';
		simulator.faults.add({
			trouble: { kind: 'redirect', location },
			endpoint: 'recording/download',
		});
		const { error } = await outcome(download());
		expect(error?.message).toBe('The PBX redirects to http://127.0.0.1:9');
	});

	test('a file without content', async () => {
		await open();
		simulator.faults.add({ trouble: { kind: 'emptyBody' }, endpoint: 'recording/download' });
		const { error } = await outcome(download());
		expect(error?.message).toBe('The PBX sent an empty reply');
	});
});

describe('a session', () => {
	test('that ended is renewed before the download, once', async () => {
		await open();
		await outcome(records());
		simulator.restart('apiService');
		expect((await outcome(download())).items).toHaveLength(1);
		expect(simulator.counters.signIns.accepted).toBe(2);
	});

	test('that ends between the two steps is renewed as well', async () => {
		await open();
		simulator.faults.add({ trouble: { kind: 'errno', errno: '20006' }, endpoint: 'cdr/download' });
		expect((await outcome(records())).items).toHaveLength(2);
		expect(simulator.counters.requests).toEqual({
			login: 2,
			'cdr/get_random': 1,
			'cdr/download': 2,
		});
	});
});

test('no token, random string, password or dialled PIN is shown', async () => {
	await open();
	const runs = [await outcome(records()), await outcome(download())];
	for (const fault of ['cutAfterActing', 'truncated'] as const) {
		for (const endpoint of ['cdr/download', 'recording/download']) {
			simulator.faults.add({ trouble: { kind: fault }, endpoint });
			runs.push(await outcome(endpoint.startsWith('cdr') ? records() : download()));
		}
	}
	const shown = JSON.stringify(
		runs.map(({ run, error }) => [run.outputs, error?.message, error?.description, error]),
	);
	expect(shown).toContain(recorded);
	const { session: token } = JSON.parse(credential.data.sessionToken as string) as {
		session: string;
	};
	expect(token).toMatch(/^[0-9a-f]{32}$/);
	expect(shown).not.toContain(token);
	expect(shown).not.toContain('random=');
	expect(shown).not.toContain(simulator.account.password);
	expect(shown).not.toContain('4711-canary');
});
