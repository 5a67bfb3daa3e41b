import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exchange, type RawReply } from '../samples/sample.cts';
import { defaultOffice, extensionSetup } from '../../../simulator/model/office.cts';
import { startUcm, type Ucm } from './ucm.cts';

const folder = join(__dirname, '..', '..', 'fixtures', 'grandstreamUcm');
const agentsChannel = 'PJSIP/2001-0000026f';
const customer = '+919039096942';
const recording = `auto-1774356619-+33695516169-6500.wav`;

function printed(file: string): string {
	return readFileSync(join(folder, file), 'utf8');
}

/** A printed request with the lines that HTTP needs, over a connection that ends with the reply. */
function sendable(request: string): Buffer {
	const blank = request.indexOf('\n\n');
	const body = Buffer.from(request.slice(blank + 2).trimEnd(), 'utf8');
	const lines = [
		...request.slice(0, blank).split('\n'),
		'Host: ucm',
		'Connection: close',
		`Content-Length: ${body.length}`,
	];
	return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'utf8'), body]);
}

let ucm: Ucm;

beforeEach(async () => {
	ucm = await startUcm({
		account: { username: 'cdrapi', password: 'cdrapi123' },
		newChallenge: () => '0000001652831717',
		newToken: () => 'sid743052864-1771597757',
		clockStandsAt: new Date('2025-05-15T11:07:12Z'),
		device: { utcOffsetMinutes: 330 },
		office: {
			...defaultOffice(),
			trunk: 'AIRTEL',
			calls: [],
			queues: [{ number: '6500', members: [], dynamicMembers: ['2001'] }],
			extensions: ['2001', '2005'].map((number) => extensionSetup({ number, name: '' })),
		},
	});
	await send('challenge');
	await send('login');
});

afterEach(() => ucm.close());

/** Sends the printed bytes; the channel in them is the one that the agent's call really has. */
async function send(name: string): Promise<RawReply> {
	const live = (await ucm.pbx.liveCalls()).calls.flatMap(({ caller, callee }) => [caller, callee]);
	const own = live.find((end) => end?.number === '2001')?.channel ?? agentsChannel;
	const request = printed(`${name}.http`).replaceAll(agentsChannel, own);
	return exchange(ucm.url, sendable(request));
}

function agentIsCalled(): void {
	ucm.pbx.startCall({ direction: 'inbound', from: customer, to: '2001', answered: 'ringing' });
	ucm.clock.advance(21_000);
	ucm.pbx.pickUp('2001');
}

/** What every box has of its own. */
function withoutIds(text: string): string {
	return JSON.stringify(JSON.parse(text))
		.replace(/"PJSIP\/[^"]+"/g, '"PJSIP"')
		.replace(/"uniqueid(\d)":"\d+\.\d+"/g, '"uniqueid$1":"1.1"')
		.replace(/"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"/g, '"uuid"');
}

const done = { response: {}, status: 0 };

it.each([
	['challenge', 'challenge.json'],
	['login', 'login.json'],
	['callbarge-listen', 'callbarge.json'],
	['callbarge-whisper', 'callbarge.json'],
	['callbarge-bargeIn', 'callbarge.json'],
	['listBridgedChannels', 'listBridgedChannels.json'],
])('%s -> %s', async (request, reply) => {
	if (request !== 'challenge' && request !== 'login') agentIsCalled();
	if (request === 'login') await send('challenge');
	const { statusLine, body } = await send(request);
	expect(statusLine).toBe('HTTP/1.1 200 OK');
	expect(withoutIds(body)).toBe(withoutIds(printed(reply)));
});

it.each(['dialExtension', 'dialOutbound'])('%s -> dial.json', async (request) => {
	expect(withoutIds((await send(request)).body)).toBe(withoutIds(printed('dial.json')));
});

it.each(['hold', 'unhold', 'mute', 'unmute', 'callTransfer', 'Hangup'])(
	'%s of the call is done',
	async (request) => {
		agentIsCalled();
		expect(JSON.parse((await send(request)).body)).toEqual(done);
	},
);

it('an agent signs in to a queue, and pauses', async () => {
	for (const request of ['loginLogoffQueueAgent', 'pauseUnpauseQueueAgent']) {
		expect(JSON.parse((await send(request)).body)).toEqual({
			response: { need_apply: 'no' },
			status: 0,
		});
	}
	const agents = (await ucm.pbx.queues())[0]?.members;
	expect(agents).toMatchObject([{ number: '2001', signedIn: true, paused: true }]);
});

it('listAccount gets the fields that it asks for, in that order', async () => {
	const { body } = await send('listAccount');
	const fields = ['extension', 'fullname', 'status', 'addr', 'account_type', 'out_of_service'];
	const { response } = JSON.parse(body) as { response: { account: object[] } };
	expect(response.account.map((row) => Object.keys(row))).toEqual([fields, fields]);
});

it('recapi gets the bytes of the file', async () => {
	ucm.archive.recordings.set(recording, Buffer.from('RIFF and more'));
	const { headers, body } = await send('recapi');
	expect(headers).toContain('Content-Type: audio/x-wav');
	expect(body).toBe('RIFF and more');
});

it('no printed request is left out', () => {
	const tested = [
		...['challenge', 'login', 'listBridgedChannels', 'listAccount', 'recapi'],
		...['callbarge-listen', 'callbarge-whisper', 'callbarge-bargeIn'],
		...['dialExtension', 'dialOutbound', 'hold', 'unhold', 'mute', 'unmute'],
		...['callTransfer', 'Hangup', 'pauseUnpauseQueueAgent', 'loginLogoffQueueAgent'],
	];
	const files = readdirSync(folder).filter((file) => file.endsWith('.http'));
	expect(tested.map((name) => `${name}.http`).sort()).toEqual(files.sort());
});
