import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	defaultSwitches,
	isSwitchChange,
	likeYeastar,
	switchNames,
	switchValues,
	type SwitchName,
	type Switches,
} from '../../simulator/api/openvox/switches.cts';
import type { ReportSwitchName } from '../../simulator/api/openvox/reports/reportSwitches.cts';
import { md5 } from '../../simulator/sessions/sessions.cts';
import { startSimulator, type Simulator } from '../../simulator/simulator.cts';
import {
	client,
	failed,
	login,
	parsed,
	post,
	succeeded,
	tokenOf,
	xmlClient,
	type Ask,
} from './api.cts';

const customer = '0151234567';

let simulator: Simulator;
let ask: Ask;

beforeEach(async () => {
	simulator = await startSimulator({ clockStandsAt: new Date('2020-05-20T01:36:08Z') });
	ask = await client(simulator);
});

afterEach(() => simulator.close());

function customerCalls(to: string): string {
	const call = simulator.pbx.startCall({ direction: 'inbound', from: customer, to });
	if (typeof call === 'string') throw new Error(call);
	return call.callId;
}

type Row = Record<string, unknown>;

async function row(number: string): Promise<Row | undefined> {
	const { extinfos } = await ask('extension/query', { extid: number });
	return (extinfos as Row[])[0];
}

async function listRow(number: string): Promise<Row | undefined> {
	const { extlist } = await ask('extensionlist/query');
	return (extlist as Row[]).find(({ extnumber }) => String(extnumber) === number);
}

function xmlText(): Promise<string> {
	return xmlClient(simulator).then((askXml) => askXml('extensionlist/query'));
}

const recordRange = {
	extid: 'all',
	starttime: '2020-05-20 00:00:00',
	endtime: '2020-05-20 23:59:59',
};

/** The call records after an internal call, as they are downloaded. */
async function callRecords(method = 'GET'): Promise<string> {
	const call = simulator.pbx.startCall({ direction: 'internal', from: '100', to: '106' });
	if (typeof call === 'string') throw new Error(call);
	simulator.pbx.endCall(call.callId);
	const { random } = await ask('cdr/get_random', recordRange);
	const query = new URLSearchParams({
		...recordRange,
		random: String(random),
		token: await tokenOf(simulator),
	});
	const reply = await fetch(`${simulator.url}/api/v0.0.1/cdr/download?${query.toString()}`, {
		method,
	});
	return await reply.text();
}

async function loginWithoutPort() {
	const { username, password } = simulator.account;
	const body = JSON.stringify({ username, password: md5(password) });
	return parsed(await post(simulator.url, 'login', { type: 'json' }, body));
}

async function byGet(endpoint: string): Promise<unknown> {
	const query = new URLSearchParams({ token: await tokenOf(simulator), type: 'json' });
	return await (await fetch(`${simulator.url}/api/v0.0.1/${endpoint}?${query.toString()}`)).json();
}

async function rawPost(type: string) {
	const token = await tokenOf(simulator);
	return post(simulator.url, 'extensionlist/query', { token, type });
}

async function whisperedTo(monitored: string): Promise<void> {
	customerCalls(monitored);
	await simulator.pbx.monitor({ mode: 'whisper', supervisor: '101', monitored }, 'any');
}

function pauseOfNoAgent() {
	return ask('queue/pause_agent', { queueid: '9998', extid: '108' });
}

async function queuePassword(): Promise<string> {
	const { queues } = await ask('queue/query', { queueid: '9998' });
	return String((queues as Row[])[0]?.password);
}

