import { XMLParser } from 'fast-xml-parser';
import type { INodeParameters } from 'n8n-workflow';

import { CredentialStore } from '../../../engine/credentialStore.cts';
import { byNumber, monitor } from '../../../engine/office.cts';
import { runNode, type NodeRun } from '../../../engine/runNode.cts';
import { printed } from '../../../simulator/sample.cts';
import { rawPbx, type RawPbx } from './rawPbx.cts';

// Both sides of the wire are the manual's own bytes here: neither of our serializers makes the
// other's fixtures.

const token = '813b621cfe8eecf445a2ce1f4a079ffe';

let pbx: RawPbx | undefined;

afterEach(async () => {
	await pbx?.close();
});

type Format = 'json' | 'xml';

const login = {
	json: printed('login.json'),
	xml: `<?xml version="1.0" encoding="UTF-8" ?>\n<xml>\n\t<status>Success</status>\n\t<token>${token}</token>\n</xml>\n`,
};

/** Runs the node against the manual's reply, in the API version that the page prints. */
async function run(page: string, format: Format, parameters: INodeParameters): Promise<NodeRun> {
	const reply = replyOf(page, format);
	const apiVersion = /\/api\/(v[\d.]+)\//.exec(printed(`${page}-${format}.http`))?.[1];
	pbx = await rawPbx((line) => (line.includes('/login?') ? login[format] : reply));
	const data = { ...manualCredential(pbx.url, format), apiVersion: apiVersion ?? '' };
	return await runNode({ credential: new CredentialStore({ data }), parameters });
}

function manualCredential(baseUrl: string, dataFormat: Format) {
	return {
		pbx: 'openVoxUc',
		baseUrl,
		username: 'xiaoshao',
		password: '123456',
		dataFormat,
		timeZone: 'Asia/Shanghai',
		sessionToken: '',
	};
}

