import { XMLParser } from 'fast-xml-parser';
import type { INodeParameters } from 'n8n-workflow';

import { CredentialStore } from '../../engine/credentialStore.cts';
import { byNumber, monitor } from '../../engine/office.cts';
import { runNode, type NodeRun } from '../../engine/runNode.cts';
import { printed } from '../../simulator/sample.cts';
import { rawPbx, type RawPbx } from './rawPbx.cts';

// Both sides of the wire are the manual's own bytes here: neither of our serializers makes the
// other's fixtures.

const token = '813b621cfe8eecf445a2ce1f4a079ffe';

let pbx: RawPbx | undefined;

afterEach(async () => {
	await pbx?.close();
});

type Format = 'json' | 'xml';

const login = {
	json: printed('login.json'),
	xml: `<?xml version="1.0" encoding="UTF-8" ?>\n<xml>\n\t<status>Success</status>\n\t<token>${token}</token>\n</xml>\n`,
};

/** Runs the node against the manual's reply, in the API version that the page prints. */
async function run(page: string, format: Format, parameters: INodeParameters): Promise<NodeRun> {
	const reply = printed(`${page}.${format}`);
	const apiVersion = /\/api\/(v[\d.]+)\//.exec(printed(`${page}-${format}.http`))?.[1];
	pbx = await rawPbx((line) => (line.includes('/login?') ? login[format] : reply));
	const credential = new CredentialStore({
		data: {
			pbx: 'openVoxUc',
			baseUrl: pbx.url,
			apiVersion: apiVersion ?? '',
			username: 'xiaoshao',
			password: '123456',
			dataFormat: format,
			sessionToken: '',
		},
	});
	return await runNode({ credential, parameters });
}

/** The parts of a request that must equal the manual's. */
function parts(request: string) {
	const [head = '', body = ''] = request.replaceAll('\r\n', '\n').split(/\n+(?=[{<])(.*)/s);
	const lines = head.split('\n');
	return {
		requestLine: (lines[0] ?? '').replace(/( HTTP\/1\.1)+$/, ' HTTP/1.1'),
		contentType: /^content-type: *(.*)$/im.exec(head)?.[1],
		body: body.trim(),
	};
}

const tree = (format: Format, body: string): unknown =>
	format === 'json'
		? JSON.parse(body)
		: new XMLParser({ parseTagValue: false, ignoreDeclaration: true }).parse(body);

const orders = [
	['extension-whisper', monitor('whisper', '101', '106')],
	['extension-listen', monitor('listen', '101', '106')],
	['extension-barge', monitor('bargeIn', '101', '106')],
] as const;

describe.each(['json', 'xml'] as const)('in %s', (format) => {
	test.each(orders)(
		'%s goes out as the manual prints it, and its answer is read',
		async (page, parameters) => {
			const result = await run(page, format, parameters);
			expect(result.outputs[0]?.[0]?.json.result).toBe('accepted');
			const sent = parts(pbx?.requests[1] ?? '');
			const manual = parts(printed(`${page}-${format}.http`));
			expect(sent.requestLine).toBe(`${manual.requestLine.replace(/token=\w+/, `token=${token}`)}`);
			expect(sent.contentType).toBe(manual.contentType);
			expect(tree(format, sent.body)).toEqual(tree(format, manual.body));
			if (format === 'xml') expect(sent.body.split('\n')[0]).toBe(manual.body.split('\n')[0]);
		},
	);

	test('the sign-in goes out as the manual prints it, less the report address', async () => {
		await run('extension-whisper', format, monitor('whisper'));
		const sent = parts(pbx?.requests[0] ?? '');
		const manual = parts(printed(`login-${format}.http`));
		expect(sent.requestLine).toBe(manual.requestLine);
		expect(sent.contentType).toBe(manual.contentType);
		const fields = JSON.stringify(tree(format, sent.body));
		expect(fields).toContain('"password":"e10adc3949ba59abbe56e057f20f883e"');
		expect(fields).toContain('"port":"8260"');
		expect(fields).toContain('"version":"1.0.2"');
		expect(fields).not.toContain('url');
	});

	test('the extension query goes out as the manual prints it, and its answer is read', async () => {
		const parameters = {
			resource: 'extension',
			operation: 'get',
			extension: byNumber('101'),
			options: {},
		};
		const result = await run('extension-query', format, parameters);
		expect(result.outputs[0]?.[0]?.json).toEqual({
			number: '101',
			name: 'xiaoshaokun',
			state: 'unavailable',
			stateOnPbx: 'Unavailable',
			type: 'pjsip',
			allowsMonitoring: false,
			mayMonitor: 'disabled',
			calls: [],
		});
		const sent = parts(pbx?.requests[1] ?? '');
		const manual = parts(printed(`extension-query-${format}.http`));
		expect(sent.requestLine).toBe(manual.requestLine.replace(/token=\w+/, `token=${token}`));
		expect(sent.contentType).toBe(manual.contentType);
		expect(tree(format, sent.body)).toEqual(tree(format, manual.body));
		if (format === 'xml') expect(sent.body.split('\n')[0]).toBe(manual.body.split('\n')[0]);
	});
});

test('the one failed login of the manual is told as what it may be', async () => {
	pbx = await rawPbx(() => printed('login-failed.json'));
	const credential = new CredentialStore({
		data: { pbx: 'openVoxUc', baseUrl: pbx.url, username: 'a', password: 'b', sessionToken: '' },
	});
	const result = await runNode({ credential, parameters: monitor('whisper') });
	expect(result.error?.message).toBe(
		"Wrong user name or password, or the PBX's API service is down",
	);
	expect(pbx.requests).toHaveLength(1);
});
