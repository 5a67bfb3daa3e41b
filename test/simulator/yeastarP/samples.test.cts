import { exchange, sendable, type RawReply } from '../samples/sample.cts';
import { extensionSetup } from '../../../simulator/model/office.cts';
import {
	startSimulator,
	type YeastarPSimulator,
	type YeastarPSimulatorOptions,
} from '../../../simulator/simulator.cts';

/**
 * Requests and replies as Yeastar's developer guide prints them. A request is sent over a bare socket; it
 * is made sendable as OpenVox's are, and gets the Host that HTTP/1.1 and the User-Agent that the guide
 * require where the page leaves them out.
 */
const printedPair = {
	access: 'EXZMpZAO86mbrKm6rFtgeb3rfcpC9uqS',
	refresh: 'SCduGecwbG9jIusiS8FxFUVn3kf0Q9R8',
};
const getToken = `POST /openapi/v1.0/get_token HTTP/1.1
User-Agent: OpenAPI
Content-Type: application/json
{"username":"<Client ID>","password":"<Client Secret>"}`;
const pairReply =
	'{"errcode":0,"errmsg":"SUCCESS","access_token_expire_time":1800,"access_token":"EXZMpZAO86mbrKm6rFtgeb3rfcpC9uqS","refresh_token_expire_time":86400,"refresh_token":"SCduGecwbG9jIusiS8FxFUVn3kf0Q9R8"}';

let simulator: YeastarPSimulator;

afterEach(() => simulator.close());

async function open(options: Partial<YeastarPSimulatorOptions> = {}): Promise<void> {
	const tokens = [printedPair.access, printedPair.refresh];
	let given = 0;
	simulator = await startSimulator({
		family: 'yeastarP',
		account: { username: '<Client ID>', password: '<Client Secret>' },
		newToken: () => tokens[given++ % tokens.length] ?? '',
		office: {
			trunk: 'my-trunk',
			queues: [],
			calls: [],
			extensions: [
				extensionSetup({ number: '1001', name: 'Phillip Huff', email: '' }),
				extensionSetup({ number: '1005', name: 'Leo Ball', allowBeingMonitored: true }),
				extensionSetup({ number: '2000', name: 'Agent', allowBeingMonitored: true }),
				extensionSetup({ number: '2008', name: 'Supervisor', monitorMode: 'all' }),
			],
		},
		...options,
	});
}

/** Sends a printed request with the token that is alive. */
async function send(printed: string): Promise<RawReply> {
	await exchange(simulator.url, bytesOf(getToken));
	const withToken = printed.replace(/access_token=\w+/, `access_token=${printedPair.access}`);
	return exchange(simulator.url, bytesOf(withToken));
}

function bytesOf(printed: string): Buffer {
	const missing = ['Host: 192.168.5.150:8088', 'User-Agent: OpenAPI'].filter(
		(header) => !printed.includes(header.split(' ')[0] ?? ''),
	);
	return sendable(printed.replace('HTTP/1.1\n', ['HTTP/1.1', ...missing, ''].join('\n')));
}

/** The channel of an extension, which has another counter than the printed one. */
async function channelOf(number: string): Promise<string> {
	const { calls } = await simulator.pbx.liveCalls();
	const ends = calls.flatMap(({ caller, callee }) => [caller, callee]);
	return ends.find((end) => end?.number === number)?.channel ?? '';
}

function startCall(from: string, to: string, id: string): void {
	const isInside = to.length === 4;
	const direction = isInside ? 'inbound' : 'outbound';
	simulator.pbx.startCall({ direction, from, to, id });
}

const callReply = /^\{"errcode":0,"errmsg":"SUCCESS","call_id":"\d+\.\d+"\}$/;

it('get_token', async () => {
	await open();
	const reply = await exchange(simulator.url, bytesOf(getToken));
	expect(reply.statusLine).toBe('HTTP/1.1 200 OK');
	expect(reply.body).toBe(pairReply);
});

it('get_token with another secret on the PBX', async () => {
	await open({ account: { username: '<Client ID>', password: 'other' } });
	const { body } = await exchange(simulator.url, bytesOf(getToken));
	expect(body).toBe(
		'{"errcode":-1,"errmsg":"FAILURE","invalid_param_list":[{"field":"username or password","value":"error"}]}',
	);
});

it('refresh_token', async () => {
	await open();
	const { body } = await send(`POST /openapi/v1.0/refresh_token HTTP/1.1
Content-Type: application/json
{"refresh_token":"SCduGecwbG9jIusiS8FxFUVn3kf0Q9R8"}`);
	expect(body).toBe(pairReply);
});

it('call/listen', async () => {
	await open();
	startCall('0151234567', '2000', '1650094660.548');
	const printed = `POST /openapi/v1.0/call/listen?access_token=LymgRxH3mFJmIU7M5QR2MUlTo69RclR5 HTTP/1.1
Host: 192.168.5.150:8088
Content-Type: application/json
{
    "monitor": "2008",
    "channel_id":"PJSIP/2000-00000114",
    "type": "listen"
}`;
	const { body } = await send(printed.replace('PJSIP/2000-00000114', await channelOf('2000')));
	expect(body).toMatch(callReply);
	expect(simulator.pbx.describeHearing().join()).toContain('2008 listens to 2000');
});