/** The parts of a request that must equal the manual's. */
function parts(request: string) {
	const [head = '', body = ''] = request.replaceAll('\r\n', '\n').split(/\n+(?=[{<])(.*)/s);
	const lines = head.split('\n');
	return {
		requestLine: (lines[0] ?? '').replace(/( HTTP\/1\.1)+$/, ' HTTP/1.1'),
		contentType: /^content-type: *(.*)$/im.exec(head)?.[1],
		body: body.trim(),
	};
}

const tree = (format: Format, body: string): unknown =>
	format === 'json'
		? JSON.parse(body)
		: new XMLParser({ parseTagValue: false, ignoreDeclaration: true }).parse(body);

function call(operation: string, more: INodeParameters): INodeParameters {
	return { resource: 'call', operation, options: {}, ...more };
}

const extension = byNumber('101');

const orders: Array<[page: string, parameters: INodeParameters, result: string]> = [
	['extension-whisper', monitor('whisper', '101', '106'), 'accepted'],
	['extension-listen', monitor('listen', '101', '106'), 'accepted'],
	['extension-barge', monitor('bargeIn', '101', '106'), 'accepted'],
	[
		'extension-dial_extension',
		call('dial', { fromExtension: extension, toExtension: byNumber('102') }),
		'accepted',
	],
	[
		'extension-dial_outbound',
		call('dialExternal', { fromExtension: extension, externalNumber: '16103' }),
		'accepted',
	],
	['extension-hangup', call('hangUp', { extension }), 'done'],
	['extension-hold', call('hold', { extension }), 'done'],
	['extension-unhold', call('resume', { extension }), 'done'],
	['extension-mute', call('mute', { extension }), 'done'],
	['extension-unmute', call('unmute', { extension }), 'done'],
	[
		'calltransfer',
		call('transfer', { extension, transferTo: '16103', options: { callId: '1589940297.1207' } }),
		'done',
	],
];

const queue = (stateOf101: string, rawState: string) => ({
	queue: '9998',
	waitingCallers: 0,
	agents: [
		{ extension: '102', state: 'idle', rawState: '1' },
		{ extension: '101', state: stateOf101, rawState },
		{ extension: '6000', state: 'idle', rawState: '1' },
	],
});

const device = (time: string) => ({
	model: 'UC501',
	serialNumber: 'a09805021987',
	hardwareVersion: '3.1',
	firmwareVersion: '4.1.1',
	time,
	startTime: '2020-03-23T08:33:22+08:00',
	extensions: 21,
	maxExtensions: 300,
});

const states: Array<[page: string, INodeParameters, items: Record<Format, object>]> = [
	[
		'queuestatus-query',
		{ resource: 'queue', operation: 'getStatus', queue: '9998', options: {} },
		{ json: queue('ringing', '6'), xml: queue('unavailable', '5') },
	],
	[
		'deviceinfo-query',
		{ resource: 'system', operation: 'getInfo', options: {} },
		{ json: device('2020-05-19T04:06:07+08:00'), xml: device('2020-05-22T07:24:00+08:00') },
	],
];

/** The page prints XML under `type=json`, which no other page does. */
const slip = 'extension-hangup-xml';

/** Hold and Resume print no JSON answer: the one that all orders share stands in. */
function replyOf(page: string, format: Format): string {
	const printsNone = format === 'json' && /^extension-(un)?hold$/.test(page);
	return printed(`${printsNone ? 'extension-mute' : page}.${format}`);
}

describe.each(['json', 'xml'] as const)('in %s', (format) => {
	test.each(orders)(
		'%s goes out as the manual prints it, and its answer is read',
		async (page, parameters, outcome) => {
			const result = await run(page, format, parameters);
			expect(result.outputs[0]?.[0]?.json.result).toBe(outcome);
			const sent = parts(pbx?.requests[1] ?? '');
			const manual = parts(printed(`${page}-${format}.http`));
			const line = manual.requestLine.replace(/token=\w+/, `token=${token}`);
			expect(sent.requestLine).toBe(
				`${page}-${format}` === slip ? line.replace('type=json', 'type=xml') : line,
			);
			expect(sent.contentType).toBe(manual.contentType);
			expect(tree(format, sent.body)).toEqual(tree(format, manual.body));
			if (format === 'xml') expect(sent.body.split('\n')[0]).toBe(manual.body.split('\n')[0]);
		},
	);

	test('the sign-in goes out as the manual prints it, less the report address', async () => {
		await run('extension-whisper', format, monitor('whisper'));
		const sent = parts(pbx?.requests[0] ?? '');
		const manual = parts(printed(`login-${format}.http`));
		expect(sent.requestLine).toBe(manual.requestLine);
		expect(sent.contentType).toBe(manual.contentType);
		const fields = JSON.stringify(tree(format, sent.body));
		expect(fields).toContain('"password":"e10adc3949ba59abbe56e057f20f883e"');
		expect(fields).toContain('"port":"8260"');
		expect(fields).toContain('"version":"1.0.2"');
		expect(fields).not.toContain('url');
	});

	test.each(states)('%s: asked as the manual prints it, and its answer is read', async (...row) => {
		const [page, parameters, items] = row;
		const result = await run(page, format, parameters);
		expect(result.outputs[0]?.map(({ json }) => json)).toEqual([items[format]]);
		const sent = parts(pbx?.requests[1] ?? '');
		const manual = parts(printed(`${page}-${format}.http`));
		expect(sent.requestLine).toBe(manual.requestLine.replace(/token=\w+/, `token=${token}`));
		expect(sent.contentType).toBe(manual.contentType);
		expect(sent.body && tree(format, sent.body)).toEqual(manual.body && tree(format, manual.body));
		if (format === 'xml') expect(sent.body.split('\n')[0]).toBe(manual.body.split('\n')[0]);
	});

	test('an update goes out as the manual prints it, but for the fields', async () => {
		const result = await run('extension-update', format, {
			resource: 'extension',
			operation: 'updateMonitoring',
			extension,
			updateFields: { allowBeingMonitored: true, monitorMode: 'bargeIn' },
			options: {},
		});
		expect(result.outputs[0]?.[0]?.json.result).toBe('done');
		const sent = parts(pbx?.requests[1] ?? '');
		const manual = parts(printed(`extension-update-${format}.http`));
		expect(sent.requestLine).toBe(manual.requestLine.replace(/token=\w+/, `token=${token}`));
		expect(sent.contentType).toBe(manual.contentType);
		const fields = { extid: '101', allowbeingmonitored: 'on', monitormode: 'Barge-in' };
		const { body } = sent;
		expect(tree(format, body)).toEqual(format === 'json' ? fields : { xml: fields });
		if (format === 'xml') expect(body.split('\n')[0]).toBe(manual.body.split('\n')[0]);
	});

	test('the extension query goes out as the manual prints it, and its answer is read', async () => {
		const parameters = {
			resource: 'extension',
			operation: 'get',
			extension: byNumber('101'),
			options: {},
		};
		const result = await run('extension-query', format, parameters);
		expect(result.outputs[0]?.[0]?.json).toEqual({
			number: '101',
			name: 'xiaoshaokun',
			state: 'unavailable',
			rawState: 'Unavailable',
			type: 'pjsip',
			allowBeingMonitored: false,
			monitorMode: 'disabled',
			calls: [],
		});
		const sent = parts(pbx?.requests[1] ?? '');
		const manual = parts(printed(`extension-query-${format}.http`));
		expect(sent.requestLine).toBe(manual.requestLine.replace(/token=\w+/, `token=${token}`));
		expect(sent.contentType).toBe(manual.contentType);
		expect(tree(format, sent.body)).toEqual(tree(format, manual.body));
		if (format === 'xml') expect(sent.body.split('\n')[0]).toBe(manual.body.split('\n')[0]);
	});
});

describe.each(['json', 'xml'] as const)('the live calls in %s', (format) => {
	test('are asked for without an id, and the answers are read', async () => {
		const replies: Record<string, string> = {
			login: login[format],
			'extension/query': printed(`extension-query.${format}`),
			'inbound/query': printed(`inbound-query.${format}`),
			'outbound/query': printed(`outbound-query.${format}`),
		};
		pbx = await rawPbx((line) => replies[/v0\.0\.1\/(.*)\?/.exec(line)?.[1] ?? ''] ?? '');
		const data = { ...manualCredential(pbx.url, format), apiVersion: 'v0.0.1' };
		const result = await runNode({
			credential: new CredentialStore({ data }),
			parameters: call('getAll', { returnAll: true }),
		});
		expect(result.outputs[0]?.map(({ json }) => json)).toEqual([
			{
				direction: 'inbound',
				id: '1589881290.963',
				from: '103',
				to: '101',
				trunk: 'to-18-16-2',
				state: 'talking',
				startTime: '2020-05-19T09:41:30.000Z',
				extensions: [{ number: '101', name: 'xiaoshaokun', state: 'unavailable' }],
			},
			{
				direction: 'outbound',
				id: '1589881535.982',
				from: '66666',
				to: '103',
				trunk: 'to-18-16-2',
				state: 'talking',
				startTime: '2020-05-19T09:45:35.000Z',
				extensions: [],
			},
		]);
		for (const [index, page] of [
			[2, 'inbound-query'],
			[3, 'outbound-query'],
		] as const) {
			const sent = parts(pbx.requests[index] ?? '');
			const manual = parts(printed(`${page}-${format}.http`));
			expect(sent.requestLine).toBe(manual.requestLine.replace(/token=\w+/, `token=${token}`));
			expect(sent.contentType).toBe(manual.contentType);
			expect(sent.body).toBe('');
		}
	});
});

describe('pages without a format', () => {
	const play = (parameters: INodeParameters) =>
		call('playPrompt', { playTo: 'extension', extension, ...parameters });

	test.each([
		['extension-playprompt', 'extension-playprompt', play({ prompts: 'haruhi3' })],
		[
			'extension-playprompt-several',
			'extension-playprompt',
			play({ prompts: 'haruhi3, xiaoshao5' }),
		],
		[
			'outbound-playprompt',
			'outbound-playprompt',
			play({ playTo: 'external', externalNumber: '16103', prompts: 'haruhi3,xiaoshao5' }),
		],
	])('%s goes out in JSON whatever the Data Format', async (page, answer, parameters) => {
		pbx = await rawPbx((line) =>
			line.includes('/login?') ? login.xml : printed(`${answer}.json`),
		);
		const credential = new CredentialStore({ data: manualCredential(pbx.url, 'xml') });
		const result = await runNode({ credential, parameters });
		expect(result.outputs[0]?.[0]?.json.result).toBe('accepted');
		const sent = parts(pbx.requests[1] ?? '');
		const manual = parts(printed(`${page}-json.http`));
		expect(sent.requestLine).toBe(manual.requestLine.replace(/token=\w+/, `token=${token}`));
		expect(sent.contentType).toBe(manual.contentType);
		expect(tree('json', sent.body)).toEqual(tree('json', manual.body));
	});

	test('the links to files are made of what the manual prints', async () => {
		const csv = 'timestart,callfrom,callto\n2020-05-20 10:11:22,106,102\n';
		pbx = await rawPbx((line) => {
			if (line.includes('/login?')) return login.json;
			return line.startsWith('GET') ? csv : printed('cdr-get_random.json');
		});
		const result = await runNode({
			credential: new CredentialStore({ data: manualCredential(pbx.url, 'json') }),
			parameters: {
				resource: 'callRecord',
				operation: 'getAll',
				startTime: '2020-05-18T00:00:00+08:00',
				endTime: '2020-05-20T23:59:59+08:00',
				options: {},
			},
		});
		expect(result.outputs[0]?.[0]?.json).toMatchObject({ from: '106', to: '102' });
		const sent = parts(pbx.requests[1] ?? '');
		const manual = parts(printed('cdr-get_random-json.http'));
		expect(sent.requestLine).toBe(manual.requestLine.replace(/token=\w+/, `token=${token}`));
		// The printed body lacks a quotation mark.
		expect(tree('json', sent.body)).toEqual(tree('json', manual.body.replace('59\n', '59"\n')));
		const [method, url = ''] = (pbx.requests[2] ?? '').split(' ');
		const link = new URL(url, pbx.url);
		expect([method, link.pathname]).toEqual(['GET', '/api/v0.0.1/cdr/download']);
		expect(Object.fromEntries(link.searchParams)).toEqual({
			extid: 'all',
			starttime: '2020-05-18 00:00:00',
			endtime: '2020-05-20 23:59:59',
			token,
			random: '9ec0ef42229c68406363d21e8a82ca31',
		});
	});
});

test('the one failed login of the manual is explained by what it may be', async () => {
	pbx = await rawPbx(() => printed('login-failed.json'));
	const credential = new CredentialStore({
		data: { pbx: 'openVoxUc', baseUrl: pbx.url, username: 'a', password: 'b', sessionToken: '' },
	});
	const result = await runNode({ credential, parameters: monitor('whisper') });
	expect(result.error?.message).toBe(
		"Wrong user name or password, or the PBX's API service is down",
	);
	expect(pbx.requests).toHaveLength(1);
});
