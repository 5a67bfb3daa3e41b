import { Failure } from '../model/failure';
import { pbxOrigin } from './pbxText';
import type { PbxReply } from './request';

/** The body of a reply that looks like an API's answer; anything else is a failure that says so. */
export function apiBody(reply: PbxReply): string | Failure {
	const { status } = reply;
	if (status >= 300 && status < 400) return redirected(reply);
	if (status === 401 || status === 403) {
		return new Failure(
			'unreachable',
			`Something in front of the PBX refused the request (HTTP ${status})`,
			'Check the allowed addresses on the PBX, and any proxy or firewall between n8n and the PBX.',
			String(status),
		);
	}
	if (status === 404) {
		return notThisApi('This address has no PBX API (HTTP 404)', '404');
	}
	if (status >= 500) {
		return new Failure(
			'outcomeUnknown',
			`The PBX answered with HTTP ${status}`,
			'The PBX or a proxy in front of it is overloaded or broken. It may have acted: check before retrying.',
			String(status),
		);
	}
	if (status >= 400) {
		return notThisApi(`The PBX answered with HTTP ${status}`, String(status));
	}
	const body = reply.body.trim();
	if (body === '') return notThisApi('The PBX sent an empty reply');
	if (/^(<\?xml[^>]*>\s*)?<(!doctype\s+html|html|head|body)\b/i.test(body)) {
		return notThisApi('A web page answered, not the API of a PBX');
	}
	return body;
}

function notThisApi(message: string, pbxCode?: string): Failure {
	return new Failure(
		'invalidReply',
		message,
		'Check that the address is the one of the PBX itself, with the version of its API, and that the API is enabled on the PBX.',
		pbxCode,
		'baseUrl',
	);
}

function redirected(reply: PbxReply): Failure {
	const origin = pbxOrigin(reply.headers.location ?? '');
	return new Failure(
		'invalidReply',
		`The PBX redirects to ${origin ?? 'another address'}`,
		origin
			? `Use the address ${origin}; a redirect is not followed, because it would carry the password elsewhere.`
			: 'Use the address at which the API really is; redirects are not followed.',
		String(reply.status),
		'baseUrl',
	);
}
