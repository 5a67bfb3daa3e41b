import { Failure } from '../model/failure';
import type { PbxReply } from './request';

/** The body of a reply that looks like an API's answer; anything else is a failure that says so. */
export function apiBody(reply: PbxReply): string | Failure {
	if (reply.status >= 300 && reply.status < 400) return redirected(reply);
	const body = reply.body.trim();
	if (reply.status === 401 || reply.status === 403) {
		return new Failure(
			'unreachable',
			`Something in front of the PBX refused the request (HTTP ${reply.status})`,
			'Check the allowed addresses on the PBX, and any proxy or firewall between n8n and the PBX.',
			String(reply.status),
		);
	}
	if (reply.status === 404) {
		return new Failure(
			'invalidReply',
			'This address has no PBX API (HTTP 404)',
			'Check Base URL and API Version in the credential, and that the API is enabled on the PBX.',
			'404',
		);
	}
	if (reply.status >= 400) {
		return new Failure(
			reply.status >= 500 ? 'outcomeUnknown' : 'invalidReply',
			`The PBX answered with HTTP ${reply.status}`,
			reply.status >= 500
				? 'The PBX or a proxy in front of it is overloaded or broken. It may have acted all the same: look before you repeat.'
				: 'Check Base URL and API Version in the credential.',
			String(reply.status),
		);
	}
	if (body === '') {
		return new Failure(
			'invalidReply',
			'The PBX sent an empty reply',
			'Check Base URL and API Version in the credential, and that the API is enabled on the PBX.',
		);
	}
	if (/^(<\?xml[^>]*>\s*)?<(!doctype\s+html|html|head|body)\b/i.test(body)) {
		return new Failure(
			'invalidReply',
			'A web page answered, not the API of a PBX',
			'Check the Base URL in the credential (host and port of the PBX itself), and that the API is enabled on the PBX.',
		);
	}
	return body;
}

function redirected(reply: PbxReply): Failure {
	const origin = /^https?:\/\/[^/?#]+/i.exec(reply.headers.location ?? '')?.[0];
	return new Failure(
		'invalidReply',
		`The PBX redirects to ${origin ?? 'another address'}`,
		origin
			? `Set the Base URL of the credential to ${origin}; a redirect is not followed, because it would carry the password elsewhere.`
			: 'Set the Base URL of the credential to the address where the API really is; redirects are not followed.',
		String(reply.status),
	);
}
