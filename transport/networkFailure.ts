import type { IHttpRequestOptions } from 'n8n-workflow';

import { executionCancelled } from '../pbx/model/failures';
import { Failure } from '../pbx/model/failure';

const certificateCodes = /CERT|SELF_SIGNED|ERR_TLS|UNABLE_TO_|ERR_SSL|EPROTO/;

/** Why a request got no reply, from whatever n8n's HTTP helper threw. */
export function networkFailure(
	error: unknown,
	origin: string,
	{ timeout = 0, abortSignal }: Pick<IHttpRequestOptions, 'timeout' | 'abortSignal'>,
): Failure {
	const code = errorCode(error);
	if (abortSignal?.aborted) return executionCancelled();
	if (code === 'ECONNREFUSED') {
		return new Failure(
			'unreachable',
			`Nothing answers at ${origin}: the connection was refused`,
			'Check host and port of the Base URL in the credential, and that the API is enabled on the PBX.',
			code,
		);
	}
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
		return new Failure(
			'unreachable',
			`The host name of ${origin} is not known`,
			'Check the Base URL in the credential, or enter the IP address of the PBX.',
			code,
		);
	}
	if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'EADDRNOTAVAIL') {
		return new Failure(
			'unreachable',
			`There is no way from n8n to ${origin}`,
			'n8n must be in the network of the PBX or reach it by VPN; n8n Cloud reaches only public addresses.',
			code,
		);
	}
	if (code === 'ECONNABORTED' || code === 'ETIMEDOUT' || code === 'ESOCKETTIMEDOUT') {
		return noReplyInTime(timeout, code);
	}
	if (certificateCodes.test(code)) {
		return new Failure(
			'unreachable',
			`The certificate of ${origin} is not trusted (${code})`,
			"PBXs come with a self-signed certificate: install a trusted one on the PBX, or turn on 'Ignore SSL Issues' in the credential.",
			code,
		);
	}
	if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'HPE_INVALID_CONSTANT') {
		return new Failure(
			'outcomeUnknown',
			`The connection to ${origin} broke before the reply was whole`,
			'The PBX may have acted all the same: look before you repeat. Check http against https in the Base URL.',
			code,
		);
	}
	return new Failure(
		'outcomeUnknown',
		`No usable reply came from ${origin}: ${errorText(error)}`,
		'Check the Base URL in the credential, and any proxy or firewall between n8n and the PBX.',
		code || undefined,
	);
}

/** The request went out, and its whole reply did not come within the time-out. */
export function noReplyInTime(timeoutMs: number, code?: string): Failure {
	return new Failure(
		'outcomeUnknown',
		`The PBX did not answer within ${timeoutMs / 1000} s`,
		'It may have acted all the same: look before you repeat. Raise the Timeout in the options when the PBX is slow, and check the Base URL when it never answers.',
		code,
	);
}

// n8n wraps the HTTP client's exception; the code sits in one of the causes.
function errorCode(error: unknown, depth = 0): string {
	if (typeof error !== 'object' || error === null || depth > 4) return '';
	if ('code' in error && typeof error.code === 'string' && error.code !== '') return error.code;
	return 'cause' in error ? errorCode(error.cause, depth + 1) : '';
}

/** The exception's own words without anything that looks like a signed address. */
function errorText(error: unknown): string {
	const text = error instanceof Error ? error.message : 'unknown reason';
	return text.replace(/[?&]\S*/g, '');
}
