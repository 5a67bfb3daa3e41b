import type { INodeParameters } from 'n8n-workflow';

import { byNumber, monitor } from '../../../engine/office.cts';
import { runNode, type NodeRun } from '../../../engine/runNode.cts';
import type { RawPbx } from '../openvox/rawPbx.cts';
import {
	calls,
	credentialFor,
	extension,
	parts,
	paths,
	printed,
	printedPbx,
	trunk,
} from './printed.cts';

// Both sides of the wire are the guide's own bytes here, as far as it prints them.

let pbx: RawPbx;

afterEach(async () => {
	await pbx.close();
});

type Answers = Parameters<typeof printedPbx>[0];

async function run(answers: Answers, parameters: INodeParameters): Promise<NodeRun> {
	pbx = await printedPbx(answers);
	return await runNode({ credential: credentialFor(pbx.url), parameters });
}

const items = ({ outputs, error }: NodeRun) => {
	if (error) throw error;
	return (outputs[0] ?? []).map(({ json }) => json);
};

function call(operation: string, more: INodeParameters = {}): INodeParameters {
	return { resource: 'call', operation, options: {}, ...more };
}

const talkingTo2001 = calls({
	members: [extension('2000', 'ANSWERED'), extension('2001', 'ANSWER')],
});

test('the sign-in goes out as the guide prints it', async () => {
	await run({ 'call/query': talkingTo2001 }, monitor('listen', '2008', '2000'));
	const sent = parts(pbx.requests[0] ?? '');
	expect(sent).toEqual(parts(printed('get_token.http')));
	expect(sent.userAgent).toBe('OpenAPI');
});

describe.each([
	['listen', 'listen'],
	['whisper', 'whisper'],
	['bargeIn', 'barge'],
] as const)('%s', (operation, type) => {
	test('is the lookup of the channel and the order that the guide prints', async () => {
		const result = await run(
			{ 'call/query': talkingTo2001, 'call/listen': printed('call-listen.json') },
			monitor(operation, '2008', '2000'),
		);
		expect(items(result)[0]).toMatchObject({ result: 'accepted' });
		expect(paths(pbx)).toEqual(['get_token', 'call/query', 'call/listen']);
		const [, lookup = '', order = ''] = pbx.requests;
		expect(lookup).toMatch(
			/^GET \/openapi\/v1\.0\/call\/query\?access_token=\w+&extension=2000 HTTP/,
		);
		const { userAgent, ...sent } = parts(order);
		const manual = parts(printed('call-listen.http'));
		expect(sent).toEqual({
			requestLine: manual.requestLine,
			contentType: manual.contentType,
			body: { ...(manual.body as object), type },
		});
		expect(userAgent).toBe('OpenAPI');
	});
});

test.each([
	['hangUp', 'call/hangup', 'call-hangup.http', '2000'],
	['mute', 'call/mute', 'call-mute.http', '1009'],
])('%s goes out as the guide prints it', async (operation, path, page, number) => {
	const channel = number === '1009' ? 'PJSIP/1009-00000065' : undefined;
	const found = calls({
		members: [extension(number, 'ANSWER', channel), extension('2001', 'ANSWERED')],
	});
	const result = await run(
		{ 'call/query': found, [path]: printed('call-mute.json') },
		call(operation, { extension: byNumber(number) }),
	);
	expect(items(result)[0]).toMatchObject({ result: 'done' });
	const { userAgent, ...sent } = parts(pbx.requests[2] ?? '');
	expect({ ...sent, userAgent: undefined }).toEqual(parts(printed(page)));
	expect(userAgent).toBe('OpenAPI');
});

test.each([
	['hold', 'call/hold', 'ANSWER'],
	['resume', 'call/unhold', 'HOLD'],
	['unmute', 'call/unmute', 'ANSWER'],
])('%s names the own channel', async (operation, path, status) => {
	const found = calls({ members: [extension('2000', status), extension('2001', 'ANSWERED')] });
	const result = await run(
		{ 'call/query': found, [path]: printed('call-mute.json') },
		call(operation, { extension: byNumber('2000') }),
	);
	expect(items(result)[0]).toMatchObject({ result: 'done' });
	expect(paths(pbx).slice(1)).toEqual(['call/query', path]);
	expect(parts(pbx.requests[2] ?? '').body).toEqual({ channel_id: 'PJSIP/2000-00000114' });
});