/** What a client sees under each value of each switch; `reports/reportSwitches.test.cts` has those of the reports. */
const seen: {
	[Name in Exclude<SwitchName, ReportSwitchName>]: Record<Switches[Name], () => Promise<void>>;
} = {
	badLoginErrno: {
		'30003': async () =>
			expect(await login(simulator, { password: 'guess' })).toEqual(failed('30003')),
		'20003': async () =>
			expect(await login(simulator, { password: 'guess' })).toEqual(failed('20003')),
	},
	lockedErrno: {
		'20002': async () => {
			for (let guess = 0; guess < 5; guess += 1) await login(simulator, { password: 'guess' });
			expect(await login(simulator)).toEqual(failed('20002'));
		},
		sameAsBadLogin: async () => {
			for (let guess = 0; guess < 5; guess += 1) await login(simulator, { password: 'guess' });
			expect(await login(simulator)).toEqual(failed('30003'));
		},
	},
	secondLogin: {
		keepsFirst: async () => {
			await login(simulator);
			expect(await ask('extensionlist/query')).toMatchObject(succeeded);
		},
		killsFirst: async () => {
			await login(simulator);
			expect(await ask('extensionlist/query')).toEqual(failed('20004'));
		},
	},
	expiredTokenErrno: {
		'20006': async () => {
			simulator.clock.advance(30 * 60_000);
			expect(await ask('extensionlist/query')).toEqual(failed('20006'));
		},
		'20004': async () => {
			simulator.clock.advance(30 * 60_000);
			expect(await ask('extensionlist/query')).toEqual(failed('20004'));
		},
	},
	heartbeatFields: {
		required: async () => {
			expect(await ask('heartbeat', { ipaddr: '127.0.0.1' })).toEqual(failed('10004'));
			expect(await ask('heartbeat')).toEqual(failed('20007'));
		},
		optional: async () => {
			expect(await ask('heartbeat', { url: '127.0.0.1:8260', urltag: '1' })).toEqual(succeeded);
			expect(await ask('heartbeat')).toEqual(succeeded);
		},
	},
	freeWord: {
		Registered: async () => expect(await listRow('101')).toMatchObject({ status: 'Registered' }),
		Idle: async () => {
			expect(await listRow('101')).toMatchObject({ status: 'Idle' });
			expect(await row('101')).toMatchObject({ status: 'Idle' });
		},
	},
	inCallWord: {
		Busy: async () => {
			customerCalls('106');
			expect(await listRow('106')).toMatchObject({ status: 'Busy' });
		},
		InUse: async () => {
			customerCalls('106');
			expect(await listRow('106')).toMatchObject({ status: 'InUse' });
			expect(await row('106')).toMatchObject({ status: 'InUse' });
		},
	},
	stateCase: {
		asPrinted: async () => expect(await listRow('110')).toMatchObject({ status: 'Unavailable' }),
		lower: async () => expect(await listRow('110')).toMatchObject({ status: 'unavailable' }),
	},
	disabledWord: {
		disable: async () => expect(await row('106')).toMatchObject({ monitormode: 'disable' }),
		Disabled: async () => expect(await row('106')).toMatchObject({ monitormode: 'Disabled' }),
		Disable: async () => expect(await row('106')).toMatchObject({ monitormode: 'Disable' }),
	},
	userPasswordField: {
		userpassword: async () => {
			const shown = await row('106');
			expect(shown).toHaveProperty('userpassword', 'UserSecret-106-canary');
			expect(shown).not.toHaveProperty('loginpassword');
		},
		loginpassword: async () => {
			const shown = await row('106');
			expect(shown).toHaveProperty('loginpassword', 'UserSecret-106-canary');
			expect(shown).not.toHaveProperty('userpassword');
		},
	},
	callFields: {
		object: async () => {
			const inboundid = customerCalls('106');
			expect((await row('106'))?.inbound).toEqual({
				inboundid,
				from: customer,
				to: '106',
				trunk: 'to-18-16-2',
			});
			expect(await row('101')).not.toHaveProperty('inbound');
		},
		array: async () => {
			const inboundid = customerCalls('106');
			expect((await row('106'))?.inbound).toEqual([
				{ inboundid, from: customer, to: '106', trunk: 'to-18-16-2' },
			]);
		},
		absent: async () => {
			customerCalls('106');
			simulator.pbx.startCall({ direction: 'internal', from: '100', to: '107' });
			simulator.pbx.startCall({ direction: 'outbound', from: '108', to: customer });
			expect(await row('106')).not.toHaveProperty('inbound');
			expect(await row('107')).not.toHaveProperty('ext');
			expect(await row('108')).not.toHaveProperty('outbound');
		},
	},
	monitoringShownAs: {
		nothing: async () => {
			await whisperedTo('106');
			expect(await row('101')).not.toHaveProperty('ext');
		},
		internalCall: async () => {
			await whisperedTo('106');
			expect((await row('101'))?.ext).toEqual({ extid: '106' });
		},
	},
	extid: {
		string: async () => {
			simulator.pbx.startCall({ direction: 'internal', from: '100', to: '0101' });
			expect((await row('100'))?.ext).toEqual({ extid: '0101' });
		},
		array: async () => {
			simulator.pbx.startCall({ direction: 'internal', from: '100', to: '0101' });
			expect((await row('100'))?.ext).toEqual({ extid: ['0101'] });
		},
	},
	unknownExtension: {
		leftOut: async () => {
			expect(await ask('extension/query', { extid: '999' })).toEqual({
				...succeeded,
				extinfos: [],
			});
			const { extinfos } = await ask('extension/query', { extid: '106,999' });
			expect((extinfos as Row[]).map(({ extnumber }) => extnumber)).toEqual(['106']);
		},
		errno10006: async () =>
			expect(await ask('extension/query', { extid: '106,999' })).toEqual(failed('10006')),
		emptyList: async () =>
			expect(await ask('extension/query', { extid: '106,999' })).toEqual({
				...succeeded,
				extinfos: [],
			}),
		onlyStatus: async () =>
			expect(await ask('extension/query', { extid: '999' })).toEqual(succeeded),
	},
	namedFirst: {
		noExtension: async () => {
			const unknown = { whisperer: '100', whisperedext: '999' };
			expect(await ask('extension/whisper', unknown)).toEqual(failed('10006'));
		},
		noCall: async () => expect(await everythingWrong()).toEqual(failed('10007')),
		notIdle: async () => expect(await everythingWrong()).toEqual(failed('10008')),
		monitoringNotAllowed: async () => expect(await everythingWrong()).toEqual(failed('10009')),
		modeNotAllowed: async () => expect(await everythingWrong()).toEqual(failed('10010')),
		alreadyListenedTo: async () => {
			customerCalls('106');
			await ask('extension/listen', { listener: '101', listenedext: '106' });
			simulator.switches.alreadyListenedTo = '10009';
			expect(await ask('extension/listen', { listener: '100', listenedext: '106' })).toEqual(
				failed('10009'),
			);
		},
	},
	alreadyListenedTo: {
		'10009': async () => expect(await secondListener()).toEqual(failed('10009')),
		'10008': async () => expect(await secondListener()).toEqual(failed('10008')),
		'10010': async () => expect(await secondListener()).toEqual(failed('10010')),
		allowed: async () => expect(await secondListener()).toEqual(succeeded),
	},
	callee: {
		object: async () => {
			const inboundid = customerCalls('106');
			expect(await ask('inbound/query', { inboundid })).toMatchObject({
				inbound: [{ callee: { extid: '106' } }],
			});
		},
		array: async () => {
			const inboundid = customerCalls('106');
			expect(await ask('inbound/query', { inboundid })).toMatchObject({
				inbound: [{ callee: [{ extid: '106' }] }],
			});
		},
	},
	inboundQueryWithoutId: {
		all: async () => {
			customerCalls('106');
			const { inbound } = await ask('inbound/query');
			expect((inbound as Row[]).map(({ to }) => to)).toEqual(['109', '106']);
		},
		errno10004: async () => {
			customerCalls('106');
			expect(await ask('inbound/query')).toEqual(failed('10004'));
		},
	},
	xmlCallLists: {
		bare: async () => {
			customerCalls('106');
			const askXml = await xmlClient(simulator);
			expect(await askXml('inbound/query')).toMatch(
				/<inbound>\s*<inboundid>.*<\/inbound>\s*<inbound>\s*<inboundid>/s,
			);
			expect(await askXml('outbound/query')).toMatch(/<outbound>\s*<\/outbound>/);
		},
		items: async () => {
			customerCalls('106');
			const text = await (await xmlClient(simulator))('inbound/query');
			expect(text).toMatch(/<inbound>\s*<item id="0">\s*<inboundid>/);
			expect(text).toMatch(/<item id="1">\s*<inboundid>/);
			expect(text.match(/<inbound>/g)).toHaveLength(1);
		},
	},
	holdReply: {
		status: async () => {
			customerCalls('106');
			expect(await ask('extension/hold', { extid: '106' })).toEqual(succeeded);
		},
		extid: async () => {
			expect(await ask('extension/hold', { extid: '106' })).toEqual(failed('10007'));
			customerCalls('106');
			expect(await ask('extension/hold', { extid: '106' })).toEqual({ extid: '106' });
		},
	},
	dialReply: {
		status: async () => {
			const request = { caller: '101', callee: '102' };
			expect(await ask('extension/dial_extension', request)).toEqual(succeeded);
		},
		callid: async () => {
			expect(await ask('extension/dial_extension', { caller: '101', callee: '102' })).toEqual({
				...succeeded,
				callid: '1589938568.2',
			});
			expect(await ask('extension/dial_outbound', { extid: '103', outto: customer })).toEqual({
				...succeeded,
				callid: '1589938568.3',
			});
		},
	},
	queueLists: {
		object: async () =>
			expect(await ask('queuestatus/query', { queueid: '9998' })).toMatchObject({
				queue: { queuestatus: { callercount: expect.anything() as unknown } },
			}),
		array: async () =>
			expect(await ask('queuestatus/query', { queueid: '9998' })).toMatchObject({
				queue: [{ queuestatus: [{ callercount: expect.anything() as unknown }] }],
			}),
	},
	queuePassword: {
		errno10019: async () => {
			const change = { queueid: '9998', extid: '100' };
			expect(await ask('queue/add_dynamicagent', { ...change, password: '1' })).toEqual(
				failed('10019'),
			);
			expect(await ask('queue/add_dynamicagent', change)).toEqual(succeeded);
			expect(await ask('queue/del_dynamicagent', change)).toEqual(failed('10004'));
			expect(
				await ask('queue/del_dynamicagent', { ...change, password: await queuePassword() }),
			).toEqual(succeeded);
		},
		ignored: async () => {
			const change = { queueid: '9998', extid: '100', password: '1' };
			expect(await ask('queue/add_dynamicagent', change)).toEqual(succeeded);
			expect(await ask('queue/del_dynamicagent', change)).toEqual(succeeded);
		},
	},
	agentRefused: {
		errno10019: async () => expect(await pauseOfNoAgent()).toEqual(failed('10019')),
		errno10006: async () => expect(await pauseOfNoAgent()).toEqual(failed('10006')),
		success: async () => expect(await pauseOfNoAgent()).toEqual(succeeded),
	},
	loginPort: {
		required: async () => expect(await loginWithoutPort()).toEqual(failed('10004')),
		optional: async () => expect(await loginWithoutPort()).toMatchObject(succeeded),
	},
	methods: {
		asPrinted: async () => {
			expect(await byGet('extensionlist/query')).toEqual(failed('20001'));
			expect(await byGet('extension/hangup')).toEqual(failed('20001'));
			expect(JSON.parse(await callRecords('POST'))).toMatchObject({ status: 'Failed' });
		},
		either: async () => {
			expect(await byGet('extensionlist/query')).toMatchObject(succeeded);
			expect(await byGet('extension/hangup')).toEqual(failed('20001'));
			expect(await callRecords('POST')).toMatch(/^callid,timestart,.*\n.*,100,106,/s);
		},
	},
	sipType: {
		pjsip: async () => expect(await listRow('106')).toMatchObject({ type: 'pjsip' }),
		SIP: async () => {
			expect(await listRow('106')).toMatchObject({ type: 'SIP' });
			expect(await row('106')).toMatchObject({ type: 'SIP' });
		},
	},
	deviceTimes: {
		dates: async () =>
			expect(await ask('deviceinfo/query')).toMatchObject({
				deviceinfo: {
					systemtime: '2020-05-20 01:36:08',
					uptime: expect.stringMatching(/^\d{4}-[A-Z][a-z]{2}-\d\d-/) as string,
				},
			}),
		zoneAndDuration: async () => {
			expect(await ask('deviceinfo/query')).toMatchObject({
				deviceinfo: {
					systemtime: '2020-05-20 01:36:08 UTC',
					uptime: expect.stringMatching(/^\d+:\d\d:\d\d$/) as string,
				},
			});
		},
	},
	cdrTrunkColumn: {
		dsttrunkname: async () => expect(await callRecords()).toContain(',dsttrunkname,'),
		dsttrcunkname: async () => expect(await callRecords()).toContain(',dsttrcunkname,'),
	},
	queueKey: {
		queue: async () =>
			expect(Object.keys(await ask('queuestatus/query', { queueid: '9998' }))).toEqual([
				'status',
				'queue',
			]),
		queues: async () =>
			expect(Object.keys(await ask('queuestatus/query', { queueid: '9998' }))).toEqual([
				'status',
				'queues',
			]),
	},
	cdrColumns: {
		asSeen: async () => expect((await callRecords()).split('\n')[0]).toMatch(/^callid,timestart,/),
		reversed: async () =>
			expect((await callRecords()).split('\n')[0]).toMatch(/,timestart,callid$/),
	},
	cdrQuotes: {
		whereNeeded: async () => expect(await callRecords()).toContain(',100,106,'),
		everywhere: async () => expect(await callRecords()).toContain(',"100","106",'),
	},
	cdrLines: {
		lf: async () => expect(await callRecords()).not.toContain('\r'),
		crlf: async () => expect(await callRecords()).toContain('\r\n'),
	},
	noRecords: {
		header: async () =>
			expect(await ask('cdr/get_random', recordRange)).toMatchObject({
				...succeeded,
				...recordRange,
			}),
		errno20021: async () =>
			expect(await ask('cdr/get_random', recordRange)).toEqual(failed('20021')),
	},
	numbers: {
		quoted: async () => {
			expect(await listRow('101')).toMatchObject({ extnumber: '101' });
			expect(await row('101')).toMatchObject({ extnumber: '101', vmsecret: '77101770077007' });
		},
		bare: async () => {
			expect(await listRow('101')).toMatchObject({ extnumber: 101 });
			expect(await row('101')).toMatchObject({ extnumber: 101, vmsecret: 77101770077007 });
			expect(await listRow('0101')).toMatchObject({ extnumber: '0101' });
		},
	},
	errno: {
		quoted: async () =>
			expect(await ask('extension/hangup', { extid: '106' })).toEqual(failed('10007')),
		bare: async () =>
			expect(await ask('extension/hangup', { extid: '106' })).toEqual({
				status: 'Failed',
				errno: 10007,
			}),
	},
	xml: {
		offered: async () => expect(await xmlText()).toContain('<status>Success</status>'),
		errno10002: async () => expect(await xmlText()).toContain('<errno>10002</errno>'),
		errno20000: async () => expect(await xmlText()).toContain('<errno>20000</errno>'),
	},
	formatBy: {
		type: async () => {
			const token = await tokenOf(simulator);
			const body = '<xml><extid>106</extid></xml>';
			const reply = await post(simulator.url, 'extension/query', { token, type: 'json' }, body);
			expect(parsed(reply)).toEqual(failed('20000'));
		},
		body: async () => {
			const token = await tokenOf(simulator);
			const body = '<xml><extid>106</extid></xml>';
			const reply = await post(simulator.url, 'extension/query', { token, type: 'json' }, body);
			expect(reply.text).toContain('<extnumber>106</extnumber>');
			expect((await rawPost('xml')).text).toContain('<extlist>');
		},
	},
	xmlDeclaration: {
		'UTF-8': async () =>
			expect(await xmlText()).toMatch(/^<\?xml version="1.0" encoding="UTF-8" \?>\n/),
		'utf-8': async () =>
			expect(await xmlText()).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\n/),
	},
	xmlContentType: {
		'application/xml': async () =>
			expect((await rawPost('xml')).contentType).toBe('application/xml'),
		'text/xml': async () => expect((await rawPost('xml')).contentType).toBe('text/xml'),
		'application/json': async () => {
			expect((await rawPost('xml')).contentType).toBe('application/json');
			expect((await rawPost('json')).contentType).toBe('application/json');
		},
		'text/html': async () => expect((await rawPost('xml')).contentType).toBe('text/html'),
		none: async () => expect((await rawPost('xml')).contentType).toBeNull(),
	},
	connection: {
		close: async () => expect((await rawPost('json')).connection).toBe('close'),
		keepAlive: async () => expect((await rawPost('json')).connection).toBe('keep-alive'),
	},
};