it('call/query', async () => {
	await open();
	startCall('1005', '5503301', '1650012665.266');
	const { body } = await send(
		'GET /openapi/v1.0/call/query?access_token=x&extension=1005 HTTP/1.1\nHost: 192.168.5.150:8088\n',
	);
	const printed =
		'{"errcode":0,"errmsg":"SUCCESS","data":[{"call_id":"1650012665.266","members":[{"extension":{"number":"1005","channel_id":"PJSIP/1005-0000008a","member_status":"ANSWERED","call_path":""}},{"outbound":{"from":"1005","to":"5503301","trunk_name":"my-trunk","channel_id":"PJSIP/trunk-my-trunk-endpoint-0000008b","member_status":"ANSWER","call_path":""}}]}]}';
	const counter = /(?<=-)[0-9a-f]{8}(?=")/g;
	expect(body.replace(counter, 'x')).toBe(printed.replace(counter, 'x'));
});

it('call/mute', async () => {
	await open();
	startCall('0151234567', '1005', '1648703780.185');
	const printed = `POST /openapi/v1.0/call/mute?access_token=x HTTP/1.1
Content-Type: application/json
{"channel_id":"PJSIP/1009-00000065"}`;
	const { body } = await send(printed.replace('PJSIP/1009-00000065', await channelOf('1005')));
	expect(body).toBe('{"errcode":0,"errmsg":"SUCCESS","call_id":"1648703780.185"}');
});

it('call/hangup', async () => {
	await open();
	startCall('0151234567', '2000', '1650094660.548');
	const printed = `POST /openapi/v1.0/call/hangup?access_token=x HTTP/1.1
Content-Type: application/json
{"channel_id":"PJSIP/2000-00000114"}`;
	const { body } = await send(printed.replace('PJSIP/2000-00000114', await channelOf('2000')));
	expect(body).toMatch(callReply);
	expect(simulator.pbx.currentCalls()).toEqual([]);
});

it('call/dial', async () => {
	await open();
	const { body } = await send(`POST /openapi/v1.0/call/dial?access_token=x HTTP/1.1
Content-Type: application/json
{"caller":"1005","callee":"1001","dial_permission":"1005","auto_answer":"no"}`);
	expect(body).toMatch(callReply);
});

it('call/play_prompt', async () => {
	await open();
	const { body } =
		await send(`POST /openapi/v1.0/call/play_prompt?access_token=X8Mjlm9aQvyOnnSAbGJWtrOFmGpkz046 HTTP/1.1
Content-Type: application/json
{
    "number": "2000",
    "prompts": ["test_prompt1","test_prompt2"],
    "count": 1 ,
    "auto_answer": "yes",
    "volume": 20
}`);
	expect(body).toBe('{"errcode":0,"errmsg":"SUCCESS"}');
});

it('extension/list', async () => {
	await open();
	const { body } = await send(
		'GET /openapi/v1.0/extension/list?access_token=x HTTP/1.1\nHost: x\n',
	);
	expect(body).toContain(
		'"data":[{"id":10,"number":"1001","caller_id_name":"Phillip Huff","role_name":"","email_addr":"","mobile_number":"","presence_status":"available","custom_presence_status":"","online_status":{"sip_phone":{"status":1,"ext_dev_type":"sip","status_list":[]},"linkus_desktop":{"status":0},"linkus_mobile":{"status":0},"linkus_web":{"status":0}}}',
	);
});

it('system/information', async () => {
	await open({
		clockStandsAt: new Date('2025-08-22T16:44:40Z'),
		device: {
			firmwareVersion: 'X.7.0.16',
			startedAt: Date.parse('2025-08-22T16:44:40Z') - 24852_000,
		},
	});
	const { body } = await send(
		'GET /openapi/v1.0/system/information?access_token=x HTTP/1.1\nHost: x\n',
	);
	expect(JSON.parse(body)).toEqual({
		errcode: 0,
		errmsg: 'SUCCESS',
		data: {
			device_name: 'PBX',
			model_name: 'P-Series Software Edition',
			sn: '3631A2124XXX',
			firmware_version: 'X.7.0.16',
			system_time: '2025/08/22 16:44:40',
			up_time: 24852,
			system_date_format: 'YYYY/MM/DD',
			system_time_format: 'hh:mm:ss',
			// The printed 1755852280 is that of a PBX eight hours ahead of UTC.
			timestamp: 1755852280 + 8 * 3600,
		},
	});
});

it('a request without User-Agent, as some pages print it, is refused', async () => {
	await open();
	const request = 'GET /openapi/v1.0/call/query?access_token=x HTTP/1.1\nHost: x\n';
	const { body, headers } = await exchange(simulator.url, sendable(request));
	expect(body).toBe('{"errcode":40002,"errmsg":"PARAMETER ERROR"}');
	expect(headers).toContain('Connection: close');
});