test('an internal and an outgoing call go out as the guide prints it', async () => {
	const answers = { 'call/dial': printed('call-dial.json') };
	const fromExtension = byNumber('1000');
	const toExtension = byNumber('1001');
	const result = await run(answers, call('dial', { fromExtension, toExtension }));
	expect(items(result)[0]).toMatchObject({ result: 'accepted', callId: '1648703780.185' });
	expect(parts(pbx.requests[1] ?? '').body).toEqual(parts(printed('call-dial.http')).body);
	await pbx.close();
	const outside = await run(
		answers,
		call('dialExternal', { fromExtension, externalNumber: '5503301' }),
	);
	expect(items(outside)[0]).toMatchObject({ result: 'accepted' });
	expect(parts(pbx.requests[1] ?? '').body).toMatchObject({ caller: '1000', callee: '5503301' });
});

describe('a blind transfer', () => {
	const transfer = (members: object[]) =>
		run(
			{ 'call/query': calls({ members }), 'call/transfer': printed('call-mute.json') },
			call('transfer', { extension: byNumber('2000'), transferTo: '2005' }),
		);

	test('names the channel of the other party, and the extension whose right is used', async () => {
		const result = await transfer([
			trunk('inbound', '0151222', '6402', 'ANSWERED'),
			extension('2000', 'ANSWER'),
		]);
		expect(items(result)[0]).toMatchObject({ result: 'done' });
		expect(parts(pbx.requests[2] ?? '').body).toEqual({
			type: 'blind',
			channel_id: 'PJSIP/trunk-my-trunk-endpoint-0000008b',
			number: '2005',
			dial_permission: '2000',
		});
	});

	test('is not guessed where there are several other parties', async () => {
		const members = ['2000', '2001', '2002'].map((number) => extension(number, 'ANSWER'));
		const { error } = await transfer(members);
		expect(error?.message).toBe('The call of extension 2000 has 2 other parties');
		expect(paths(pbx)).not.toContain('call/transfer');
	});
});

test('park names the channel of the party that is parked, as the guide prints it', async () => {
	const members = [
		extension('2005', 'ANSWERED', 'PJSIP/2005-00000081'),
		extension('2008', 'ANSWER', 'PJSIP/2008-00000082'),
	];
	const result = await run(
		{ 'call/query': calls({ members }), 'call/park': printed('call-park.json') },
		call('park', { extension: byNumber('2008') }),
	);
	expect(items(result)).toEqual([{ extension: '2008', parkingSlot: '6000', result: 'done' }]);
	const { userAgent, ...sent } = parts(pbx.requests[2] ?? '');
	expect({ ...sent, userAgent: undefined }).toEqual(parts(printed('call-park.http')));
	expect(userAgent).toBe('OpenAPI');
});

test.each([
	['pause', 'call/record_pause'],
	['resume', 'call/record_unpause'],
])(
	'a recording is told to %s by its own channel, as the guide prints it',
	async (operation, path) => {
		const members = [
			extension('2002', 'ANSWER', 'PJSIP/2002-00000076'),
			trunk('inbound', '0151222', '6402', 'ANSWERED'),
		];
		const result = await run(
			{ 'call/query': calls({ members }), [path]: printed('call-record_pause.json') },
			{ resource: 'recording', operation, extension: byNumber('2002'), options: {} },
		);
		expect(items(result)).toEqual([{ extension: '2002', result: 'done' }]);
		expect(paths(pbx).slice(1)).toEqual(['call/query', path]);
		const { requestLine, ...order } = parts(printed('call-record_pause.http'));
		expect(parts(pbx.requests[2] ?? '')).toEqual({
			...order,
			userAgent: 'OpenAPI',
			requestLine: requestLine.replace('call/record_pause', path),
		});
	},
);

describe('an attended transfer', () => {
	const step = (name: string, status = 'ANSWER') =>
		run(
			{
				'call/query': calls({
					members: [extension('2000', status), trunk('inbound', '0151222', '6402', 'HOLD')],
				}),
				'call/transfer': printed('call-mute.json'),
			},
			call('attendedTransfer', { extension: byNumber('2000'), step: name, transferTo: '2005' }),
		);

	test('starts with the channel of the one who transfers, the target and the right', async () => {
		expect(items(await step('start'))).toEqual([
			{ extension: '2000', step: 'start', transferTo: '2005', result: 'accepted' },
		]);
		expect(parts(pbx.requests[2] ?? '').body).toEqual({
			type: 'attended',
			channel_id: 'PJSIP/2000-00000114',
			number: '2005',
			dial_permission: '2000',
		});
	});

	test.each([
		['complete', 'complete'],
		['cancel', 'abort'],
	])('%s is a second request', async (name, attended_operate) => {
		expect(items(await step(name))).toEqual([{ extension: '2000', step: name, result: 'done' }]);
		expect(parts(pbx.requests[2] ?? '').body).toEqual({
			type: 'attended',
			channel_id: 'PJSIP/2000-00000114',
			attended_operate,
		});
	});
});

