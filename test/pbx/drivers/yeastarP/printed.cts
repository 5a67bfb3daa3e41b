import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CredentialStore } from '../../../engine/credentialStore.cts';
import { rawPbx, type RawPbx } from '../openvox/rawPbx.cts';

const folder = join(__dirname, '..', '..', '..', 'fixtures', 'yeastarP');

/** The bytes that the guide prints. */
export function printed(file: string): string {
	return readFileSync(join(folder, file), 'utf8');
}

type Answers = Readonly<Record<string, string | ((requestLine: string) => string)>>;

/** What a path answers when the test says nothing else. */
const usual: Answers = {
	get_token: printed('get_token.json'),
	refresh_token: printed('refresh_token.json'),
};

/** A P-Series of bytes: each path answers what the guide prints, or what the test says. */
export async function printedPbx(answers: Answers): Promise<RawPbx> {
	return await rawPbx((line) => {
		const path = pathOf(line);
		const answer = { ...usual, ...answers }[path];
		if (answer === undefined) return '{"errcode":10001,"errmsg":"INTERFACE NOT EXISTED"}';
		return typeof answer === 'string' ? answer : answer(line);
	});
}

/** `call/query` in `GET /openapi/v1.0/call/query?access_token=… HTTP/1.1`. */
export function pathOf(requestLine: string): string {
	return /^\w+ (?:\/openapi\/v1\.0)?\/([^? ]*)/.exec(requestLine)?.[1] ?? '';
}

/** The paths that were asked, oldest first. */
export function paths({ requests }: RawPbx): string[] {
	return requests.map(pathOf);
}

export function credentialFor(
	baseUrl: string,
	fields: Record<string, string> = {},
): CredentialStore {
	return new CredentialStore({
		data: {
			pbx: 'yeastarP',
			baseUrl,
			clientId: 'client-id',
			clientSecret: 'client-secret',
			sessionToken: '',
			...fields,
		},
	});
}

/** The parts of a request by which the PBX tells it from another. */
export function parts(request: string) {
	const text = request.replaceAll('\r\n', '\n');
	const [head = '', body = ''] = text.split(/\n+(?=\{)(.*)/s);
	return {
		requestLine: (head.split('\n')[0] ?? '').replace(/access_token=\w+/, 'access_token=…'),
		contentType: /^content-type: *(.*)$/im.exec(head)?.[1],
		userAgent: /^user-agent: *(.*)$/im.exec(head)?.[1],
		body: body === '' ? undefined : (JSON.parse(body) as unknown),
	};
}

/** The calls of a `call/query`. */
export function calls(...data: Array<{ id?: string; members: object[] }>): string {
	return JSON.stringify({
		errcode: 0,
		errmsg: 'SUCCESS',
		data: data.map(({ id = '1650012665.266', members }) => ({ call_id: id, members })),
	});
}

export function extension(number: string, status: string, channel = `PJSIP/${number}-00000114`) {
	return { extension: { number, channel_id: channel, member_status: status, call_path: '' } };
}

export function trunk(kind: 'inbound' | 'outbound', from: string, to: string, status: string) {
	const channel = 'PJSIP/trunk-my-trunk-endpoint-0000008b';
	const party = { from, to, trunk_name: 'my-trunk', channel_id: channel, member_status: status };
	return { [kind]: { ...party, call_path: '' } };
}
