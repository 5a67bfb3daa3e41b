import * as https from 'node:https';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { writeXml } from '../../simulator/api/openvox/http/writeXml.cts';
import { md5 } from '../../simulator/sessions/sessions.cts';
import { certificate } from '../../simulator/http/certificate.cts';
import { startSimulator, type Simulator } from '../../simulator/simulator.cts';
import { client, failed, login, parsed, post, succeeded, tokenOf, xmlClient } from './api.cts';

let simulator: Simulator;
let lines: string[];

beforeEach(async () => {
	lines = [];
	simulator = await startSimulator({
		clockStandsAt: new Date('2020-05-20T12:00:03Z'),
		log: (line) => lines.push(line),
	});
});

afterEach(() => simulator.close());

describe('what is checked, in this order', () => {
	const url = () => simulator.url;

	it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('%s is not POST', async (method) => {
		const response = await fetch(`${url()}/api/v0.0.1/nonsense`, { method });
		expect([response.status, await response.json()]).toEqual([200, failed('20001')]);
	});

	it('the endpoint', async () => {
		expect(parsed(await post(url(), 'nonsense', {}))).toEqual(failed('10003'));
		expect(parsed(await post(url(), 'toString', {}))).toEqual(failed('10003'));
		expect(parsed(await post(url(), '', {}))).toEqual(failed('20009'));
	});

	it('the token', async () => {
		const noBody = (query: Record<string, string>) => post(url(), 'extension/whisper', query);
		expect(parsed(await noBody({}))).toEqual(failed('20005'));
		expect(parsed(await noBody({ token: '' }))).toEqual(failed('20005'));
		expect(parsed(await noBody({ token: md5('x') }))).toEqual(failed('20004'));
	});

	it('the body', async () => {
		const token = await tokenOf(simulator);
		const whisper = async (body?: string, type = 'json') =>
			(await post(url(), 'extension/whisper', { token, type }, body)).text;
		expect(await whisper()).toContain('"20007"');
		expect(await whisper('  ')).toContain('"20007"');
		expect(await whisper('{"whisperer": "101"')).toContain('"20000"');
		expect(await whisper('[]')).toContain('"20000"');
		expect(await whisper('{"whisperer": "101"}', 'xml')).toContain('<errno>10002</errno>');
		expect(await whisper('<xml><whisperer>101</xml>', 'xml')).toContain('<errno>10002</errno>');
		expect(await whisper('<other/>', 'xml')).toContain('<errno>10002</errno>');
	});

	it.each([
		['extension/whisper', { whisperer: '101', whisperedext: '106' }],
		['extension/listen', { listener: '101', listenedext: '106' }],
		['extension/barge', { bargein: '101', bargedext: '106' }],
		['extension/hangup', { extid: '101' }],
		['extension/hold', { extid: '101' }],
		['extension/unhold', { extid: '101' }],
		['extension/mute', { extid: '101' }],
		['extension/unmute', { extid: '101' }],
		['extension/update', { extid: '101' }],
		['extension/dial_extension', { caller: '101', callee: '106' }],
		['extension/dial_outbound', { extid: '101', outto: '0151234567' }],
		['inbound/hangup', { inboundid: '1.1' }],
		['outbound/hangup', { outboundid: '1.1' }],
		['calltransfer', { callid: '1.1', transferor: '101', transferto: '106' }],
		['queuestatus/query', { queueid: '9998' }],
	])('each required field of %s', async (endpoint, fields) => {
		const ask = await client(simulator);
		for (const name of Object.keys(fields)) {
			expect(await ask(endpoint, { ...fields, [name]: '' })).toEqual(failed('10004'));
			expect(await ask(endpoint, { ...fields, [name]: '  ' })).toEqual(failed('10004'));
		}
	});

	it('then what was asked for', async () => {
		const ask = await client(simulator);
		const call = { direction: 'inbound', from: '0151234567', to: '106' } as const;
		const whisper = (whisperer: string, whisperedext: string) =>
			ask('extension/whisper', { whisperer, whisperedext });
		expect(await whisper('999', '106')).toEqual(failed('10006'));
		expect(await whisper('101', '106')).toEqual(failed('10007'));
		simulator.pbx.startCall(call);
		expect(await whisper('110', '106')).toEqual(failed('10008'));
		simulator.pbx.startCall({ ...call, to: '108' });
		expect(await whisper('101', '108')).toEqual(failed('10009'));
		expect(await whisper('103', '106')).toEqual(failed('10010'));
		expect(await whisper('101', '106')).toEqual(succeeded);
		expect(await whisper('101', '106')).toEqual(failed('10008'));
	});
});