test('prompts go out as the guide prints it', async () => {
	const result = await run(
		{ 'call/play_prompt': printed('call-play_prompt.json') },
		call('playPrompt', {
			playTo: 'extension',
			extension: byNumber('2000'),
			prompts: 'test_prompt1, test_prompt2',
			options: { autoAnswer: true },
		}),
	);
	expect(items(result)[0]).toMatchObject({ result: 'accepted', callId: '1720428856.000010' });
	expect(parts(pbx.requests[1] ?? '').body).toEqual(parts(printed('call-play_prompt.http')).body);
});

describe('what is asked', () => {
	test('the extensions with the state of their calls', async () => {
		const result = await run(
			{
				'extension/list': printed('extension-list.json'),
				'call/query': printed('call-query.json'),
			},
			{ resource: 'extension', operation: 'getAll', returnAll: true, options: {} },
		);
		expect(items(result)).toEqual([
			{
				number: '1001',
				name: 'Phillip Huff',
				state: 'idle',
				rawState: 'online',
				type: 'sip',
				calls: [],
			},
			{
				number: '1005',
				name: 'Naomi Gray',
				state: 'inCall',
				rawState: 'ANSWERED',
				calls: [
					{
						direction: 'outbound',
						id: '1650012665.266',
						otherParty: '5503301',
						trunk: 'my-trunk',
					},
				],
			},
		]);
		expect(pbx.requests[1]).toMatch(
			/^GET \/openapi\/v1\.0\/extension\/list\?access_token=\w+&page=1&page_size=10000&sort_by=number&order_by=asc HTTP/,
		);
	});

	test('the live calls, from one query', async () => {
		const result = await run(
			{ 'call/query': printed('call-query.json') },
			call('getAll', { returnAll: true }),
		);
		expect(items(result)).toEqual([
			{
				direction: 'outbound',
				id: '1650012665.266',
				from: '1005',
				to: '5503301',
				trunk: 'my-trunk',
				state: 'talking',
				startTime: '2022-04-15T08:51:05.000Z',
				extensions: [{ number: '1005', name: '', state: 'inCall' }],
			},
		]);
		expect(paths(pbx)).toEqual(['get_token', 'call/query']);
	});

	test('what the PBX is, with the offset of its own clock', async () => {
		const result = await run(
			{
				'system/information': printed('system-information.json'),
				'extension/list': printed('extension-list.json'),
			},
			{ resource: 'system', operation: 'getInfo', options: {} },
		);
		expect(items(result)).toEqual([
			{
				model: 'P-Series Software Edition',
				serialNumber: '3631A2124XXX',
				firmwareVersion: '37.7.0.16',
				time: '2025-08-22T16:44:40+08:00',
				startTime: '2025-08-22T09:50:28+08:00',
				extensions: 2,
			},
		]);
	});

	test('a queue, by the id that its number leads to', async () => {
		const result = await run(
			{
				'queue/search': printed('queue-search.json'),
				'queue/call_status': printed('queue-call_status.json'),
				'queue/agent_status': printed('queue-agent_status.json'),
			},
			{ resource: 'queue', operation: 'getStatus', queue: '6402', options: {} },
		);
		expect(items(result)).toEqual([
			{
				queue: '6402',
				waitingCallers: 1,
				callers: [{ number: '0151222', waitingSeconds: 12 }],
				agents: [
					{ extension: '1005', state: 'inCall', rawState: '2', paused: false },
					{
						extension: '1001',
						state: 'paused',
						rawState: '1 paused',
						paused: true,
						pauseReason: 'Lunch',
					},
					{ extension: '0101', state: 'unavailable', rawState: '1', paused: false },
				],
			},
		]);
		expect(pbx.requests[2]).toMatch(/queue\/call_status\?access_token=\w+&id=1 /);
	});

	test('a queue in which nothing happens', async () => {
		const nothing = '{"errcode":60001,"errmsg":"DATA NOT FOUND"}';
		const result = await run(
			{
				'queue/search': printed('queue-search.json'),
				'queue/call_status': nothing,
				'queue/agent_status': nothing,
			},
			{ resource: 'queue', operation: 'getStatus', queue: '6402', options: {} },
		);
		expect(items(result)).toEqual([{ queue: '6402', waitingCallers: 0, callers: [], agents: [] }]);
	});

	test('a queue that counts its callers and does not list them', async () => {
		const result = await run(
			{
				'queue/search': printed('queue-search.json'),
				'queue/call_status': '{"errcode":0,"waiting_calls":2}',
				'queue/agent_status': printed('queue-agent_status.json'),
			},
			{ resource: 'queue', operation: 'getStatus', queue: '6402', options: {} },
		);
		const [status] = items(result);
		expect(status).toMatchObject({ waitingCallers: 2 });
		expect(status).not.toHaveProperty('callers');
	});
});

