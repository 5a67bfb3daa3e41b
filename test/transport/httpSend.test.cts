import { Readable } from 'node:stream';

import { maxReplyBytes } from '../../pbx/http/replyLimit';
import { signIn } from '../../transport/credentialHooks';
import { httpSend } from '../../transport/httpSend';
import { networkFailure } from '../../transport/networkFailure';

const connection = { origin: 'http://pbx.example', ignoreSslIssues: false, timeoutMs: 5_000 };
const request = { path: '/', query: [], headers: {} };

test('a reply is asked for without compression and not read beyond the cap', async () => {
	const block = Buffer.alloc(1_000_000, ' ');
	let sent = 0;
	const body = new Readable({
		read() {
			sent += block.length;
			this.push(sent > 20 * maxReplyBytes ? null : block);
		},
	});
	const asked: unknown[] = [];
	const send = httpSend(async (options) => {
		asked.push(options.headers?.['Accept-Encoding']);
		return await Promise.resolve({ statusCode: 200, headers: {}, body });
	}, connection);
	const reply = await send(request);
	expect('body' in reply && reply.body.length).toBeGreaterThan(maxReplyBytes);
	expect(body.destroyed).toBe(true);
	expect(sent).toBeLessThan(2 * maxReplyBytes);
	expect(asked).toEqual(['identity']);
});

test('characters that are split between two pieces of a reply stay whole', async () => {
	const bytes = Buffer.from('Zoë 东');
	const body = Readable.from([...bytes].map((byte) => Buffer.of(byte)));
	const send = httpSend(async () => await Promise.resolve({ statusCode: 200, body }), connection);
	expect(await send(request)).toMatchObject({ body: 'Zoë 东' });
});

test.each([
	['EPROTO', 'wrong version number', 'does not speak https'],
	['EPROTO', 'dh key too small', 'too weak for n8n'],
	['ERR_SSL_DH_KEY_TOO_SMALL', '', 'too weak for n8n'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', '', 'is not trusted'],
])('%s (%s): %s', (code, text, message) => {
	const error = Object.assign(new Error(text), { code });
	expect(networkFailure(error, 'https://pbx.example', {}).message).toContain(message);
});

test('the sign-in hook gives nothing when the stored session is alive: n8n sends nothing again', async () => {
	const fields = {
		pbx: 'openVoxUc',
		baseUrl: 'http://alive.example',
		username: 'a',
		password: 'b',
	};
	const answer = (body: object) => async () =>
		await Promise.resolve({ statusCode: 200, body: JSON.stringify(body) });
	const opened = await signIn(answer({ status: 'Success', token: 'abc' }), fields);
	expect(opened).toHaveProperty('sessionToken');
	expect(await signIn(answer({ status: 'Success' }), { ...fields, ...opened })).toEqual({});
});
