import { createServer, type Server } from 'node:http';

import type { INodeParameters } from 'n8n-workflow';

import { recording } from '../pbx/drivers/asterisk/recordedPbx.cts';
import { CredentialStore } from './credentialStore.cts';
import { byNumber } from './office.cts';
import { runNode } from './runNode.cts';

// What only Asterisk offers, in n8n's engine, on the replies that a real one gave.

const answers: Readonly<Record<string, string>> = {
	Login: 'login',
	CoreShowChannels: 'channels-before-parking',
	PlayDTMF: 'played-digit',
	Park: 'parked',
	ParkedCalls: 'parked-calls',
	MixMonitorMute: 'recording-muted',
};

let server: Server;
let actions: URLSearchParams[] = [];
let credential: CredentialStore;

beforeAll(async () => {
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const form = new URLSearchParams(Buffer.concat(chunks).toString());
			actions.push(form);
			const { headers, body } = recording(answers[form.get('Action') ?? ''] ?? 'unknown-command');
			const cookie = headers['set-cookie'] ?? '';
			response.writeHead(200, { 'Content-Type': 'text/xml', 'Set-Cookie': cookie }).end(body);
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});

beforeEach(() => {
	actions = [];
	const address = server.address();
	if (typeof address !== 'object' || !address) throw new Error('no port');
	credential = new CredentialStore({
		data: {
			pbx: 'asterisk',
			baseUrl: `http://127.0.0.1:${address.port}`,
			username: 'n8n',
			password: 'n8n-secret',
			dialplanContext: 'internal',
			sessionToken: '',
		},
	});
});

afterAll(() => new Promise((done) => server.close(done)));

const on = (resource: string, operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource,
	operation,
	extension: byNumber('1002'),
	options: {},
	...more,
});

async function outcome(parameters: INodeParameters) {
	const { outputs, error } = await runNode({ credential, parameters });
	return { items: outputs[0]?.map(({ json }) => json) ?? [], error };
}

const played = () =>
	actions.filter((form) => form.get('Action') === 'PlayDTMF').map((form) => form.get('Digit'));

test.each([
	['9*#', ['9', '*', '#']],
	[' 12 ', ['1', '2']],
	[47, ['4', '7']],
	['aW1', ['A', '1']],
])('Send DTMF sends %p', async (digits, sent) => {
	expect(await outcome(on('call', 'sendDtmf', { digits }))).toEqual({
		items: [{ extension: '1002', result: 'done' }],
	});
	expect(played()).toEqual(sent);
});

test.each([' ', 'ww', '12-34', '8642 1', '1'.repeat(33), '+49'])(
	'Send DTMF sends nothing of %p, and does not show it',
	async (digits) => {
		const { error } = await outcome(on('call', 'sendDtmf', { digits }));
		expect(error?.message).toMatch(
			/^'Digits' (is empty|is not a sequence of 1 to 32 DTMF digits)$/,
		);
		if (digits.trim().length > 1) {
			expect(`${error?.message} ${error?.description}`).not.toContain(digits.trim());
		}
		expect(actions).toEqual([]);
	},
);

test('Park gives the slot', async () => {
	expect(await outcome(on('call', 'park'))).toEqual({
		items: [{ extension: '1002', parkingSlot: '71', result: 'done' }],
	});
});

test.each(['pause', 'resume'])('Recording: %s', async (operation) => {
	expect(await outcome(on('recording', operation))).toEqual({
		items: [{ extension: '1002', result: 'done' }],
	});
});

test('Attended Transfer checks its step and its number before any request', async () => {
	const transfer = (more: INodeParameters) => outcome(on('call', 'attendedTransfer', more));
	expect((await transfer({ step: 'swap' })).error?.message).toBe("'Step' cannot be swap");
	expect((await transfer({ step: 'start', transferTo: 'Bob' })).error?.message).toBe(
		"'Transfer To' is not a number that can be dialled: Bob",
	);
	expect(actions).toEqual([]);
});
