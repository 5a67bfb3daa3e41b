import { createHmac } from 'node:crypto';

import fc from 'fast-check';

import { isSigned } from '../../../../../pbx/drivers/yeastarP/wire/signature';

const secret = 'mvM5JZeCqxDCMUdpgGzCTPGGbOcOouDr';
const report = Buffer.from('{"type":30008,"sn":"3631A2124XXX","msg":"{}"}');
const sign = (bytes: Uint8Array, key = secret) =>
	createHmac('sha256', key).update(bytes).digest('base64');

test('a report is signed by the Base64 of its HMAC-SHA256', () => {
	// openssl dgst -sha256 -hmac mvM5JZeCqxDCMUdpgGzCTPGGbOcOouDr -binary | base64
	const signature = sign(report);
	expect(isSigned(report, { 'x-signature': signature }, [secret])).toBe(true);
	expect(isSigned(report, { 'x-signature': `sha256=${signature}` }, [secret])).toBe(true);
});

test('any of several secrets may match', () => {
	const headers = { 'x-signature': sign(report) };
	expect(isSigned(report, headers, ['another', secret, 'a third'])).toBe(true);
	expect(isSigned(report, headers, ['another', 'a third'])).toBe(false);
	expect(isSigned(report, headers, [])).toBe(false);
});

test.each([
	['no header', {}],
	['an empty one', { 'x-signature': '' }],
	['its prefix alone', { 'x-signature': 'sha256=' }],
	[
		'the signature in hexadecimal',
		{ 'x-signature': createHmac('sha256', secret).update(report).digest('hex') },
	],
	['a shorter one', { 'x-signature': sign(report).slice(0, 20) }],
	[
		'a longer one',
		{
			'x-signature': Buffer.concat([
				Buffer.from(sign(report), 'base64'),
				Buffer.from('x'),
			]).toString('base64'),
		},
	],
	['the signature in another header', { signature: sign(report) }],
])('%s is none', (_what, headers) => {
	expect(isSigned(report, headers, [secret])).toBe(false);
});

test('no byte may be changed, and bytes that are no UTF-8 count as they are', () => {
	fc.assert(
		fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (bytes, at) => {
			const headers = { 'x-signature': sign(bytes) };
			expect(isSigned(bytes, headers, [secret])).toBe(true);
			const changed = Uint8Array.from(bytes);
			changed[at % bytes.length]! ^= 1;
			expect(isSigned(changed, headers, [secret])).toBe(false);
		}),
	);
});