describe('an agent', () => {
	const done = printed('agent-pause.json');
	const listed = printed('extension-list.json').replace('"id":11', '"id":85');
	const found = { 'queue/search': printed('queue-search.json'), 'extension/list': listed };
	const extensionField = byNumber('1005');
	const pause: INodeParameters = {
		resource: 'queue',
		operation: 'pauseAgent',
		extension: extensionField,
		queue: '6402',
		options: {},
	};
	const add: INodeParameters = { ...pause, operation: 'addAgent' };

	test.each([
		['agent-pause.http', { ...pause, options: { reason: '*01' } }],
		['agent-login.http', add],
	])('goes out as the guide prints it (%s)', async (page, parameters) => {
		const result = await run({ ...found, 'agent/pause': done, 'agent/login': done }, parameters);
		expect(items(result)[0]).toMatchObject({ extension: '1005', queue: '6402', result: 'done' });
		expect(paths(pbx).slice(1, 3)).toEqual(['queue/search', 'extension/list']);
		const sent = parts(pbx.requests[3] ?? '').requestLine;
		expect(sent).toBe(parts(printed(page)).requestLine);
	});

	test.each([
		['resumeAgent', 'agent/pause', 'unpause'],
		['removeAgent', 'agent/login', 'logout'],
	])('%s', async (operation, path, word) => {
		const result = await run({ ...found, [path]: done }, { ...pause, operation });
		expect(items(result)[0]).toMatchObject({ result: 'done' });
		expect(pbx.requests[3]).toContain(`ext_id=85&queue_ids=1&operation=${word} `);
	});

	test('pauses in all queues where none is named', async () => {
		const result = await run({ ...found, 'agent/pause': done }, { ...pause, queue: '' });
		expect(items(result)).toEqual([{ extension: '1005', result: 'done' }]);
		expect(paths(pbx).slice(1)).toEqual(['extension/list', 'agent/pause']);
		expect(pbx.requests[2]).toContain('ext_id=85&operation=pause ');
	});

	test('that does not exist is named', async () => {
		const { error } = await run(found, { ...pause, extension: byNumber('1999') });
		expect(error?.message).toBe('Extension 1999 does not exist on the PBX');
	});

	test.each([
		['{"errcode":60001}', 'Extension 1005 is not an agent of queue 6402'],
		['{"errcode":10009}', 'The PBX did not change extension 1005 in queue 6402'],
		[
			'{"errcode":40002,"invalid_param_list":[{"field":"ext_id"}]}',
			'The PBX did not change extension 1005 in queue 6402',
		],
		[
			'{"errcode":40002,"invalid_param_list":[{"field":"reason"}]}',
			'The PBX does not accept the reason for the pause',
		],
		['{"errcode":70123}', 'The API of the PBX is off, or its subscription does not include it'],
	])('is refused: %s', async (answer, message) => {
		const { error } = await run({ ...found, 'agent/pause': answer }, pause);
		expect(error?.message).toBe(message);
	});

	test('may have been changed where the reply cannot be read', async () => {
		const { error } = await run({ ...found, 'agent/pause': '<html>' }, pause);
		expect(error?.description).toContain('The PBX may have acted');
	});
});

