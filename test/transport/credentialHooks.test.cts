import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { authenticate, signIn } from '../../transport/credentialHooks';

const origin = 'http://pbx.example:8088';
const path = '/api/v0.0.1/extension/whisper';

async function signedIn(): Promise<ICredentialDataDecryptedObject> {
	const fields = { pbx: 'openVoxUc', baseUrl: origin, username: 'api', password: 'secret' };
	const body = JSON.stringify({ status: 'Success', token: 'abc123' });
	const { sessionToken } = await signIn(() => Promise.resolve({ statusCode: 200, body }), fields);
	if (typeof sessionToken !== 'string') throw new Error('No session was opened.');
	return { ...fields, sessionToken };
}

/** The HTTP Request node writes the address into `uri`. */
function fromHttpRequestNode(uri: string) {
	return { url: '', method: 'POST' as const, uri };
}

test('a request of our own helper is signed', async () => {
	const { url } = authenticate(await signedIn(), { url: `${origin}${path}?type=json` });
	expect(url).toBe(`${origin}${path}?token=abc123&type=json`);
});

test("a request of n8n's HTTP Request node is signed", async () => {
	const request = fromHttpRequestNode(`${origin}${path}?type=json`);
	const { url } = authenticate(await signedIn(), request);
	expect(url).toBe(`${origin}${path}?token=abc123&type=json`);
});

test("a request of n8n's HTTP Request node to another address is not", async () => {
	const fields = await signedIn();
	const request = fromHttpRequestNode('http://other.example/');
	expect(() => authenticate(fields, request)).toThrow("only requests to its own 'Base URL'");
});
