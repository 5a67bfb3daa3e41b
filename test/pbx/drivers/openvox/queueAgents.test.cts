import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { XMLParser } from 'fast-xml-parser';

import { Failure } from '../../../../pbx/model/failure';
import type { Queues } from '../../../../pbx/model/queue';
import { connected } from '../connected.cts';
import { rawPbx, type RawPbx } from './rawPbx.cts';

const password = '6700123';

let pbx: RawPbx;

afterEach(async () => {
	await pbx.close();
});

const printed = (page: string) =>
	readFileSync(join(__dirname, '../../../fixtures/yeastarV1', `${page}.http`), 'utf8');

const fieldsOf = (text: string): unknown => JSON.parse(/\{[\s\S]*\}/.exec(text)?.[0] ?? '');

const success = { status: 'Success' };
const settings = { queuenumber: '6700', password, agents: '1001', dynamicagents: '1000,1002' };

type Answers = Record<string, object>;

/** A PBX that answers each endpoint as the test says, and the queues of its driver. */
async function open(answers: Answers, fields: Record<string, string> = {}) {
	const all: Answers = {
		login: { ...success, token: '1e3b3ebb6a974cb42ed31de5413df52d' },
		'queue/query': { ...success, queues: [settings] },
		...answers,
	};
	pbx = await rawPbx((line) => {
		const endpoint = /\/api\/[v\d.]+\/([^?]*)/.exec(line)?.[1] ?? '';
		return JSON.stringify(all[endpoint] ?? { status: 'Failed', errno: '10003' });
	});
	const { queues } = connected({
		pbx: 'yeastarV1',
		baseUrl: pbx.url,
		username: 'api',
		password: 'pw',
		sessionToken: '',
		...fields,
	});
	return queues as Required<Queues>;
}

const endpoints = () =>
	pbx.requests.map((request) => /\/api\/[v\d.]+\/([^?]*)/.exec(request)?.[1]).slice(1);

const b = { extension: '1000', queue: '6700' };

test.each([
	['pauseAgent', 'queue/pause_agent'],
	['resumeAgent', 'queue/unpause_agent'],
] as const)('%s is one request', async (method, endpoint) => {
	const queues = await open({ [endpoint]: success });
	expect(await queues[method](b)).toBe('done');
	expect(endpoints()).toEqual([endpoint]);
	expect(fieldsOf(pbx.requests[1] ?? '')).toEqual({ queueid: '6700', extid: '1000' });
});

test.each([
	['addAgent', 'add_dynamicagent'],
	['removeAgent', 'del_dynamicagent'],
] as const)(
	"%s goes out as Yeastar's guide prints it, with the password that the PBX has",
	async (method, name) => {
		const queues = await open({ [`queue/${name}`]: success });
		expect(await queues[method]('6700', '1000')).toBe('done');
		expect(endpoints()).toEqual(['queue/query', `queue/${name}`]);
		const sent = pbx.requests[2] ?? '';
		const manual = printed(`queue-${name}`);
		expect(fieldsOf(sent)).toEqual(fieldsOf(manual));
		// The guide prints no format; the manual does.
		const [line = ''] = sent.split('\r\n', 1);
		expect(line.replace('&type=json', '')).toBe(manual.split('\n')[0]);
	},
);

test('a queue without a password needs none', async () => {
	const without = { ...success, queues: [{ ...settings, password: '' }] };
	const queues = await open({ 'queue/query': without, 'queue/add_dynamicagent': success });
	expect(await queues.addAgent('6700', '1000')).toBe('done');
	expect(fieldsOf(pbx.requests[2] ?? '')).toEqual({ queueid: '6700', extid: '1000' });
});

test('the settings of another queue are not taken', async () => {
	const queues = await open({ 'queue/add_dynamicagent': success });
	const failure = await queues.addAgent('6701', '1000');
	expect(failure).toMatchObject({ message: 'Queue 6701 does not exist on the PBX' });
	expect(endpoints()).toEqual(['queue/query']);
});

test.each([
	['10013', 'notFound', 'Queue 6700 does not exist on the PBX'],
	['10006', 'notFound', 'Extension 1000 does not exist on the PBX'],
	['10019', 'refused', 'The PBX did not change extension 1000 in queue 6700'],
])('number %s', async (errno, kind, message) => {
	const refusal = { status: 'Failed', errno };
	const queues = await open({
		'queue/pause_agent': refusal,
		'queue/del_dynamicagent': refusal,
	});
	for (const failure of [await queues.pauseAgent(b), await queues.removeAgent('6700', '1000')]) {
		expect(failure).toMatchObject({ kind, message });
		expect(JSON.stringify(failure)).not.toContain(password);
	}
});

test('what the PBX cannot be told is refused before any request', async () => {
	const queues = await open({});
	expect(await queues.pauseAgent({ extension: '1000' })).toMatchObject({
		kind: 'unsupported',
		message: 'This PBX does not offer pausing an agent in all queues at once',
		input: 'queue',
	});
	expect(await queues.pauseAgent({ ...b, reason: 'lunch' })).toMatchObject({
		kind: 'unsupported',
		message: 'This PBX does not offer reasons for a pause',
	});
	expect(pbx.requests).toEqual([]);
});

test('in XML, too', async () => {
	const reply = (content: string) =>
		`<?xml version="1.0"?><xml><status>Success</status>${content}</xml>`;
	pbx = await rawPbx((line) => {
		if (line.includes('/login?')) return reply('<token>1e3b</token>');
		if (!line.includes('/queue/query?')) return reply('');
		const queue = `<queuenumber>6700</queuenumber><password>${password}</password>`;
		return reply(`<queues><item id="0">${queue}</item></queues>`);
	});
	const fields = { pbx: 'openVoxUc', username: 'api', password: 'pw', dataFormat: 'xml' };
	const { queues } = connected({ ...fields, baseUrl: pbx.url, sessionToken: '' });
	const result = await queues?.removeAgent?.('6700', '0100');
	expect(result instanceof Failure ? result.message : result).toBe('done');
	const body = pbx.requests[2]?.split('\r\n\r\n')[1] ?? '';
	expect(new XMLParser({ parseTagValue: false, ignoreDeclaration: true }).parse(body)).toEqual({
		xml: { queueid: '6700', extid: '0100', password },
	});
});