/** The supervisor is busy and not permitted, the agent has no call and may not be monitored. */
async function everythingWrong() {
	simulator.pbx.startCall({ direction: 'inbound', from: customer, to: '100', answered: 'ringing' });
	return ask('extension/whisper', { whisperer: '100', whisperedext: '108' });
}

async function secondListener() {
	customerCalls('106');
	await ask('extension/listen', { listener: '101', listenedext: '106' });
	return ask('extension/listen', { listener: '103', listenedext: '106' });
}

describe.each(Object.keys(seen) as (keyof typeof seen)[])('switch %s', (name) => {
	const cases = seen[name] as Record<string, () => Promise<void>>;

	it.each(switchValues[name].map((value) => [value]))('%s', async (value) => {
		Object.assign(simulator.switches, { [name]: value });
		await cases[value]?.();
		expect.hasAssertions();
	});
});

describe('switches', () => {
	it('stand at their first value', () => {
		const first = Object.fromEntries(switchNames.map((name) => [name, switchValues[name][0]]));
		expect(defaultSwitches).toEqual(first);
		expect(simulator.switches).toEqual(first);
	});

	it('can be set at the start', async () => {
		const other = await startSimulator({ switches: { freeWord: 'Idle' } });
		expect(other.switches).toEqual({ ...defaultSwitches, freeWord: 'Idle' });
		await other.close();
	});

	it.each([
		[{ freeWord: 'Idle', errno: 'bare' }, true],
		[{}, true],
		[{ freeWord: 'Sleepy' }, false],
		[{ unknown: 'Idle' }, false],
		[{ toString: 'Idle' }, false],
		[{ freeWord: 1 }, false],
	])('%j is a change of switches: %s', (change, expected) => {
		expect(isSwitchChange(change)).toBe(expected);
	});
});

test('the README has them all, with their values and what a Yeastar does', () => {
	const readme = readFileSync(join(__dirname, '../../simulator/README.md'), 'utf8');
	const rows = [...readme.matchAll(/^\| `(\w+)` \| ([^|]*) \| .+ \|$/gm)];
	const yeastar: Record<string, string> = likeYeastar;
	expect(rows.map(([, name, values]) => [name, values])).toEqual(
		Object.entries(switchValues).map(([name, values]) => [
			name,
			values.map((value) => (value === yeastar[name] ? `**${value}**` : value)).join(', '),
		]),
	);
});