describe('call records', () => {
	const records = (answer: Answers[string], startTime: string, endTime: string) =>
		run(
			{ 'cdr/list': answer },
			{
				resource: 'callRecord',
				operation: 'getAll',
				startTime,
				endTime,
				simplify: false,
				options: {},
			},
		);

	test('are those of the period, by their second and not by their text', async () => {
		const result = await records(
			printed('cdr-list.json'),
			'2025-08-22T08:30:00Z',
			'2025-08-22T08:45:00Z',
		);
		const read = items(result);
		expect(read.map(({ callId }) => callId)).toEqual(['1755852280.12', '1755852000.7']);
		expect(read[0]).toMatchObject({
			from: '1001',
			to: '5503301',
			direction: 'outbound',
			outcome: 'answered',
			rawOutcome: 'ANSWERED',
			durationSeconds: 24,
			talkSeconds: 21,
			destinationTrunk: 'my-trunk',
			recording: '20250822164440-1755852280.12-1001-5503301-Outbound.wav',
		});
		expect(Date.parse(read[0]?.startTime as string)).toBe(1_755_852_280_000);
		expect(read[1]).toMatchObject({
			from: '0151222',
			to: '1005',
			outcome: 'noAnswer',
			sourceTrunk: 'my-trunk',
		});
		expect(JSON.stringify(read)).not.toContain('4711');
		expect(paths(pbx)).toEqual(['get_token', 'cdr/list']);
	});

	const row = (id: number, timestamp: number) => ({
		new_id: String(id),
		call_id: `${timestamp}.${id}`,
		timestamp,
		call_from: '1001',
		call_to: '1005',
		call_type: 'Internal',
	});

	test('come page by page, the newest first, until the period begins', async () => {
		const pages = [
			[row(9, 1_755_852_290), row(8, 1_755_852_280)],
			// A call ended meanwhile: the last row comes again.
			[row(8, 1_755_852_280), row(7, 1_755_852_270)],
			[row(6, 1_755_800_000), row(5, 1_755_700_000)],
			[row(4, 1_755_600_000)],
		];
		const result = await records(
			(line) => {
				const page = Number(/[?&]page=(\d+)/.exec(line)?.[1]);
				return JSON.stringify({ errcode: 0, total_number: 7, data: pages[page - 1] });
			},
			'2025-08-22T08:00:00Z',
			'2025-08-22T09:00:00Z',
		);
		expect(items(result).map(({ callId }) => callId)).toEqual([
			'1755852290.9',
			'1755852280.8',
			'1755852270.7',
		]);
		expect(paths(pbx).filter((path) => path === 'cdr/list')).toHaveLength(3);
	});

	test('are all read where the PBX does not sort them', async () => {
		const pages = [[row(1, 1_755_600_000), row(2, 1_755_500_000)], [row(3, 1_755_852_280)]];
		const unsorted = [pages[0]?.[1], pages[0]?.[0]];
		const result = await records(
			(line) => {
				const page = Number(/[?&]page=(\d+)/.exec(line)?.[1]);
				const data = page === 1 ? unsorted : pages[1];
				return JSON.stringify({ errcode: 0, total_number: 3, data });
			},
			'2025-08-22T08:00:00Z',
			'2025-08-22T09:00:00Z',
		);
		expect(items(result).map(({ callId }) => callId)).toEqual(['1755852280.3']);
	});
});

describe('a recording', () => {
	const name = '20220412173331-1649756009.12-2002-2005-Internal.wav';
	const link = 'api/download/Recording-X.7.0.6-1-download-20220412175901-M8zB66xYUNTNMr2D.wav';
	const download = (answers: Answers) =>
		run(answers, { resource: 'recording', operation: 'download', recording: name, options: {} });

	test('is fetched by the link that the PBX gives', async () => {
		const result = await download({
			'recording/download': printed('recording-download.json'),
			[link]: 'RIFF….WAVE',
		});
		expect(result.error).toBeUndefined();
		const file = Object.values(result.outputs[0]?.[0]?.binary ?? {})[0];
		expect(Buffer.from(file?.data ?? '', 'base64').toString()).toBe('RIFF….WAVE');
		const [, asked = '', fetched = ''] = pbx.requests;
		expect(asked).toMatch(
			/^GET \/openapi\/v1\.0\/recording\/download\?access_token=\w+&file=20220412173331-/,
		);
		expect(fetched).toMatch(new RegExp(`^GET /${link}\\?access_token=\\w+ HTTP`));
	});

	test('is not fetched from another machine, which would get the token', async () => {
		const answer = { errcode: 0, download_resource_url: 'https://evil.example/file.wav' };
		const { error } = await download({ 'recording/download': JSON.stringify(answer) });
		expect(error?.message).toBe('The PBX gave no link to the recording at its own address');
		expect(paths(pbx)).toEqual(['get_token', 'recording/download']);
	});

	test('that does not exist', async () => {
		const { error } = await download({
			'recording/download': '{"errcode":60001,"errmsg":"DATA NOT FOUND"}',
		});
		expect(error?.message).toBe(`Recording ${name} does not exist on the PBX`);
	});
});