describe('requests', () => {
	it.each(['v0.0.1', 'v1.1.0', 'v2.0.0', 'anything'])('may name version %s', async (version) => {
		const token = await tokenOf(simulator);
		const response = await fetch(
			`${simulator.url}/api/${version}/extensionlist/query?token=${token}`,
			{
				method: 'POST',
			},
		);
		expect(await response.json()).toMatchObject(succeeded);
	});

	it('outside of the API meet the web server', async () => {
		const response = await fetch(`${simulator.url}/index.html`);
		expect(response.status).toBe(404);
		expect(await response.text()).toContain('Not Found');
	});

	it('may send numbers where the manual sends texts', async () => {
		const token = await tokenOf(simulator);
		simulator.pbx.startCall({ direction: 'inbound', from: '0151234567', to: '106' });
		const body = '{"whisperer": 101, "whisperedext": 106}';
		const reply = await post(simulator.url, 'extension/whisper', { token }, body);
		expect(parsed(reply)).toEqual(succeeded);
	});

	it('in XML keep leading zeros', async () => {
		const askXml = await xmlClient(simulator);
		const text = await askXml('extension/query', '<xml><extid>0101</extid></xml>');
		expect(text).toContain('<extnumber>0101</extnumber>');
		expect(text).not.toContain('<extnumber>101</extnumber>');
	});

	it('of a login need a port that exists', async () => {
		const { username, password } = simulator.account;
		const body = { username, password: md5(password), port: '65536' };
		const reply = await post(simulator.url, 'login', {}, JSON.stringify(body));
		expect(parsed(reply)).toEqual(failed('20008'));
		const blank = JSON.stringify({ ...body, port: '' });
		expect(parsed(await post(simulator.url, 'login', {}, blank))).toEqual(failed('10004'));
		const nothing = await post(simulator.url, 'login', {});
		expect(parsed(nothing)).toEqual(failed('20007'));
	});

	it('over https are answered to whoever trusts the certificate', async () => {
		const secure = await startSimulator({ protocol: 'https' });
		const answer = await new Promise<string>((resolve, reject) => {
			const url = `${secure.url}/api/v0.0.1/extensionlist/query?token=`;
			const request = https.request(url, { method: 'POST', ca: certificate }, (response) => {
				response.setEncoding('utf8').on('data', resolve);
			});
			request.on('error', reject).end();
		});
		expect(JSON.parse(answer)).toEqual(failed('20005'));
		expect(secure.counters).toMatchObject({ connections: 1, tlsConnections: 1 });
		await secure.close();
	});

	it('may be odd without doing harm', async () => {
		const odd = await fetch(`${simulator.url}//?%zz`, { method: 'POST' });
		expect(odd.status).toBe(404);
		await post(simulator.url, 'constructor', {});
		expect(simulator.counters.requests).toEqual({ constructor: 1 });
	});

	it('after the log-out are refused', async () => {
		const ask = await client(simulator);
		expect(await ask('logout')).toEqual(succeeded);
		expect(await ask('extensionlist/query')).toEqual(failed('20004'));
	});

	it('over https meet a self-signed certificate', async () => {
		const secure = await startSimulator({ protocol: 'https' });
		expect(secure.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
		const request = fetch(`${secure.url}/api/v0.0.1/login`, { method: 'POST' });
		await expect(request).rejects.toMatchObject({
			cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
		});
		expect(secure.journal).toEqual([]);
		await secure.close();
	});
});

describe('answers', () => {
	it('give the secrets away, as on the real PBX', async () => {
		const ask = await client(simulator);
		expect(await ask('extension/query', { extid: '106' })).toMatchObject({
			extinfos: [
				{
					registerpassword: 'SipSecret-106-canary',
					userpassword: 'UserSecret-106-canary',
					vmsecret: '77106770077007',
				},
			],
		});
	});

	it('show an update at once', async () => {
		const ask = await client(simulator);
		const change = { allowbeingmonitored: 'off', monitormode: 'Barge-in', dnd: 'on' };
		expect(await ask('extension/update', { extid: '107', ...change })).toEqual(succeeded);
		expect(await ask('extension/query', { extid: '107' })).toMatchObject({ extinfos: [change] });
	});

	it.each([
		[{ extid: '999', username: 'x' }, '10006'],
		[{ extid: '107', monitormode: 'Everything' }, '10017'],
		[{ extid: '107', allowbeingmonitored: 'maybe' }, '10017'],
		[{ extid: '107', constructor: 'x' }, '10017'],
		[{ extid: '107', extnumber: '106' }, '10017'],
	])('refuse the update %j', async (update, errno) => {
		const ask = await client(simulator);
		expect(await ask('extension/update', update)).toEqual(failed(errno));
	});

	it('name a held call, a ringing phone and an analogue phone', async () => {
		const ask = await client(simulator);
		simulator.pbx.startCall({ direction: 'inbound', from: '0151', to: '107', answered: 'ringing' });
		const { extlist } = await ask('extensionlist/query');
		expect(extlist).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ extnumber: '107', status: 'Ringing' }),
				expect.objectContaining({ extnumber: '109', status: 'Hold' }),
				expect.objectContaining({ extnumber: '120', status: 'Fxsnoport', port: 'Span1_Port3' }),
			]),
		);
	});

	it('show the progress of a call over the trunk', async () => {
		simulator.restart('pbx');
		const calls = await client(simulator);
		const from = '0151234567';
		simulator.pbx.startCall({ direction: 'inbound', from, to: '106' });
		simulator.pbx.startCall({ direction: 'inbound', from, to: '107', answered: 'ringing' });
		simulator.pbx.startCall({ direction: 'inbound', from, to: '9998' });
		expect(await calls('inbound/query')).toMatchObject({
			inbound: [
				{ callee: { extid: '106' }, status: 'Talking' },
				{ callee: { extid: '107' }, status: 'Progress' },
				{ callee: { queueid: '9998' }, status: 'Wait' },
			],
		});
	});

	it('in XML can be read back, whatever the names', () => {
		const parser = new XMLParser({ parseTagValue: false, trimValues: false });
		fc.assert(
			fc.property(fc.stringMatching(/^[!-~\u00a0-\ud7ff]+$/), (name) => {
				const text = writeXml({ name }, { xmlDeclaration: 'UTF-8', xmlCallLists: 'bare' });
				const document = parser.parse(text) as { xml: { name: string } };
				expect(document.xml.name).toBe(name);
			}),
		);
	});
});

describe('the request log', () => {
	it('has one readable line per request', async () => {
		const ask = await client(simulator);
		simulator.pbx.startCall({ direction: 'inbound', from: '0151234567', to: '106' });
		await ask('extension/whisper', { whisperer: '101', whisperedext: '106' });
		await ask('extension/query', { extid: '106' });
		const token = simulator.journal.at(-1)?.token;
		expect(token).toMatch(/^[0-9a-f]{4}…$/);
		expect(lines).toEqual([
			'12:00:03  login api  (json, no token)  Success',
			`12:00:03  whisper 101 -> 106  (json, token ${token})  Success`,
			`12:00:03  extension/query 106  (json, token ${token})  Success`,
		]);
	});

	it('is kept as a journal', async () => {
		const token = await tokenOf(simulator);
		const request = { whisperer: '101', whisperedext: '106' };
		await post(simulator.url, 'extension/whisper', { token }, JSON.stringify(request));
		expect(simulator.journal.at(-1)).toEqual({
			at: '2020-05-20T12:00:03.000Z',
			method: 'POST',
			version: 'v0.0.1',
			endpoint: 'extension/whisper',
			format: 'json',
			contentType: 'application/json; charset=utf-8',
			token: `${token.slice(0, 4)}…`,
			fields: request,
			outcome: 'Failed 10007',
		});
	});

	it('has no token, no password and no hash of one', async () => {
		const token = await tokenOf(simulator);
		await login(simulator, { password: 'guess-canary' });
		const secrets = {
			extid: '107',
			registerpassword: 'new-sip-canary',
			loginpassword: 'new-user-canary',
			vmsecret: '998877665544',
		};
		await post(simulator.url, 'extension/update', { token }, JSON.stringify(secrets));
		await post(simulator.url, `nonsense`, { token }, JSON.stringify(secrets));
		const written = lines.join('\n') + JSON.stringify(simulator.journal);
		const unwanted = [
			token,
			simulator.account.password,
			md5(simulator.account.password),
			md5('guess-canary'),
			...['new-sip-canary', 'new-user-canary', '998877665544'],
		];
		expect(unwanted.filter((secret) => written.includes(secret))).toEqual([]);
		expect(written).toContain('registerpassword');
	});

	it('does not let a client draw on the terminal', async () => {
		const ask = await client(simulator);
		await ask('extension/query', { extid: '\u001b[2J\n106' });
		expect(lines.at(-1)).toContain('extension/query ?[2J?106');
	});
});

describe('the counters', () => {
	it('count sign-ins and requests by endpoint', async () => {
		await login(simulator, { password: 'guess' });
		const ask = await client(simulator);
		await ask('extensionlist/query');
		await ask('extensionlist/query');
		expect(simulator.counters).toEqual({
			signIns: { accepted: 1, refused: 1 },
			requests: { login: 2, 'extensionlist/query': 2 },
			maxConcurrent: 1,
			connections: 4,
			tlsConnections: 0,
		});
		simulator.resetCounters();
		expect(simulator.counters).toMatchObject({
			signIns: { accepted: 0, refused: 0 },
			requests: {},
		});
	});
});

describe('the start', () => {
	it('fails as a whole where the control port is taken', async () => {
		const taken = Number(new URL(simulator.controlUrl).port);
		await expect(startSimulator({ controlPort: taken })).rejects.toHaveProperty(
			'code',
			'EADDRINUSE',
		);
	});
});

describe('a restart', () => {
	it('of the API service loses the tokens but no calls', async () => {
		const ask = await client(simulator);
		simulator.restart('apiService');
		expect(await ask('extensionlist/query')).toEqual(failed('20004'));
		expect(simulator.pbx.currentCalls()).toHaveLength(1);
	});

	it('of the PBX loses both', async () => {
		const ask = await client(simulator);
		simulator.restart('pbx');
		expect(await ask('extensionlist/query')).toEqual(failed('20004'));
		expect(simulator.pbx.currentCalls()).toEqual([]);
	});
});
